"""How two dates stand to each other, whether resolved to days or only known by weekday or month."""

from __future__ import annotations

import datetime as dt

from extract.reconcile.compare.words import fold
from extract.reconcile.settings import Vocabulary
from schemas import DateValue
from schemas.values import WEEKDAYS


def is_resolved(date: DateValue) -> bool:
    """True if both ends are known days."""
    return date.earliest is not None and date.latest is not None


def is_day(date: DateValue) -> bool:
    """True if the date is told to the day, or as two days of which it is one."""
    return is_resolved(date) and date.precision == "day"


def is_informative(date: DateValue, vocabulary: Vocabulary) -> bool:
    """True if anything about the date is known besides its words."""
    return bool(date.earliest or date.latest or date.weekday or months_named(date, vocabulary))


def gap(a: DateValue, b: DateValue) -> int | None:
    """Fewest days between two dates, 0 where they overlap; None where open ends leave it unknown."""
    if a.earliest and b.latest and a.earliest > b.latest:
        return (a.earliest - b.latest).days
    if b.earliest and a.latest and b.earliest > a.latest:
        return (b.earliest - a.latest).days
    return 0 if is_resolved(a) and is_resolved(b) else None


def weekday_gap(a: DateValue, b: DateValue) -> int | None:
    """Fewest days between two weekdays round the week (0 to 3), None unless both dates have one."""
    first, second = _weekday(a), _weekday(b)
    if first is None or second is None:
        return None
    around = (first - second) % 7
    return min(around, 7 - around)


def months_named(date: DateValue, vocabulary: Vocabulary) -> frozenset[int]:
    """Numbers (1 to 12) of the months the words name."""
    return frozenset(vocabulary.months[word] for word in fold(date.raw) if word in vocabulary.months)


def months_covered(date: DateValue, vocabulary: Vocabulary) -> frozenset[int]:
    """Numbers of the months a resolved date lies in, of at most a year; else those its words name."""
    if date.earliest is None or date.latest is None:
        return months_named(date, vocabulary)
    months: set[int] = set()
    day = date.earliest
    while day <= date.latest and len(months) < 12:  # noqa: PLR2004 (months of a year)
        months.add(day.month)
        day = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return frozenset(months)


def has_day_part(date: DateValue, vocabulary: Vocabulary) -> bool:
    """True if the words show an hour or a zone that may put one moment on two days."""
    return date.timezone is not None or vocabulary.day_part.search(date.raw) is not None


def _weekday(date: DateValue) -> int | None:
    if date.weekday:
        return WEEKDAYS.index(date.weekday)
    return date.earliest.weekday() if date.earliest and date.earliest == date.latest else None
