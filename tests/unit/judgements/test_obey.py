"""A user relies on: what a person says is done, and where it cannot be, the line is named with the reason."""

import datetime as dt
from typing import Any

import pytest
from helpers.judged_stories import articles_of, correct, different, heard, ref, reject, same
from helpers.stories import ALBU_KAMAL, ERBIL, ISRAEL, KH, SETTINGS, US, Newsroom, day, killed, together

from extract.judgements import Heard, judged_of, unheard, with_originals
from extract.reconcile import Reconciled, reconcile
from schemas import EventSet, Toll


@pytest.fixture
def room() -> Newsroom:
    """Two articles that tell one strike, and one that tells another in another country and month."""
    room = Newsroom()
    told = {"attacker": (US,), "target": (KH,), "place": ALBU_KAMAL, "date": day("2021-02-26"), "method": "air_strike"}
    room.tell("strike", "a", "US jets hit Albu Kamal.", casualties=(killed(4),), **told)
    room.tell("strike", "b", "American planes struck Albu Kamal.", casualties=(killed(17),), **told)
    room.tell("strike", "c", "Erbil was shelled.", attacker=(ISRAEL,), place=ERBIL, date=day("2021-02-10"))
    return room


def decided(room: Newsroom, case: Heard) -> Reconciled:
    return reconcile(articles_of(room), case.records, room.texts, settings=SETTINGS, judged=case.judged)


def outcomes(case: Heard) -> list[tuple[str, str | None]]:
    return [(one.outcome, one.note) for one in case.judgements]


def event_set(room: Newsroom, case: Heard) -> EventSet:
    events = with_originals(decided(room, case).events, case.judgements, case.records)
    return EventSet(
        articles=tuple(articles_of(room)),
        records=case.records,
        events=events,
        rejected=case.rejected,
        judgements=case.judgements,
    )


def test_the_rules_alone_join_the_first_two(room: Newsroom) -> None:
    events = decided(room, heard(room)).events
    assert together(events, *room.records[:2])
    assert len(events) == 2


def test_same_overrides_what_could_never_be_one(room: Newsroom) -> None:
    case = heard(room, same(room, room.records[0], room.records[2]))
    assert outcomes(case) == [("obeyed", None)]
    assert together(decided(room, case).events, room.records[0], room.records[2])


def test_a_third_record_does_not_follow_against_the_rules(room: Newsroom) -> None:
    events = decided(room, heard(room, same(room, room.records[0], room.records[2]))).events
    assert not together(events, room.records[1], room.records[2])


def test_different_overrides_any_score_and_is_not_asked_again(room: Newsroom) -> None:
    outcome = decided(room, heard(room, different(room, *room.records[:2])))
    assert not together(outcome.events, *room.records[:2])
    assert outcome.unsure == ()
    (decision,) = [one for one in outcome.decisions if one.scope == "said"]
    assert decision.veto == "A. Reader, 2026-11-21: it says so"


def test_a_contradiction_is_reported_on_the_line_that_gives_way(room: Newsroom) -> None:
    a, b, c = room.records
    case = heard(room, same(room, a, b), same(room, b, c), different(room, a, c))
    assert outcomes(case) == [("overruled", "contradicts lines 2, 3, which hold"), ("obeyed", None), ("obeyed", None)]
    events = decided(room, case).events
    assert together(events, b, c)
    assert not together(events, a, b)


def test_a_corrected_value_counts_and_the_one_that_was_read_is_kept(room: Newsroom) -> None:
    case = heard(room, correct(room, room.records[0], "casualties", {"unit": "killed", "low": 14, "high": 14}))
    (strike,) = [event for event in event_set(room, case).events if room.records[0].id in event.records]
    tolls = {(claim.value.low, claim.rank): claim for claim in strike.claims if isinstance(claim.value, Toll)}
    assert {(14, "preferred"), (17, "normal"), (4, "deprecated")} == set(tolls)
    assert tolls[4, "deprecated"].rule == "casualties.corrected_by A. Reader, 2026-11-21: it says so"
    assert tolls[4, "deprecated"].records == (room.records[0].id,)
    assert case.judgements[0].original[0]["low"] == 4


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("date", "2021-02-25", {"earliest": dt.date(2021, 2, 25), "latest": dt.date(2021, 2, 25), "precision": "day"}),
        ("date", "2021-02-25/2021-02-26", {"earliest": dt.date(2021, 2, 25), "latest": dt.date(2021, 2, 26)}),
        ("date", "2021-02", {"latest": dt.date(2021, 2, 28), "precision": "month"}),
        ("date", "26 February 2021", {"earliest": dt.date(2021, 2, 26)}),
        ("place", "Erbil", {"name": "Erbil", "country": "IQ"}),
        ("place", {"name": "Al-Harri", "country": "SY"}, {"raw": "Albu Kamal", "name": "Al-Harri", "latitude": None}),
        ("weapon", "a drone", {"raw": "a drone", "span": None}),
    ],
)
def test_a_value_is_given_in_words_or_as_the_results_have_it(
    room: Newsroom, field: str, value: Any, expected: dict[str, Any]
) -> None:
    case = heard(room, correct(room, room.records[0], field, value))
    held = getattr(case.records[0], field)
    assert {name: getattr(held, name) for name in expected} == expected


