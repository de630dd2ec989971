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
        ("at approximately 1930 on 14 May", dt.date(2024, 5, 14), "19:30"),
        ("on 14 May at 2015", dt.date(2024, 5, 14), "20:15"),
        ("at 2015 (1715 GMT) on 14 May", dt.date(2024, 5, 14), "20:15"),
        ("2015 Kyiv time on May 14", dt.date(2024, 5, 14), "20:15"),
        ("2015 EEST", None, "20:15"),
        ("around 2010 on Friday", dt.date(2024, 5, 10), "20:10"),
        ("between 1900 and 2000 GMT on Monday", dt.date(2024, 5, 13), "19:00"),
        ("from 1800 to 2000 local time", None, "18:00"),
        ("0800-1000 UTC on 14 May", dt.date(2024, 5, 14), "08:00"),
        ("just before 2000 on Tuesday", dt.date(2024, 5, 14), "20:00"),
        ("2030 on 14 May", dt.date(2024, 5, 14), "20:30"),
        ("1430Z", None, "14:30"),
        ("14 May 2024, 2030 hours", dt.date(2024, 5, 14), "20:30"),
        ("2024-05-13T10:00", dt.date(2024, 5, 13), "10:00"),
    ],
)
def test_a_time_of_day_is_no_year(words: str, day: dt.date | None, time: str | None) -> None:
    date = read_date(words, DATED)
    assert (date.time, {date.earliest, date.latest} - {None}) == (time, {day} - {None})


@pytest.mark.parametrize(
    ("words", "year"), [("in 2014", 2014), ("early 2015", 2015), ("14 May 2015", 2015), ("since 2000", 2000)]
)
def test_a_year_is_no_time_of_day(words: str, year: int) -> None:
    date = read_date(words, DATED)
    assert date.earliest
    assert (date.earliest.year, date.time) == (year, None)


def test_a_time_behind_the_copied_words_is_kept() -> None:
    date = read_date("Monday", DateContext(Today(dt.date(2024, 5, 15)), after=" at 1545 GMT, he said"))
    assert (date.earliest, date.time, date.timezone) == (dt.date(2024, 5, 13), "15:45", "UTC")
