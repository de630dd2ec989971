"""The share of the run's limits that each worker gets."""

from __future__ import annotations

from dataclasses import replace

from extract.base.settings import Limits
from extract.pipeline.setup import Setup


def share_of(setup: Setup, workers: int) -> Setup:
    """The set-up of one of so many workers: its part of calls in flight, of the limits, and without the key.

    Parts are rounded down, so that all together never take more than is allowed; what one leaves no other gets.
    """
    in_flight = max(1, setup.concurrency // workers)
    return replace(setup, limits=_share(setup.limits, workers), concurrency=in_flight, key=None)


def most_workers(setup: Setup, workers: int) -> int:
    """So many workers at most that the part of each is at least one call."""
    limits = setup.limits
    bounds = (limits.max_calls, limits.requests_per_minute, limits.tokens_per_minute, setup.concurrency)
    return min(workers, *(bound for bound in bounds if bound is not None))


def _share(limits: Limits, workers: int) -> Limits:
    def part(whole: int | None) -> int | None:
        return None if whole is None else max(1, whole // workers)

    return Limits(
        max_calls=part(limits.max_calls),
        max_cost=None if limits.max_cost is None else limits.max_cost / workers,
        requests_per_minute=part(limits.requests_per_minute),
        tokens_per_minute=part(limits.tokens_per_minute),
    )
