"""Times of day: what tells one, the part of the day it is in, and that none is taken for a year."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.normalise.clock import read_clock
from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import Today

DATED = DateContext(Today(dt.date(2024, 5, 15)))


@pytest.mark.parametrize(
    ("words", "time", "part"),
    [
        ("around 6:40 p.m.", "18:40", "evening"),
        ("at about 12:20 a.m. monday", "00:20", "early_hours"),
        ("12:05 pm", "12:05", "midday"),
        ("at 9.30am", "09:30", "morning"),
        ("at 4 p.m.", "16:00", "afternoon"),
        ("23:08", "23:08", "night"),
        ("at 17h30", "17:30", "evening"),
        ("at about 2015 hours", "20:15", "evening"),
        ("0330 gmt", "03:30", "early_hours"),
        ("at 0645", "06:45", "morning"),
        ("around noon", "12:00", "midday"),
        ("seven in the evening", None, "evening"),
        ("7 o'clock in the evening", "19:00", "evening"),
        ("shortly before midnight", None, "night"),
        ("before dawn", None, "early_hours"),
        ("early friday", None, "early_hours"),
        ("late on thursday", None, "evening"),
        ("27.7.2024", None, None),
        ("2024-05-13", None, None),
        ("in 2015", None, None),
        ("at 25:10", None, None),
        ("1.500", None, None),
    ],
)
def test_words_become_a_time_of_day(words: str, time: str | None, part: str | None) -> None:
    clock = read_clock(words)
    assert (clock.time, clock.part, len(clock.rest)) == (time, part, len(words))


@pytest.mark.parametrize(
    ("words", "day", "time"),
    [
        ("on 14 May at 1545 GMT", dt.date(2024, 5, 14), "15:45"),
        ("14 May 2030 local time", dt.date(2024, 5, 14), "20:30"),
        ("at 2015 hours on 3 May", dt.date(2024, 5, 3), "20:15"),
        ("about 2000 GMT", None, "20:00"),
        ("27 February 2021 local time", dt.date(2021, 2, 27), None),
        ("2024-05-13T10:00", dt.date(2024, 5, 13), "10:00"),
    ],
)
def test_a_time_of_day_is_no_year(words: str, day: dt.date | None, time: str | None) -> None:
    date = read_date(words, DATED)
    assert (date.earliest, date.latest, date.time) == (day, day, time)
