"""The axis of time: which days a drawing shows, and where each stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extract.knowledge.language.cldr import month_names

Unit = Literal["day", "week", "month", "year"]

SHORT_PERIOD = dt.timedelta(days=120)
"""What fits on one axis without leaving anything out."""
NARROW = dt.timedelta(days=7)
"""Intervals no longer than this set the axis; longer ones are cut to it."""
GAP = dt.timedelta(days=45)
"""Days without an event that part one period from the next."""
MAIN_SHARE = 0.6
"""Share of the events a period must hold to be shown alone."""
MOST_COLUMNS = 62
"""Two months of days: what a page's width shows apart."""

LABEL_WIDTH = 64.0

_MONTHS = month_names("en", "abbreviated")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both inside."""

    first: dt.date
    last: dt.date

    def meets(self, first: dt.date, last: dt.date) -> bool:
        """True if some day of an interval is inside."""
        return first <= self.last and last >= self.first


def main_period(spans: Sequence[tuple[dt.date, dt.date]]) -> Period:
    """The days most events are of: background of years ago would press the news into one column.

    All days where they are few, or where no period between long gaps holds most of the events.
    """
    narrow = sorted((first, last) for first, last in spans if last - first < NARROW) or sorted(spans)
    whole = _period(narrow)
    if whole.last - whole.first <= SHORT_PERIOD:
        return whole
    gaps = [n + 1 for n, (one, two) in enumerate(pairwise(narrow)) if two[0] - one[0] > GAP]
    periods = [narrow[start:end] for start, end in pairwise([0, *gaps, len(narrow)])]
    largest = max(periods, key=len)
    return _period(largest) if len(largest) >= MAIN_SHARE * len(narrow) else whole


def _period(spans: Sequence[tuple[dt.date, dt.date]]) -> Period:
    return Period(min(first for first, _ in spans), max(last for _, last in spans))


class DayScale:
    """Columns of equal width, one a day, week, month or year: the finest of which not too many are needed."""

    def __init__(self, period: Period, *, left: float, right: float) -> None:
        """Choose the unit for a period that is drawn between two x."""
        self._period = period
        self._left = left
        self._unit = next((unit for unit in _FINEST_FIRST if _count(period, unit) <= MOST_COLUMNS), _FINEST_FIRST[-1])
        self._columns = _count(period, self._unit)
        self.width = (right - left) / self._columns

    def columns(self, first: dt.date, last: dt.date) -> tuple[int, int]:
        """First and last column an interval touches, cut to the period."""
        start = max(first, self._period.first)
        end = min(last, self._period.last)
        return self._column(start), self._column(end)

    def edges(self, column: int) -> tuple[float, float]:
        """Left and right x of a column."""
        return self._left + self.width * column, self._left + self.width * (column + 1)

    def name(self, column: int) -> str:
        """The name of a column: "26 Feb 2021", "week of 1 Mar 2021", "Mar 2021", "2021"."""
        start = _start(self._period.first, self._unit, column)
        text = f"{start.day} {_MONTHS[start.month - 1]} {start.year}"
        names = {
            "day": text,
            "week": f"week of {text}",
            "month": f"{_MONTHS[start.month - 1]} {start.year}",
            "year": f"{start.year}",
        }
        return names[self._unit]

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Left x and label of as many columns as have room for one."""
        every = max(1, round(LABEL_WIDTH * 1.4 / self.width + 0.49))
        for column in range(0, self._columns, every):
            yield round(self.edges(column)[0], 1), self.name(column).removeprefix("week of ")

    def _column(self, day: dt.date) -> int:
        return _index(day, self._unit) - _index(self._period.first, self._unit)


_FINEST_FIRST: tuple[Unit, ...] = ("day", "week", "month", "year")


def _index(day: dt.date, unit: Unit) -> int:
    """Number of a day's unit, counted from some fixed one."""
    numbers = {
        "day": day.toordinal(),
        # Day 1 of year 1 was a Monday.
        "week": (day.toordinal() - 1) // 7,
        "month": 12 * day.year + day.month - 1,
        "year": day.year,
    }
    return numbers[unit]


def _start(first: dt.date, unit: Unit, column: int) -> dt.date:
    index = _index(first, unit) + column
    if unit == "month":
        return dt.date(index // 12, index % 12 + 1, 1)
    if unit == "year":
        return dt.date(index, 1, 1)
    return dt.date.fromordinal(index if unit == "day" else index * 7 + 1)


def _count(period: Period, unit: Unit) -> int:
    return _index(period.last, unit) - _index(period.first, unit) + 1
