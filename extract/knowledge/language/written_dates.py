"""Finds calendar days written out in full, in the forms headers and datelines use."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from extract.knowledge.language.letters import folded, folded_evenly
from extract.knowledge.language.read import every_calendar

_MONTHS = 12
_CENTURY = 100
# POSIX strptime %y: 69-99 is the twentieth century.
_FIRST_OF_1900S = 69
_SHORT_NAME = 3
_SEPARATOR = r"[\s.,\-/]{1,3}(?:de\s+|of\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_ISO = rf"(?<!\d){_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)"
_ANY_YEAR = re.compile(r"\d\d")
_CHINESE = r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?[日号]"
_NUMERIC = rf"(?<!\d)(?P<first>\d\d?)([-/.])(?P<second>\d\d?)\2{_YEAR}"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day and where it stands in the words searched, as a half-open range."""

    day: dt.date
    start: int
    end: int


def find_dates(words: str) -> tuple[WrittenDate, ...]:
    """Days in order of place; only what names day, month and year, and is no riddle.

    "03/04/2021" is not found: it is the third of April to some and the fourth of March to others.
    A year of two digits counts only beside a month's name ("11 Jan 90").
    """
    found: dict[int, WrittenDate] = {}
    if not _ANY_YEAR.search(words):
        return ()
    words = folded_evenly(words)
    for pattern in _patterns():
        for match in pattern.finditer(words):
            day = _day(match)
            if day and not any(old.start < match.end() and match.start() < old.end for old in found.values()):
                found[match.start()] = WrittenDate(day, match.start(), match.end())
    return tuple(found[start] for start in sorted(found))


def find_month_and_day(words: str) -> tuple[tuple[int, int], ...]:
    """Where days without their year stand ("March 3", "26 Feb."), as datelines have them."""
    return tuple(match.span() for match in _month_and_day().finditer(folded_evenly(words)))


@cache
def _month_and_day() -> re.Pattern[str]:
    month = _month_names()
    return re.compile(rf"\b(?:(?:{month})\.?\s\d\d?\b|\d\d?\s(?:{month})\b\.?)(?:st|nd|rd|th)?", re.IGNORECASE)


def names_weekday(words: str, day: dt.date) -> bool:
    """Whether the words name the weekday that the day falls on, in a language the table knows."""
    names = [name for name, number in every_calendar().weekdays.items() if number == day.weekday()]
    words = folded(words)
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) for name in names if len(name) > _SHORT_NAME
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<name>{_month_names()})"
    short_year = r"(?P<year>(?:19|20)\d\d|\d\d)\b"
    forms = (
        _ISO,
        _CHINESE,
        rf"\b{month}\.?\s?(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?:\s?,\s?|\s){_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|º|er)?\.?{_SEPARATOR}{month}{_SEPARATOR}{short_year}",
        rf"(?<!\d)(?P<day>\d\d?)\s(?:de\s)?{month}\s(?:de\s|del\s)?{_YEAR}",
        _NUMERIC,
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _months() -> dict[str, int]:
    return dict(every_calendar().months)


def _month_names() -> str:
    return "|".join(re.escape(name) for name in sorted(_months(), key=lambda name: (-len(name), name)))


def _day(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < _CENTURY:
        year += 1900 if year >= _FIRST_OF_1900S else 2000
    if "first" in parts:
        month, day = _settled(int(parts["first"]), int(parts["second"]))
    else:
        month = _months()[parts["name"].lower()] if "name" in parts else int(parts["month"])
        day = int(parts["day"])
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _settled(first: int, second: int) -> tuple[int, int]:
    """Month and day where only one reading is possible, else (0, 0)."""
    readings = {(month, day) for month, day in ((first, second), (second, first)) if 1 <= month <= _MONTHS}
    return readings.pop() if len(readings) == 1 else (0, 0)
