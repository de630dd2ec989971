"""A user relies on: all workers together never take more than the run is allowed, and each can work."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extract.base.settings import Limits
from extract.pipeline.on_ray import Cluster
from extract.pipeline.on_ray.shares import most_workers, share_of
from extract.pipeline.setup import Setup, set_up


def allowed(tmp_path: Path, *, concurrency: int = 64, **limits: int | Decimal) -> Setup:
    folder = tmp_path / "cassettes"
    setup = set_up(
        [],
        model="openai/test",
        base_url="http://127.0.0.1:1/v1",
        cassettes=folder,
        record_mode=None,
        limits=Limits(),
        dry_run=False,
    )
    return replace(setup, concurrency=concurrency, limits=Limits(**limits), key="secret")  # type: ignore[arg-type]


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_the_shares_together_are_within_the_limits(tmp_path: Path, workers: int) -> None:
    setup = allowed(tmp_path, max_calls=100, max_cost=Decimal("1.50"), requests_per_minute=61, tokens_per_minute=90_001)
    share = share_of(setup, workers)
    assert workers * (share.limits.max_calls or 0) <= 100
    assert workers * (share.limits.max_cost or 0) <= Decimal("1.50")
    assert workers * (share.limits.requests_per_minute or 0) <= 61
    assert workers * (share.limits.tokens_per_minute or 0) <= 90_001
    assert workers * share.concurrency <= 64
    assert share.limits.max_calls


def test_what_is_not_limited_is_not_limited_for_a_worker(tmp_path: Path) -> None:
    assert share_of(allowed(tmp_path), 4).limits == Limits()


def test_the_key_stays_where_it_is(tmp_path: Path) -> None:
    assert share_of(allowed(tmp_path), 2).key is None


@pytest.mark.parametrize(("workers", "cpus"), [(1, 4), (4, 4), (5, 2), (64, 8)])
def test_all_workers_are_let_in_whatever_the_cpus(workers: int, cpus: int) -> None:
    each = Cluster(None, workers, cpus).cpus_each(workers)
    assert 0 < each <= 1
    assert each * workers <= cpus


def test_there_are_no_more_workers_than_calls_to_share(tmp_path: Path) -> None:
    assert most_workers(allowed(tmp_path), 8) == 8
    assert most_workers(allowed(tmp_path, max_calls=3), 8) == 3
    assert most_workers(allowed(tmp_path, requests_per_minute=5), 8) == 5
    assert most_workers(allowed(tmp_path, concurrency=2), 8) == 2
