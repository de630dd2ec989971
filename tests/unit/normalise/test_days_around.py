"""Days that a heading, the start of a paragraph or the top of a list tells for what stands under it."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.normalise.clock import read_clock
from extract.normalise.day_reading import Today
from extract.normalise.days_around import days_around
from schemas import DateValue

TODAY = Today(dt.date(2022, 7, 18))
CHRONOLOGY = """A weekend of shootings

Shots were fired in three towns at the weekend.

Friday

A man was shot in Ardley.

Saturday, July 16

Two boys were hurt in Brent.

Reactions

A mayor spoke of war."""
TIMELINE = """March 3, 2021 - A bomb goes off in Ardley.

14 June 2021: Jets hit Brent. A second raid follows.

Correction: the first version named another town."""
LIST = """ARDLEY, July 15, 2022 — Aircraft flew five strikes on Thursday, July 14, the force said.

In the north, three strikes were flown.

- Near Brent, two strikes destroyed a bridge.
- Near Colby, one strike sank a barge.

The force counts as one strike any number of bombs."""
LIVE = """Follow the news here.

Updated 17 July 2022, 14:32 GMT

Sirens sound in Ardley.

16 July, 09:05

Smoke over Brent."""


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        (CHRONOLOGY, "Shots were fired", None),
        (CHRONOLOGY, "A man was shot", dt.date(2022, 7, 15)),
        (CHRONOLOGY, "Two boys", dt.date(2022, 7, 16)),
        (CHRONOLOGY, "A mayor spoke", None),
        (TIMELINE, "A bomb goes off", dt.date(2021, 3, 3)),
        (TIMELINE, "A second raid", dt.date(2021, 6, 14)),
        (TIMELINE, "the first version", None),
        (LIST, "two strikes destroyed", dt.date(2022, 7, 14)),
        (LIST, "one strike sank", dt.date(2022, 7, 14)),
        (LIST, "The force counts", None),
        (LIVE, "Sirens", dt.date(2022, 7, 17)),
        (LIVE, "Smoke", dt.date(2022, 7, 16)),
    ],
)
def test_what_stands_under_a_day_is_of_that_day(text: str, words: str, day: dt.date | None) -> None:
    told = days_around(text, TODAY).at(text.index(words))
    assert (told.earliest if told else None) == day
    assert told is None or told.span is None or text[told.span.start : told.span.end] == told.raw


def test_the_day_told_before_is_that_of_the_paragraph() -> None:
    text = "Jets hit Ardley on Friday. A day later they hit Brent.\n\nThe day before, nothing had moved."
    around = days_around(text, TODAY)
    assert around.before(text.index("A day later")) == (dt.date(2022, 7, 15), dt.date(2022, 7, 15))
    assert around.before(0) is None


UPDATES = """Live: strikes on Ardley

16 July

14:32

A shell hit Mill Street.

15:05 GMT

Another hit Mill Street.

16:40 - A third fell on Mill Street. No one was hurt."""


@pytest.mark.parametrize(
    ("words", "time"), [("A shell", "14:32"), ("Another", "15:05"), ("A third", "16:40"), ("No one", "16:40")]
)
def test_an_update_has_its_own_time_and_the_day_above(words: str, time: str) -> None:
    date = days_around(UPDATES, TODAY).completed(None, UPDATES.index(words))
    assert date
    assert (date.earliest, date.time, date.anchor) == (dt.date(2022, 7, 16), time, "context")


def test_a_time_without_a_day_is_kept() -> None:
    text = "Live\n\n14:32\n\nA shell hit Mill Street."
    date = days_around(text, TODAY).completed(None, text.index("A shell"))
    assert date
    assert (date.earliest, date.latest, date.time) == (None, None, "14:32")


@pytest.mark.parametrize(
    "stamp", ["18 July 2022", "Monday, July 18, 2022 10:15", "Updated 17 July 2022, 14:32", "Published: 16 July 2022"]
)
def test_the_day_a_report_came_out_dates_nothing_in_it(stamp: str) -> None:
    text = f"Two raids\n\n{stamp}\n\nJets hit Ardley. Nobody was hurt."
    around = days_around(text, TODAY)
    assert around.at(text.index("Jets")) is None
    assert around.completed(None, text.index("Jets")) is None


@pytest.mark.parametrize(
    ("text", "words", "date", "day"),
    [
        pytest.param(LIVE, "Smoke over Brent", "this morning", dt.date(2022, 7, 16), id="an update's own day"),
        pytest.param(LIVE, "Smoke over Brent", "on Friday", dt.date(2022, 7, 16), id="weekdays too"),
        pytest.param(LIVE.replace(", 09:05", " 09.05 BST"), "Smoke", "yesterday", dt.date(2022, 7, 16), id="a zone"),
        pytest.param(CHRONOLOGY, "Two boys", "a day ago", dt.date(2022, 7, 16), id="a diary"),
        pytest.param(CHRONOLOGY, "Two boys", "on Friday", TODAY.day, id="under a day alone weekdays are the report's"),
        pytest.param(CHRONOLOGY, "A mayor spoke", "today", TODAY.day, id="under no day"),
    ],
)
def test_words_are_told_from_the_day_of_the_update_they_stand_in(
    text: str, words: str, date: str, day: dt.date
) -> None:
    assert days_around(text, TODAY).today_for(date, text.index(words)).day == day


@pytest.mark.parametrize(
    ("words", "time"),
    [("before dawn", None), ("in the morning", None), ("at noon", "12:00"), ("in the afternoon", "14:32")],
)
def test_words_of_another_part_of_the_day_keep_the_time_of_an_update_away(words: str, time: str | None) -> None:
    text = f"Live\n\n16 July\n\n14:32\n\nA second shell hit Mill Street; the first fell {words}."
    around, clock = days_around(text, TODAY), read_clock(words)
    told = DateValue(raw=words, time=clock.time, part_of_day=clock.part)
    date = around.completed(told, text.index(words))
    assert date
    assert (date.latest, date.time, date.part_of_day) == (dt.date(2022, 7, 16), time, clock.part)
