"""Longer times that words tell from the day of a report: "last week", "this year"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_SATURDAY = 5


def _monday(day: dt.date) -> dt.date:
    return day - day.weekday() * _DAY


def _last_month(day: dt.date) -> tuple[dt.date, dt.date]:
    end = day.replace(day=1) - _DAY
    return end.replace(day=1), end


def _last_weekend(day: dt.date) -> tuple[dt.date, dt.date]:
    saturday = day - ((day.weekday() - _SATURDAY) % 7) * _DAY
    return saturday, min(day, saturday + _DAY)


STRETCHES: dict[str, Callable[[dt.date], tuple[dt.date, dt.date]]] = {
    "night_before_last": lambda day: (day - 2 * _DAY, day - _DAY),
    "last_night": lambda day: (day - _DAY, day),
    "last_week": lambda day: (_monday(day) - _WEEK, _monday(day) - _DAY),
    "this_week": lambda day: (_monday(day), day),
    "last_month": _last_month,
    "this_month": lambda day: (day.replace(day=1), day),
    "last_year": lambda day: (dt.date(day.year - 1, 1, 1), dt.date(day.year - 1, 12, 31)),
    "this_year": lambda day: (dt.date(day.year, 1, 1), day),
    "last_weekend": _last_weekend,
}
"""The first and last day of each, by its name in a calendar."""
