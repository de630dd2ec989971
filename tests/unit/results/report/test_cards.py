from __future__ import annotations

import datetime as dt

import pytest
from helpers.event_sets import ONE_SOURCE, day, meeting_event, statement_event, strike_event, toll_claim
from helpers.reports import story_output

from extract.results.report.accounts import differences
from extract.results.report.cards import Card, cards
from extract.results.report.library import Library
from schemas import (
    AnyEvent,
    ArticleInfo,
    Claim,
    Conflict,
    Count,
    DateValue,
    EventSet,
    Evidence,
    Link,
    PlaceValue,
    Source,
    StrikeRecord,
    Toll,
    Words,
)

ONE, NINE = Toll(unit="killed", low=1, high=1, best=1), Toll(unit="killed", low=9, high=9, best=9)
HURT = Toll(unit="injured", low=4, high=4, best=4)


def card(*events: AnyEvent, articles: tuple[ArticleInfo, ...] = ()) -> Card:
    everything = EventSet(events=events, articles=articles)
    return cards(everything, Library.of(everything))[0]


@pytest.mark.parametrize(
    ("date", "note"),
    [
        (day(2021, 2, 27), "to the day; “on the day”, the text gives the date"),
        (
            DateValue(
                raw="Friday",
                earliest=dt.date(2021, 2, 25),
                latest=dt.date(2021, 2, 26),
                precision="day",
                anchor="dateline",
                timezone="Asia/Damascus",
            ),
            "one of these days; “Friday”, worked out from the dateline, Asia/Damascus time",
        ),
        (DateValue(raw="lately"), "“lately”, not resolved to days"),
        (None, ""),
    ],
)
def test_a_date_says_how_far_it_is_known_and_why(date: DateValue | None, note: str) -> None:
    assert card(strike_event(date=date)).date_note == note


def test_a_place_says_how_far_it_is_known() -> None:
    notes = [
        card(strike_event(place=PlaceValue(raw="x", precision=precision))).place_note
        for precision in ("exact", "near", "province", "none")
    ]
    assert notes == ["", "near this place", "province only", "not understood"]


def test_figures_that_stand_are_told_even_where_nobody_disputes_them() -> None:
    claims = (toll_claim(ONE, rank="preferred"), toll_claim(HURT), toll_claim(NINE, rank="deprecated"))
    assert card(strike_event(claims=claims)).facts == (("casualties", "1 killed; 4 injured"),)


def test_of_other_fields_the_preferred_value_is_told() -> None:
    claims = tuple(
        Claim(field="weapon", value=Words(raw=raw), records=("r",), sources=ONE_SOURCE, rank=rank, rule="x")
        for raw, rank in (("a mortar", "preferred"), ("a gun", "normal"))
    )
    assert card(strike_event(claims=claims)).facts == (("weapon", "“a mortar”"),)


def test_what_a_title_says_is_not_said_again() -> None:
    assert card(statement_event(title="A says: no", content=Words(raw="“no”"))).content == ""
    assert card(statement_event(title="A says: no …", content=Words(raw="no and never"))).content == "no and never"


def test_an_article_of_no_known_outlet_goes_by_its_title() -> None:
    title = "A long headline that tells everything there is to tell of the harbour"
    untitled = ArticleInfo(id="harbour", path="", sha256="")
    assert card(strike_event(), articles=(untitled,)).outlets == ("harbour",)
    titled = untitled.model_copy(update={"title": title})
    (label,) = card(strike_event(), articles=(titled,)).outlets
    assert label == "“A long headline that tells …”"


def test_links_are_shown_from_both_ends() -> None:
    answer = strike_event(id="b", title="Answer", links=(Link(type="in_response_to", event="a"),))
    everything = EventSet(events=(strike_event(id="a", title="Cause"), answer, meeting_event()))
    related = {one.id: [(r.reads, r.event) for r in one.related] for one in cards(everything, Library.of(everything))}
    assert related == {"a": [("Answered by", "b")], "b": [("Answers", "a")], "meeting-event-1": []}


def record(number: int, article: str, *counts: Count, teller: str | None = None) -> StrikeRecord:
    return StrikeRecord(
        id=f"r{number}",
        article_id=article,
        evidence=(Evidence(start=0, end=1, quote="x"),),
        casualties=counts,
        according_to=((Source(name=teller),),) if teller else (),
    )


def toll(value: Toll, *records: str, rank: str = "normal") -> Claim:
    return toll_claim(value, rank=rank).model_copy(update={"records": records})


def accounts(records: list[StrikeRecord], *claims: Claim) -> list[tuple[str, bool, list[str]]]:
    conflict = Conflict(field="casualties", kind="disagreement", status="open", values=(ONE, NINE))
    event = strike_event(claims=claims, conflicts=(conflict,), records=tuple(one.id for one in records))
    library = Library.of(EventSet(records=tuple(records), events=(event,)))
    (difference,) = differences(event, library)
    return [(one.says, one.superseded, one.outlets) for one in difference.accounts]


def test_figures_of_one_source_in_one_article_are_one_account() -> None:
    told = [record(1, "a", teller="X"), record(2, "a", teller="X"), record(3, "b", teller="Y")]
    shown = accounts(told, toll(ONE, "r1"), toll(HURT, "r2"), toll(NINE, "r3"))
    assert shown == [("1 killed, 4 injured", False, ["a"]), ("9 killed", False, ["b"])]


def test_two_sources_in_one_article_are_two_accounts() -> None:
    told = [record(1, "a", teller="X"), record(2, "a", teller="Y")]
    assert accounts(told, toll(ONE, "r1"), toll(HURT, "r2")) == [
        ("1 killed", False, ["a"]),
        ("4 injured", False, ["a"]),
    ]


def test_killed_or_injured_is_never_added_to_killed_and_injured() -> None:
    both = Toll(unit="killed_or_injured", low=30, high=30)
    told = [record(1, "a"), record(2, "a")]
    shown = accounts(told, toll(ONE, "r1"), toll(HURT, "r1"), toll(both, "r2"))
    assert [says for says, _, _ in shown] == ["1 killed, 4 injured", "30 killed or injured"]


def test_two_figures_of_one_unit_are_never_one_account() -> None:
    told = [record(1, "a"), record(2, "a")]
    assert [says for says, _, _ in accounts(told, toll(ONE, "r1"), toll(NINE, "r2"))] == ["1 killed", "9 killed"]


def test_a_figure_that_was_replaced_comes_last_and_says_so() -> None:
    told = [record(1, "a"), record(2, "b")]
    shown = accounts(told, toll(ONE, "r1", rank="deprecated"), toll(NINE, "r2"))
    assert shown == [("9 killed", False, ["b"]), ("1 killed", True, ["a"])]


def test_no_version_of_a_conflict_is_left_out() -> None:
    events = story_output().events
    library = Library.of(events)
    for event in events.events:
        for difference in differences(event, library):
            shown = [one.says for one in difference.accounts]
            assert len(shown) >= 2
            assert all(account.records for account in difference.accounts)
