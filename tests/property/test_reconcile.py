"""Whatever the records say, reconciling keeps its promises."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import (
    ALBU_KAMAL,
    DEIR_EZ_ZOR,
    ERBIL,
    HEZBOLLAH,
    ISRAEL,
    KH,
    PMF,
    SETTINGS,
    SYRIA,
    US,
    Newsroom,
    chain,
    day,
    killed,
    person,
)

from extract.reconcile import Reconciled, reconcile
from extract.reconcile.cannot_link import cannot_link
from schemas import DateValue, EventSet

DATES = [
    None,
    day("2021-02-25", "on Thursday"),
    day("2021-02-26", "early on Friday local time", timezone="Asia/Damascus"),
    day("2021-02-27", "on Saturday"),
    day("2021-06-27"),
    DateValue(raw="on Sunday", weekday="Sunday"),
    DateValue(raw="in February"),
]
GROUPS = [US, ISRAEL, KH, PMF, HEZBOLLAH, person("militia sites"), person("Qassem Soleimani")]
PEOPLE = [person(name) for name in ("Javad Zarif", "Zarif", "Fuad Hussein", "Ali Shamkhani", "Western officials")]
SENTENCES = [
    "The strikes hit the depot on the border.",
    "Another attack followed in response to the rockets.",
    "A series of attacks over the past year went on.",
    "“We condemn the raid on the headquarters,” he said.",
    "They met to discuss the border and the talks.",
    "He warned that terrorism would return to the region.",
]
SOURCES = [(), (chain("Reuters"),), (chain("Reuters", "an official", anonymous=True),), (chain("SOHR"), chain("SANA"))]

common = {
    "article": st.sampled_from(["a", "b", "c"]),
    "sentence": st.sampled_from(SENTENCES),
    "assertion": st.sampled_from(["asserted", "reported", "historical", "planned", "denied"]),
    "according_to": st.sampled_from(SOURCES),
    "date": st.sampled_from(DATES),
    "place": st.sampled_from([None, ALBU_KAMAL, DEIR_EZ_ZOR, SYRIA, ERBIL]),
}
strikes = st.fixed_dictionaries(
    {
        **common,
        "kind": st.just("strike"),
        "attacker": st.lists(st.sampled_from(GROUPS), max_size=2, unique=True).map(tuple),
        "target": st.lists(st.sampled_from(GROUPS), max_size=2, unique=True).map(tuple),
        "method": st.sampled_from(["air_strike", "rocket", "other"]),
        "casualties": st.lists(st.integers(0, 30).map(killed), max_size=2).map(tuple),
    }
)
statements = st.fixed_dictionaries(
    {
        **common,
        "kind": st.just("statement"),
        "speaker": st.none() | st.sampled_from(PEOPLE),
        "act": st.sampled_from(["condemn", "warn", "comment"]),
    }
)
meetings = st.fixed_dictionaries(
    {
        **common,
        "kind": st.just("meeting"),
        "participants": st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True).map(tuple),
    }
)
told = st.lists(strikes | statements | meetings, min_size=1, max_size=12)


def newsroom(tellings: list[dict[str, Any]]) -> Newsroom:
    room = Newsroom()
    room.article("a", published="2021-02-27")
    room.article("b", published="2021-06-28")
    room.article("c", published=None, outlet=None)
    for fields in tellings:
        values = dict(fields)
        kind, article, sentence = values.pop("kind"), values.pop("article"), values.pop("sentence")
        if kind == "statement":
            values["spans"] = {"content": sentence}
        room.tell(kind, article, sentence, **values)
    return room


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
    assert {r.id for r in room.records if r.kind != "strike"} <= set(held) <= {r.id for r in room.records}
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
