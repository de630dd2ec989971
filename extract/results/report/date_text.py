"""Dates as people read them, as short as their precision."""

from __future__ import annotations

import datetime as dt

from extract.knowledge.language.cldr import month_names
from schemas import DateValue

_MONTHS = month_names("en", "abbreviated")


def date_text(date: DateValue | None) -> str:
    """A date as short as its precision: "27 Feb 2021", "25–26 Feb 2021", "by 27 Feb 2021", "date unknown"."""
    if date is None or (date.earliest is None and date.latest is None):
        return f"{date.weekday}, date unknown" if date and date.weekday else "date unknown"
    if date.earliest is None or date.latest is None:
        until = "by" if date.anchor == "published" else "until"
        return f"from {_day(date.earliest)}" if date.earliest else f"{until} {_day(date.latest)}"
    return _interval(date.earliest, date.latest, precision=date.precision)


def _day(day: dt.date | None) -> str:
    return f"{day.day} {_month(day)}" if day else ""


def _month(day: dt.date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _interval(first: dt.date, last: dt.date, *, precision: str) -> str:
    if precision == "year" and first.year == last.year:
        return str(first.year)
    same_month = (first.year, first.month) == (last.year, last.month)
    if precision == "month" and same_month:
        return _month(first)
    if first == last:
        return _day(first)
    if same_month:
        return f"{first.day}–{_day(last)}"
    start = f"{first.day} {_MONTHS[first.month - 1]}" if first.year == last.year else _day(first)
    return f"{start} – {_day(last)}"


def hour_text(date: DateValue | None) -> str:
    """The time of day, where it is told: "at 23:08", "in the early hours"; else empty."""
    if date is None or not (date.time or date.part_of_day):
        return ""
    if date.time:
        return f"at {date.time}"
    part = date.part_of_day or ""
    return {"midday": "at midday", "night": "at night"}.get(part, f"in the {part.replace('_', ' ')}")


def short_day(day: str) -> str:
    """An ISO day as a page writes it: "27 Feb 2021"."""
    return _day(dt.date.fromisoformat(day))
