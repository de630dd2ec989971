"""A user relies on: what a model read is held against the words, which win; and each value says what it comes from."""

from __future__ import annotations

import datetime as dt

import pytest
from helpers.normalise_told import article, grounded, sentences

from extract.knowledge.language.read import read_language
from extract.normalise import Knowledge, normalise
from extract.normalise.day_reading import Today
from extract.normalise.readings.counts import check_count
from extract.normalise.readings.days import check_day
from extract.normalise.readings.rendered import rendered
from schemas import Count, DateValue, StrikeRecord

SUNDAY = dt.date(2024, 7, 28)
TEXT = """Ракета попала в футбольное поле в Мадждал-Шамсе в субботу, погибли не менее 12 человек.
The army hit a depot in Kut on Friday, killing three guards."""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def date(first: str | None = None, last: str | None = None, **more: object) -> DateValue:
    told = {"raw": "then", "earliest": first, "latest": last or first, "precision": "day", **more}
    return DateValue.model_validate(told)


OPEN = DateValue(raw="then")


@pytest.mark.parametrize(
    ("words", "reading", "via", "earliest", "against"),
    [
        pytest.param(date("2024-07-26"), "2024-07-26", "both", "2024-07-26", False, id="alike"),
        pytest.param(date("2024-07-26"), "2024-07-19", "words", "2024-07-26", True, id="another day"),
        pytest.param(date("2024-07-01", "2024-07-31"), "2024-07-26", "model", "2024-07-26", False, id="narrower"),
        pytest.param(OPEN, "2024-07-26", "model", "2024-07-26", False, id="words nobody reads"),
        pytest.param(None, "2024-07-26", "model", "2024-07-26", False, id="no words"),
        pytest.param(OPEN, "2024-08-26", "words", None, True, id="after it was told"),
        pytest.param(date(weekday="Friday"), "2024-07-27", "words", None, True, id="another weekday"),
        pytest.param(date(weekday="Friday"), "2024-07-26", "model", "2024-07-26", False, id="that weekday"),
        pytest.param(OPEN, "last week", "words", None, False, id="no reading"),
        pytest.param(OPEN, "2024-02-31", "words", None, False, id="no day"),
    ],
)
def test_a_day_is_of_the_words_where_they_tell_one(
    words: DateValue | None, reading: str, via: str, earliest: str | None, *, against: bool
) -> None:
    checked = check_day(words, reading, until=SUNDAY)
    assert checked.value is not None
    assert (checked.value.via, checked.value.earliest) == (via, day(earliest) if earliest else None)
    assert (checked.against is not None) == against


@pytest.mark.parametrize(
    ("words", "reading", "via", "told"),
    [
        pytest.param((12, None), (12, None), "both", (12, None), id="alike"),
        pytest.param((12, None), (15, 15), "words", (12, None), id="another figure"),
        pytest.param((None, None), (12, 12), "model", (12, 12), id="words nobody reads"),
        pytest.param((None, None), (None, None), "words", (None, None), id="no figure"),
        pytest.param((None, None), (9, 3), "words", (None, None), id="no range"),
    ],
)
def test_a_figure_is_of_the_words_where_they_tell_one(
    words: tuple[int | None, int | None], reading: tuple[int | None, int | None], via: str, told: object
) -> None:
    value = check_count(Count(raw="x", unit="killed", low=words[0], high=words[1]), *reading).value
    assert (value.via, (value.low, value.high)) == (via, told)


def test_a_record_has_the_readings_that_its_words_bear_and_lists_the_others(knowledge: Knowledge) -> None:
    draft = grounded(
        TEXT,
        "strike",
        2,
        {"attacker": "The army", "target": "a depot", "date": "Friday", "place": "Kut", "casualties.0.number": "three"},
        attacker="The army",
        target="a depot",
        date="Friday",
        day="2024-07-19",
        place="Kut",
        town="Kut",
        country="IQ",
        casualties=[{"number": "three", "unit": "killed", "low": 4, "high": 4}],
    )
    [record] = normalise(article(TEXT, published=SUNDAY), sentences(TEXT), [draft], knowledge=knowledge)
    assert isinstance(record, StrikeRecord)
    assert record.date
    assert (record.date.earliest, record.date.via) == (day("2024-07-26"), "words")
    assert record.place
    assert (record.place.country, record.place.via) == ("IQ", "both")
    assert record.casualties[0].low == 3
    assert [(one.field, one.reading) for one in record.overruled] == [("date", "2024-07-19"), ("casualties", "4")]


def test_words_that_the_program_cannot_read_have_the_model_s_values_and_english(knowledge: Knowledge) -> None:
    draft = grounded(
        TEXT,
        "strike",
        1,
        {"target": "футбольное поле", "date": "в субботу", "place": "в Мадждал-Шамсе"},
        target="футбольное поле",
        target_name="football field",
        date="в субботу",
        day="2024-07-27",
        place="в Мадждал-Шамсе",
        town="Majdal Shams",
        country="SY",
        english=[
            {"words": "в субботу", "english": "on Saturday"},
            {"words": "футбольное поле", "english": "football field"},
        ],
    )
    [record] = normalise(article(TEXT, published=SUNDAY), sentences(TEXT), [draft], knowledge=knowledge)
    assert isinstance(record, StrikeRecord)
    assert record.date
    assert (record.date.earliest, record.date.english) == (day("2024-07-27"), "on Saturday")
    assert record.place
    assert (record.place.name, record.place.raw) == ("Majdal Shams", "в Мадждал-Шамсе")
    assert (record.target[0].name, record.target[0].raw, record.target[0].via) == (
        "football field",
        "футбольное поле",
        "model",
    )
    assert record.target[0].english == "football field"


@pytest.mark.parametrize(("low", "via", "kept"), [(20, "both", 20), (21, "both", 21), (22, "words", 20)])
def test_more_than_twenty_are_twenty_or_twenty_one(low: int, via: str, kept: int) -> None:
    words = Count(raw="more than 20", low=20, unit="killed", qualifier="at_least")
    checked = check_count(words, low, None, more_than=True).value
    assert (checked.low, checked.high, checked.via) == (kept, None, via)


def test_at_least_twenty_are_not_twenty_one() -> None:
    words = Count(raw="at least 20", low=20, unit="killed", qualifier="at_least")
    assert check_count(words, 21, None).against == "at least 20"


def test_words_that_nothing_reads_are_read_by_their_english_and_are_the_models() -> None:
    values = {
        "date": DateValue(raw="jumatano"),
        "casualties": (Count(raw="watu kumi na wawili", unit="killed", qualifier="vague"),),
    }
    english = {"jumatano": "on Wednesday", "watu kumi na wawili": "at least twelve people"}
    made = dict(rendered(values, english, Today(dt.date(2024, 5, 15)), read_language("en").tolls))
    assert (made["date"].earliest, made["date"].raw, made["date"].via) == (dt.date(2024, 5, 15), "jumatano", "model")
    assert [(one.low, one.high, one.via) for one in made["casualties"]] == [(12, None, "model")]


def test_days_that_words_only_count_from_others_are_no_evidence_against_a_reading() -> None:
    words = DateValue(
        raw="a day earlier", earliest=dt.date(2024, 5, 1), latest=dt.date(2024, 5, 1), precision="day", anchor="context"
    )
    checked = check_day(words, "2024-05-03")
    assert checked.against is None
    assert checked.value
    assert (checked.value.earliest, checked.value.via) == (dt.date(2024, 5, 3), "model")
