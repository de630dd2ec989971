"""Records of drafts: every field of every kind has its value, its words and where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from helpers.normalise_told import article, grounded, sentences

from extract.base.types import Grounded
from extract.normalise import Knowledge, normalise
from schemas import AnyRecord, MeetingRecord, StatementRecord, StrikeRecord

SATURDAY = dt.date(2021, 2, 27)
TEXT = """Peruvian Foreign Minister Maria Ortiz spoke in Lima.
Early on Friday local time US warplanes hit Kataib Hezbollah near Baghdad airport, killing at least 17 fighters and \
wounding four, Reuters reported, citing a militia official.
“We will answer,” Ortiz told reporters on Thursday.
She will meet Luis Soto in Quito on Monday."""


def made(
    knowledge: Knowledge, drafts: Sequence[Grounded], *, published: dt.date | None = SATURDAY
) -> tuple[AnyRecord, ...]:
    return normalise(article(TEXT, published=published), sentences(TEXT), drafts, knowledge=knowledge)


def strike(**changes: object) -> Grounded:
    paths = {
        "attacker": "US warplanes",
        "target": "Kataib Hezbollah",
        "date": "Early on Friday local time",
        "place": "near Baghdad airport",
        "casualties.0.number": "17",
        "casualties.0.who": "fighters",
        "casualties.1.number": "four",
    }
    fields: dict[str, object] = {
        "attacker": "US warplanes",
        "target": "Kataib Hezbollah",
        "method": "air_strike",
        "date": "early on friday local time",
        "place": "near Baghdad airport",
        "casualties": [{"number": "17", "unit": "killed", "who": "fighters"}, {"number": "four", "unit": "injured"}],
        "according_to": ["Reuters", "a militia official"],
    }
    return grounded(TEXT, "strike", 2, paths, **{**fields, **changes})


def statement() -> Grounded:
    paths = {
        "speaker": "Ortiz",
        "cue": "told",
        "content": "We will answer",
        "addressee": "reporters",
        "date": "Thursday",
    }
    return grounded(
        TEXT,
        "statement",
        3,
        paths,
        speaker="Ortiz",
        cue="told",
        content="We will answer",
        addressee="reporters",
        date="Thursday",
    )


def meeting() -> Grounded:
    paths = {"participants.0": "She", "participants.1": "Luis Soto", "date": "Monday", "place": "in Quito"}
    fields = {"participants": ["She", "Luis Soto"], "date": "Monday", "place": "in Quito", "assertion": "planned"}
    return grounded(TEXT, "meeting", 4, paths, **fields)


def days(record: AnyRecord) -> tuple[dt.date | None, dt.date | None]:
    """First and last possible day of a record that has a date."""
    assert record.date is not None
    return record.date.earliest, record.date.latest


def test_a_strike(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [strike()])
    assert isinstance(record, StrikeRecord)
    assert [(a.id, a.role) for a in (*record.attacker, *record.target)] == [
        ("us-armed-forces", "attacker"),
        ("kataib-hezbollah", "target"),
    ]
    assert record.method == "air_strike"
    assert days(record) == (dt.date(2021, 2, 26), dt.date(2021, 2, 26))
    assert record.date is not None
    assert record.date.timezone == "Asia/Baghdad"
    assert record.place is not None
    assert (record.place.name, record.place.precision) == ("Baghdad", "near")
    assert [(c.low, c.high, c.unit, c.qualifier, c.who) for c in record.casualties] == [
        (17, None, "killed", "at_least", "fighters"),
        (4, 4, "injured", "exact", None),
    ]


def test_words_are_those_of_the_article_where_they_stand(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [strike()])
    assert record.date is not None
    assert record.date.span is not None
    assert record.date.raw == "Early on Friday local time" == TEXT[record.date.span.start : record.date.span.end]


def test_what_others_say_is_reported_with_the_chain_of_who_says_it(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [strike()])
    assert record.assertion == "reported"
    assert [(s.name, s.kind, s.anonymous) for s in record.according_to[0]] == [
        ("Reuters", "wire", False),
        ("a militia official", "armed_group", True),
    ]


def test_what_is_denied_stays_denied_whoever_says_so(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [strike(assertion="denied")])
    assert record.assertion == "denied"


def test_what_the_article_says_itself_is_asserted(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [strike(according_to=[])])
    assert (record.assertion, record.according_to) == ("asserted", ())


def test_a_statement(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [statement()])
    assert isinstance(record, StatementRecord)
    assert record.speaker is not None
    assert (record.speaker.name, record.speaker.country) == ("Maria Ortiz", "PE")
    assert record.quote_type == "direct"
    assert record.content is not None
    assert record.content.raw == "We will answer"
    assert days(record) == (dt.date(2021, 2, 25), dt.date(2021, 2, 25))
    assert record.place is None


def test_a_planned_meeting_lies_ahead(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [meeting()])
    assert isinstance(record, MeetingRecord)
    assert [p.name for p in record.participants] == ["Maria Ortiz", "Luis Soto"]
    assert days(record) == (dt.date(2021, 3, 1), dt.date(2021, 3, 1))


def test_an_undated_report_resolves_no_weekday(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [statement()], published=None)
    assert record.date is not None
    assert (record.date.earliest, record.date.weekday) == (None, "Thursday")


def test_what_is_told_as_done_was_done_by_the_day_of_the_report(knowledge: Knowledge) -> None:
    (record,) = made(knowledge, [strike(date=None)])
    assert record.date
    assert (record.date.earliest, record.date.latest, record.date.anchor) == (None, SATURDAY, "published")
    assert record.date.precision == "none"


def test_what_is_planned_or_denied_is_bounded_by_no_day(knowledge: Knowledge) -> None:
    for assertion in ("planned", "hypothetical", "denied"):
        (record,) = made(knowledge, [strike(date=None, assertion=assertion)])
        assert record.date is None


def lacking(field: str) -> Grounded:
    """A strike that tells all but one field."""
    whole = strike(**{field: None})
    return replace(whole, spans={path: span for path, span in whole.spans.items() if path != field})


def test_identifiers_tell_records_of_one_sentence_apart_in_any_order(knowledge: Knowledge) -> None:
    drafts = [strike(), lacking("target"), lacking("date"), statement(), meeting()]
    there, back = made(knowledge, drafts), made(knowledge, drafts[::-1])
    assert there == back
    assert len({record.id for record in there}) == len(drafts)
    (alone,) = made(knowledge, [statement()])
    assert alone.id in {record.id for record in there}
    assert [record.id.rsplit("-", 1)[-1] for record in there[:3]][1:] == ["2", "3"]


def test_no_drafts_no_records(knowledge: Knowledge) -> None:
    assert made(knowledge, []) == ()
