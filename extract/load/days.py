"""Reads the day of publication as files write it: standard times, mail's, Unix's, and days spelt out."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Iterable
from typing import Literal

from extract.knowledge.language.written_dates import find_dates

Order = Literal["day", "month"]
"""What comes first in "03/04/2021"."""

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")
_BASIC = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_UNIX = re.compile(r"-?\d{9,10}(?:\.\d+)?|\d{13}")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[ ,T].*)?")
_MONTHS = 12
_MILLI = 1e11
"""A Unix time above is in thousandths of a second: in seconds it would be of the year 5138."""
_LONGEST = 200


def day_of(value: object, order: Order | None = None) -> dt.date | None:
    """The day that a value tells, a time's as it is written, a Unix time's in UTC; None where it is no day or a riddle.

    ``order`` settles what "03/04/2021" means.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = " ".join(str(value).split())[:_LONGEST]
    try:
        return _standard(words) or _numeric(words, order) or _mailed(words) or _spelt(words)
    except (ValueError, OverflowError, OSError):
        return None


def order_of(values: Iterable[object]) -> Order | None:
    """What comes first in the numeric days of a column, where some of them leave no doubt and none says otherwise."""
    found = [match for one in values if isinstance(one, str) and (match := _NUMERIC.fullmatch(one.strip()))]
    day_first = any(int(match[1]) > _MONTHS for match in found)
    month_first = any(int(match[3]) > _MONTHS for match in found)
    if day_first == month_first:
        return None
    return "day" if day_first else "month"


def _standard(words: str) -> dt.date | None:
    if match := _ISO.fullmatch(words):
        return dt.date.fromisoformat(match[1])
    if match := _BASIC.fullmatch(words):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if _UNIX.fullmatch(words):
        seconds = float(words) / (1000 if float(words) > _MILLI else 1)
        return (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)).date()
    return None


def _numeric(words: str, order: Order | None) -> dt.date | None:
    match = _NUMERIC.fullmatch(words)
    if match is None or order is None:
        return None
    first, second = int(match[1]), int(match[3])
    month, day = (second, first) if order == "day" else (first, second)
    return dt.date(int(match[4]), month, day)


def _mailed(words: str) -> dt.date | None:
    """As mail and RSS write it: "Thu, 04 Mar 2021 23:30:00 -0500"."""
    try:
        return email.utils.parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return None


def _spelt(words: str) -> dt.date | None:
    days = {date.day for date in find_dates(words)}
    return days.pop() if len(days) == 1 else None
