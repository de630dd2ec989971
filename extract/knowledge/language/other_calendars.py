"""Days of the Persian and the Islamic calendar as days of the Gregorian one, by jdatetime and hijridate."""

from __future__ import annotations

import datetime as dt

import jdatetime  # type: ignore[import-untyped]
from hijridate import Gregorian, Hijri

from extract.knowledge.language.calendar import Count


def gregorian(count: Count, year: int, month: int, day: int) -> dt.date:
    """The day by the Gregorian calendar; an Islamic one is that of Umm al-Qura, which a moon seen may shift by a day.

    Raises:
        ValueError: the calendar has no such day.
        OverflowError: the year is out of the range that is known (1343 to 1500 in the Islamic calendar).
    """
    if count == "persian":
        return dt.date(*jdatetime.date(year, month, day).togregorian().timetuple()[:3])
    if count == "islamic":
        return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())
    return dt.date(year, month, day)


def year_of(count: Count, day: dt.date) -> int:
    """The year that a Gregorian day falls in, by a calendar."""
    if count == "persian":
        return int(jdatetime.date.fromgregorian(date=day).year)
    if count == "islamic":
        return int(Gregorian.fromdate(day).to_hijri().year)
    return day.year
