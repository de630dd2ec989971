"""Whatever the records say, reconciling from shards gives what reconciling everything at once does."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers.many_stories import many_stories
from helpers.stories import SETTINGS, Newsroom
from helpers.tellings import newsroom, told
from hypothesis import given, settings

from extract.large import blocking as partners
from extract.large import reconcile_shards
from extract.reconcile import Reconciled, ReconcileSettings, reconcile
from extract.reconcile.fuse.links import Found, Node
from extract.reconcile.match.comparison import Corpus
from extract.results.shards import ARTICLES, EVENTS, RECORDS, UNSURE, StoredArticle
from extract.results.write import Output
from extract.results.write.events_csv import events_csv
from schemas import EventSet, Link


@given(told)
@settings(max_examples=60, deadline=None)
def test_partitions_change_nothing(tellings: list[dict[str, Any]]) -> None:
    assert_equal(newsroom(tellings))


@pytest.mark.parametrize("seed", [1, 2])
def test_partitions_change_nothing_among_many(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partners, "SLICE", 16)
    whole = assert_equal(many_stories(seed, articles=80))
    linked = {link.type for event in whole.events for link in event.links}
    assert linked == {"in_response_to", "follows", "part_of"}
    assert any(len(event.articles) > 2 for event in whole.events)
    assert whole.unsure


def test_partitions_change_nothing_where_keys_are_crowded() -> None:
    blocking = replace(SETTINGS.blocking, bucket=4, window=3, crossed=2, partners=5)
    assert_equal(many_stories(3, articles=60), replace(SETTINGS, blocking=blocking))


def test_without_arrays_the_result_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    room = many_stories(2, articles=40)
    assert_equal(room)
    put(room, tmp_path)
    assert any("[scale]" in notice for notice in reconcile_shards(tmp_path, settings=SETTINGS).notices)


def link_next(nodes: Sequence[Node], _corpus: Corpus, found: Found) -> None:
    """Links each event to the next of its kind, as a kind of a user's own may."""
    for one, other in pairwise(nodes):
        found[one.event.id].add(Link(type="follows", event=other.event.id))


def test_links_of_a_kind_of_ones_own_are_found() -> None:
    own = replace(SETTINGS.kinds["statement"], links=(link_next,))
    whole = assert_equal(many_stories(1, articles=40), replace(SETTINGS, kinds={**SETTINGS.kinds, "statement": own}))
    assert any(event.links for event in whole.events if event.kind == "statement")


def assert_equal(room: Newsroom, set_to: ReconcileSettings = SETTINGS) -> Reconciled:
    whole = reconcile(room.articles, room.records, room.texts, settings=set_to)
    with tempfile.TemporaryDirectory() as made:
        result = Path(made)
        put(room, result)
        found = reconcile_shards(result, settings=set_to)
        assert list(EVENTS.read(result)) == list(whole.events)
        assert list(UNSURE.read(result)) == list(whole.unsure)
        assert (found.events, found.unsure) == (len(whole.events), len(whole.unsure))
        assert found.compared == whole.compared
        table = "".join(events_csv(Output(EventSet(events=whole.events), {}, {})))
        assert (result / "events.csv").read_text(encoding="utf-8") == table
        assert not list(result.glob(".reconciling-*"))
    return whole


def put(room: Newsroom, result: Path) -> None:
    with ARTICLES.writer(result) as articles, RECORDS.writer(result) as records:
        for info in sorted(room.articles, key=lambda one: one.id):
            articles.write(StoredArticle(**dict(info), text=room.texts[info.id]))
            records.write_all(record for record in room.records if record.article_id == info.id)
