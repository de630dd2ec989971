"""The context in which the words of a day are read, and the interval of days that they come to."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from extract.knowledge.language.cldr import month_names
from schemas.values import DateAnchor

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
MONTHS = tuple(name.lower() for name in month_names("en"))
MONTH = r"(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]}|t?\\.?)" for name in MONTHS) + r")\b\.?"
DAY_OF_MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
SHORT_YEAR = r"(?P<short>3[2-9]|[4-9]\d)(?![\w:])"
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = rf"(?P<number>\d+|an?|{'|'.join(_NUMBERS)}|several|few)"
_SMALL = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {"a": 1, "an": 1, "the": 1}
UNIT = r"(?P<unit>days?|weeks?|months?|years?)"


@dataclass(frozen=True, slots=True)
class DayInterval:
    """An interval of days that words can mean, and what told them to days."""

    earliest: dt.date
    latest: dt.date
    anchor: DateAnchor


@dataclass(frozen=True, slots=True)
class Today:
    """The day a report is dated (None where it has no date), and whether its events are still to come.

    ``day_first`` tells what 03/04 is where the report is from: April the third if true, None where that is not known.
    """

    day: dt.date | None
    ahead: bool = False
    day_first: bool | None = None


Read: TypeAlias = Callable[[re.Match[str], Today], DayInterval | None]
Move: TypeAlias = Callable[[dt.date], dt.date]


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return [month[:3] for month in MONTHS].index(name.strip(". ")[:3]) + 1


def month_of(year: int, month: int, *, anchor: DateAnchor) -> DayInterval:
    """The whole of a month."""
    return DayInterval(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), anchor)


def one_day(day: dt.date, anchor: DateAnchor = "article_date") -> DayInterval:
    """A single day."""
    return DayInterval(day, day, anchor)


def small_number(word: str) -> int | None:
    """The number of days, weeks and the like; "several" is none."""
    return int(word) if word.isdigit() else _SMALL.get(word)
