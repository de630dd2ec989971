"""Days that a heading, the start of a paragraph or the top of a list tells for what stands under it."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.normalise.day_reading import Today
from extract.normalise.days_around import days_around

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
LIVE = """Updated 17 July 2022, 14:32 GMT

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
