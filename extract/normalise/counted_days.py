"""Days that are counted: "the past 72 hours", "the last Friday of March", "the 3rd of last month"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from extract.normalise.day_reading import (
    DAY,
    MONTH,
    YEAR,
    DayInterval,
    Read,
    Today,
    month_number,
    one_day,
    small_number,
)
from schemas.values import WEEKDAYS

_HOURS = 24
_MOST = {"hour": 1, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366}
"""Days that a unit may have."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NAMED = rf"(?P<named>{'|'.join(name.lower() for name in WEEKDAYS)})"
_OF_MONTH = rf"(?:{MONTH}(?:,? {YEAR})?|(?P<told>last|this|the previous|the) month)"
_PAST = r"(?:(?:over|in|during|within|for) )?(?:the )?(?:past|last|previous)"


def _past(match: re.Match[str], today: Today) -> DayInterval | None:
    """A span back from the report; "the past few days" is told by no one."""
    number = small_number(match["number"]) if match["number"] else 1
    unit = match["unit"].removesuffix("s")
    if today.day is None or number is None:
        return None
    days = -(-number // _HOURS) if unit == "hour" else number * _MOST[unit]
    return DayInterval(today.day - days * DAY, today.day, "article_date")


def _nth_weekday(match: re.Match[str], today: Today) -> DayInterval | None:
    month = _month_told(match, today)
    if month is None:
        return None
    first, weekday = month, [name.lower() for name in WEEKDAYS].index(match["named"])
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    days = [first + DAY * n for n in range(last.day) if (first + DAY * n).weekday() == weekday]
    at = -1 if match["nth"] in {"last", "final"} else _ORDINALS.index(match["nth"])
    return one_day(days[at], "text" if match["year"] else "article_date") if at < len(days) else None


def _month_told(match: re.Match[str], today: Today) -> dt.date | None:
    """The first day of the month that is named or told from the day of the report."""
    if match["month"] and match["year"]:
        return dt.date(int(match["year"]), month_number(match["month"]), 1)
    if today.day is None:
        return None
    if match["month"]:
        month = month_number(match["month"])
        return dt.date(today.day.year - (month > today.day.month and not today.ahead), month, 1)
    this = today.day.replace(day=1)
    return (this - DAY).replace(day=1) if match["told"] in {"last", "the previous"} else this


def _nth_of_last_month(match: re.Match[str], today: Today) -> DayInterval | None:
    if today.day is None:
        return None
    before = today.day.replace(day=1) - DAY
    return one_day(before.replace(day=int(match["day"])))


def _night_before_last(_: re.Match[str], today: Today) -> DayInterval | None:
    return DayInterval(today.day - 2 * DAY, today.day - DAY, "article_date") if today.day else None


def _last_weekday(weeks: int) -> Read:
    """The last such weekday before the day of the report, or that some weeks earlier."""

    def read(match: re.Match[str], today: Today) -> DayInterval | None:
        if today.day is None:
            return None
        number = [name.lower() for name in WEEKDAYS].index(match["named"])
        distance = (today.day.weekday() - number) % 7 or 7
        return one_day(today.day - (distance + 7 * weeks) * DAY)

    return read


def _of_last_week(match: re.Match[str], today: Today) -> DayInterval | None:
    if today.day is None:
        return None
    monday = today.day - (today.day.weekday() + 7) * DAY
    return one_day(monday + [name.lower() for name in WEEKDAYS].index(match["named"]) * DAY)


def _weekend_before_last(_: re.Match[str], today: Today) -> DayInterval | None:
    if today.day is None:
        return None
    monday = today.day - today.day.weekday() * DAY
    saturday = monday - 9 * DAY
    return DayInterval(saturday, saturday + DAY, "article_date")


def _fortnight_ago(_: re.Match[str], today: Today) -> DayInterval | None:
    """As "two weeks ago": half a week either way."""
    return DayInterval(today.day - 17 * DAY, today.day - 11 * DAY, "article_date") if today.day else None


_MANY = "few several couple one two three four five six seven eight nine ten eleven twelve".replace(" ", "|")
_COUNT = rf"(?P<number>\d+|{_MANY})"
COUNTED: Sequence[tuple[str, Read]] = (
    (rf"(?:the )?(?P<nth>{'|'.join(_ORDINALS)}|last|final) {_NAMED} (?:of|in) {_OF_MONTH}", _nth_weekday),
    (r"(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th) (?:of )?(?:last|the previous) month", _nth_of_last_month),
    (rf"{_PAST} {_COUNT} (?P<unit>hours?|days?|nights?|weeks?|months?|years?)(?! of)", _past),
    (r"(?:over|in|during|within|for) the (?:past|last) (?P<number>)(?P<unit>day|week|fortnight|month|year)", _past),
    (r"(?:the )?past (?P<number>)(?P<unit>day|week|fortnight|month|year)", _past),
    (r"(?:the )?night before last", _night_before_last),
    (rf"a week (?:ago (?:on |last )?|last |past ){_NAMED}", _last_weekday(1)),
    (rf"(?:the )?{_NAMED} before last", _last_weekday(1)),
    (rf"(?:the )?{_NAMED},? (?:of |in )?(?:last|the previous|the past) week", _of_last_week),
    (rf"(?:last|the previous) week(?:'s| on|,)? {_NAMED}", _of_last_week),
    (rf"{_NAMED} last(?! (?:week|month|year|night))", _last_weekday(0)),
    (r"(?:the )?weekend before last", _weekend_before_last),
    (r"a fortnight ago", _fortnight_ago),
)
"""Forms of words and how each is read, the fullest first."""
