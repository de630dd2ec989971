"""Whatever the records say, reconciling keeps its promises."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from helpers.stories import SETTINGS
from helpers.tellings import newsroom, told
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.base.types import HumanDecisions
from extract.reconcile import Reconciled, reconcile
from extract.reconcile.match.cannot_link import cannot_link
from schemas import EventSet, Settled


@given(told, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_changes_nothing(tellings: list[dict[str, Any]], chance: random.Random) -> None:
    room = newsroom(tellings)
    shuffled = list(room.records)
    chance.shuffle(shuffled)
    again = reconcile(room.articles[::-1], shuffled, room.texts, settings=SETTINGS)
    assert written(again) == written(room.reconcile())


@given(told)
@settings(max_examples=60, deadline=None)
def test_events_hold_no_record_twice_and_no_cannot_link(tellings: list[dict[str, Any]]) -> None:
    room = newsroom(tellings)
    events = room.reconcile().events
    held = [record for event in events for record in event.records]
    assert len(held) == len(set(held))
    assert {r.id for r in room.records if r.kind == "statement"} <= set(held) <= {r.id for r in room.records}
    singles = {record.id: room.telling(record) for record in room.records}
    for event in events:
        for a, b in combinations(event.records, 2):
            assert cannot_link(singles[a], singles[b], SETTINGS) is None


@given(told)
@settings(max_examples=60, deadline=None)
def test_no_claim_is_lost_and_none_is_invented(tellings: list[dict[str, Any]]) -> None:
    room = newsroom(tellings)
    records = {record.id: record for record in room.records}
    for event in room.reconcile().events:
        claims = list(event.claims)
        for claim in claims:
            assert set(claim.records) <= set(event.records)
            assert claim.sources.origins_min <= claim.sources.origins_max
        for record in (records[record] for record in event.records):
            for field in ("date", "place", "attacker", "target", "speaker", "content", "participants", "casualties"):
                if getattr(record, field, None):
                    assert any(claim.field == field and record.id in claim.records for claim in claims), field


@given(told)
@settings(max_examples=30, deadline=None)
def test_the_output_reads_back_and_reconciles_to_itself(tellings: list[dict[str, Any]]) -> None:
    room = newsroom(tellings)
    first = room.reconcile()
    output = EventSet(articles=tuple(room.articles), records=tuple(room.records), events=first.events)
    reread = EventSet.model_validate_json(output.model_dump_json())
    assert reread.events == first.events
    again = reconcile(reread.articles, reread.records, room.texts, settings=SETTINGS)
    assert written(again) == written(first)


def written(result: Reconciled) -> str:
    output = EventSet(events=result.events, unsure=result.unsure)
    return output.model_dump_json() + repr(result.decisions)


@given(told, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_whatever_a_model_says_of_whatever_pairs_no_cannot_link_and_no_persons_word_is_crossed(
    tellings: list[dict[str, Any]], chance: random.Random
) -> None:
    room = newsroom(tellings)
    singles = {record.id: room.telling(record) for record in room.records}
    pairs = [(a, b) for a, b in combinations(sorted(singles), 2) if singles[a].kind == singles[b].kind]
    chance.shuffle(pairs)
    some = pairs[: len(pairs) // 3]
    judged = HumanDecisions(apart=dict.fromkeys(some, "said"))
    settled = [
        Settled(records=pair, score=0.3, answer=chance.choice(["same", "same", "different"]), model="m", prompt="p")
        for pair in pairs
    ]
    found = reconcile(room.articles, room.records, room.texts, settings=SETTINGS, judged=judged, settled=settled)
    for event in found.events:
        for a, b in combinations(sorted(event.records), 2):
            assert cannot_link(singles[a], singles[b], SETTINGS) is None
            assert (a, b) not in judged.apart
    again = reconcile(
        room.articles[::-1], room.records[::-1], room.texts, settings=SETTINGS, judged=judged, settled=settled[::-1]
    )
    assert written(again) == written(found)