def test_actors_and_labels_are_corrected_too(room: Newsroom) -> None:
    first = room.records[0]
    case = heard(room, correct(room, first, "attacker", ["Israel", "US"]), correct(room, first, "method", "rocket"))
    assert [actor.name for actor in case.records[0].attacker] == ["Israel", "United States"]
    assert case.records[0].method == "rocket"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("method", "magic", "method: Input should be"),
        ("plaice", "Erbil", "a strike has no field plaice; it has"),
        ("date", "2021-13", "month must be in 1..12"),
        ("date", ["2021-02-25", "2021-02-26"], "date holds one value"),
        ("casualties", "four", "casualties.0"),
    ],
)
def test_a_value_that_does_not_fit_is_reported_and_nothing_changed(
    room: Newsroom, field: str, value: Any, fault: str
) -> None:
    case = heard(room, correct(room, room.records[0], field, value))
    ((outcome, note),) = outcomes(case)
    assert outcome == "unusable"
    assert fault in str(note)
    assert case.records == tuple(room.records)


def test_of_two_corrections_of_one_field_the_later_holds_and_the_earlier_is_reported(room: Newsroom) -> None:
    case = heard(room, *(correct(room, room.records[0], "place", name) for name in ("Erbil", "Baghdad")))
    assert outcomes(case) == [("overruled", "line 2 settles place of the same record later"), ("obeyed", None)]
    assert case.records[0].place.name == "Baghdad"


def test_a_rejected_value_is_gone_and_kept_as_deprecated(room: Newsroom) -> None:
    case = heard(room, reject(room, room.records[2], "place"))
    assert case.records[2].place is None
    (event,) = [one for one in event_set(room, case).events if room.records[2].id in one.records]
    assert event.place is None
    assert [(claim.rank, claim.rule) for claim in event.claims if claim.field == "place"] == [
        ("deprecated", "place.rejected_by A. Reader, 2026-11-21: it says so")
    ]


def test_a_rejected_record_is_in_no_event_and_listed_with_the_reason(room: Newsroom) -> None:
    case = heard(room, reject(room, room.records[2]), same(room, *room.records[1:]))
    assert [record.id for record in case.records] == [record.id for record in room.records[:2]]
    (rejected,) = case.rejected
    assert rejected.reason == "rejected by A. Reader, 2026-11-21: it says so"
    assert rejected.draft["id"] == room.records[2].id
    assert outcomes(case)[1] == ("overruled", f"line 1 rejects {room.records[2].id}")


def test_what_is_no_longer_there_is_reported(room: Newsroom) -> None:
    case = heard(room, same(room, *room.records[:2]), records=room.records[1:])
    assert outcomes(case) == [("not_found", "no strike is read there any more")]
    assert case.judged.same == {}


def test_two_records_that_are_now_one_are_the_same_already(room: Newsroom) -> None:
    a, b = room.tell("strike", "d", "One was hit."), room.tell("strike", "d", "Two were hit.")
    merged = a.model_copy(update={"evidence": (*a.evidence, *b.evidence)})
    case = heard(room, same(room, a, b), different(room, a, b), records=[merged])
    assert [one.outcome for one in case.judgements] == ["obeyed", "unusable"]


def test_taking_judgements_back_gives_what_was_read(room: Newsroom) -> None:
    case = heard(
        room,
        correct(room, room.records[0], "place", "Erbil"),
        reject(room, room.records[1], "casualties"),
        reject(room, room.records[2]),
        same(room, *room.records[:2]),
    )
    written = EventSet.model_validate_json(event_set(room, case).model_dump_json())
    records, rejected = unheard(written)
    assert sorted(records, key=lambda one: one.id) == sorted(room.records, key=lambda one: one.id)
    assert rejected == ()
    assert judged_of(written.judgements) == case.judged


def test_a_reference_survives_other_ids(room: Newsroom) -> None:
    judged = same(room, room.records[0], room.records[2])
    renamed = [record.model_copy(update={"id": f"strike-new-{place}"}) for place, record in enumerate(room.records)]
    assert heard(room, judged, records=renamed).judgements[0].records == ("strike-new-0", "strike-new-2")
    assert ref(room, renamed[0]) == ref(room, room.records[0])
