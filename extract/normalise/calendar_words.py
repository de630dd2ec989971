"""Finds what words say of a day: written dates, weekdays, and days told from the day of the report.

Each reading is an interval of days, earliest and latest, both inclusive.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from schemas.values import DateAnchor, Weekday

WEEKDAYS: tuple[Weekday, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
# As English has them, whatever the locale of the process.
_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
_MONTHS = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_MONTH = r"(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]}|t?\\.?)" for name in _MONTHS) + r")\b\.?"
_DAY_OF_MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_SHORT_YEAR = r"(?P<short>3[2-9]|[4-9]\d)(?![\w:])"
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"(?P<number>\d+|an?|{'|'.join(_NUMBERS)}|several|few)"
_SMALL = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {"a": 1, "an": 1, "the": 1}
_UNIT = r"(?P<unit>days?|weeks?|months?|years?)"


@dataclass(frozen=True, slots=True)
class Reading:
    """An interval of days that words can mean, and what told them to days."""

    earliest: dt.date
    latest: dt.date
    anchor: DateAnchor


@dataclass(frozen=True, slots=True)
class Today:
    """The day a report is dated (None where it has no date), and whether its events are still to come."""

    day: dt.date | None
    ahead: bool = False


Read: TypeAlias = Callable[[re.Match[str], Today], Reading | None]
Move: TypeAlias = Callable[[dt.date], dt.date]


def find_days(text: str, today: Today) -> Iterator[tuple[re.Match[str], Reading | None]]:
    """Each stretch of lower-case text that tells days, in the order of the text.

    The reading is None where the words need the day of the report and it has none, or where they
    name no day that exists.
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[re.Match[str], Reading | None]] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                found.append((match, _safely(read, match, today)))
    yield from sorted(found, key=lambda item: item[0].start())


def _safely(read: Read, match: re.Match[str], today: Today) -> Reading | None:
    try:
        return read(match, today)
    except (ValueError, OverflowError):  # no such day: 31 February, the year 20 000
        return None


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return [month[:3] for month in _MONTHS].index(name.strip(". ")[:3]) + 1


def month_of(year: int, month: int, *, anchor: DateAnchor) -> Reading:
    """The whole of a month."""
    return Reading(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), anchor)


def _one(day: dt.date, anchor: DateAnchor = "article_date") -> Reading:
    return Reading(day, day, anchor)


def _iso(match: re.Match[str], _: Today) -> Reading:
    return _one(dt.date.fromisoformat(match.group()), "text")


def _numeric(match: re.Match[str], _: Today) -> Reading | None:
    """Two orders are in use: where both are possible no day is told."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    days = {dt.date(year, m, d) for d, m in ((first, second), (second, first)) if m <= len(_MONTHS)}
    return _one(days.pop(), "text") if len(days) == 1 else None


def _day_and_month(match: re.Match[str], today: Today) -> Reading | None:
    month, day = month_number(match["month"]), int(match["day"])
    written = match["year"] or (match["short"] and f"19{match['short']}")
    if written:
        first = dt.date(int(written), month, day)
        return Reading(first, _until(match, first), "text")
    if today.day is None:
        return None
    years = (today.day.year, today.day.year + 1) if today.ahead else (today.day.year, today.day.year - 1)
    for year in years:
        first = dt.date(year, month, day)
        if (first >= today.day) if today.ahead else (first <= today.day):
            return Reading(first, _until(match, first), "article_date")
    return None


def _until(match: re.Match[str], first: dt.date) -> dt.date:
    return first.replace(day=int(match["until"])) if match["until"] else first


def _month(match: re.Match[str], today: Today) -> Reading | None:
    month = month_number(match["month"])
    if match["year"]:
        return month_of(int(match["year"]), month, anchor="text")
    if today.day is None:
        return None
    this_year = month >= today.day.month if today.ahead else month <= today.day.month
    if match["last"] and month == today.day.month:
        this_year = False
    year = today.day.year if this_year else today.day.year + (1 if today.ahead else -1)
    return month_of(year, month, anchor="article_date")


def _year(match: re.Match[str], _: Today) -> Reading:
    year = int(match["year"])
    return Reading(dt.date(year, 1, 1), dt.date(year + (9 if match["decade"] else 0), 12, 31), "text")


def _weekday(match: re.Match[str], today: Today) -> Reading | None:
    if today.day is None:
        return None
    number = [name[:3].lower() for name in WEEKDAYS].index(match["weekday"])
    if match["next"] or (today.ahead and not match["last"]):
        distance = (number - today.day.weekday()) % 7
        return _one(today.day + (distance or (7 if match["next"] else 0)) * _DAY)
    distance = (today.day.weekday() - number) % 7
    return _one(today.day - (distance or (7 if match["last"] else 0)) * _DAY)


def _near_day(offset: int) -> Read:
    return lambda _, today: _one(today.day + offset * _DAY) if today.day else None


def _between(first: Move, last: Move) -> Read:
    return lambda _, today: Reading(first(today.day), last(today.day), "article_date") if today.day else None


def _so_far(first: Move, last: Move) -> Read:
    """ "This week" is its part up to the day of the report, unless what it tells is still to come."""

    def read(_: re.Match[str], today: Today) -> Reading | None:
        if today.day is None:
            return None
        return Reading(first(today.day), last(today.day) if today.ahead else today.day, "article_date")

    return read


def _ago(match: re.Match[str], today: Today) -> Reading | None:
    """ "Three weeks ago" may be off by half a week either way; "two months ago" is that month."""
    count = small_number(match["number"])
    if today.day is None or count is None:
        return None
    if match["unit"].startswith("day"):
        return _one(today.day - count * _DAY)
    if match["unit"].startswith("week"):
        middle = today.day - count * _WEEK
        return Reading(middle - 3 * _DAY, middle + 3 * _DAY, "article_date")
    if match["unit"].startswith("month"):
        index = today.day.year * 12 + today.day.month - 1 - count
        return month_of(index // 12, index % 12 + 1, anchor="article_date")
    return Reading(dt.date(today.day.year - count, 1, 1), dt.date(today.day.year - count, 12, 31), "article_date")


def _day_of_this_month(match: re.Match[str], today: Today) -> Reading | None:
    if today.day is None:
        return None
    day = int(match["day"][:-2])
    before = today.day.replace(day=1) - _DAY
    return _one(today.day.replace(day=day) if day <= today.day.day or today.ahead else before.replace(day=day))


def small_number(word: str) -> int | None:
    """The number of days, weeks and the like; "several" is none."""
    return int(word) if word.isdigit() else _SMALL.get(word)


def _monday(day: dt.date) -> dt.date:
    return day - day.weekday() * _DAY


def _end_of_last_week(day: dt.date) -> dt.date:
    """On a Sunday the last week may be the one that ends that day: where weeks begin on Sunday, it is over."""
    return _monday(day) - _DAY if day.weekday() != len(WEEKDAYS) - 1 else day - _DAY


def _month_start(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _last_month_start(day: dt.date) -> dt.date:
    return _month_start(_month_start(day) - _DAY)


def _saturday(day: dt.date) -> dt.date:
    return day - ((day.weekday() - 5) % 7) * _DAY


_UNTIL = r"(?: ?(?:-|–|to|and) ?(?P<until>\d\d?)(?:st|nd|rd|th)?)?"
_THE_PAST = r"(?:(?:over|in|during|within|for) the (?:past|last)|(?:the )?past)"
_ORDINAL = r"(?P<day>[12]?1st|2?2nd|2?3rd|(?:[4-9]|1\d|2[04-9]|30)th|31st)"
_FORMS: tuple[tuple[str, Read], ...] = (
    (r"\d{4}-\d\d-\d\d", _iso),
    (r"(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)", _numeric),
    (rf"{_MONTH} {_DAY_OF_MONTH}{_UNTIL}(?P<short>)(?:,? (?:of )?{_YEAR})?", _day_and_month),
    (rf"(?:the )?{_DAY_OF_MONTH}{_UNTIL} (?:of )?{_MONTH}(?: {_SHORT_YEAR}|,? {_YEAR})?", _day_and_month),
    (rf"(?:(?P<last>last|past) )?{_MONTH}(?:,? (?:of )?{_YEAR})?(?! \d)", _month),
    (rf"{_YEAR}(?P<decade>s)?", _year),
    (rf"{_NUMBER} {_UNIT} ago", _ago),
    (r"(?:the )?day before yesterday", _near_day(-2)),
    (r"yesterday|last night", _near_day(-1)),
    (r"today|tonight|this (?:morning|afternoon|evening)", _near_day(0)),
    (r"(?:the )?day after tomorrow", _near_day(2)),
    (r"tomorrow", _near_day(1)),
    (
        r"(?:(?:(?P<last>last|this past|past)|(?P<next>next|(?:this )?coming)|this) )?"
        r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day|(?:s|rs|urs)?\.)",
        _weekday,
    ),
    (r"overnight", _between(lambda day: day - _DAY, lambda day: day)),
    (rf"{_THE_PAST} (?:week|seven days|7 days)", _between(lambda day: day - _WEEK, lambda day: day)),
    (rf"{_THE_PAST} month", _between(lambda day: day - 31 * _DAY, lambda day: day)),
    (rf"{_THE_PAST} year", _between(lambda day: day - 366 * _DAY, lambda day: day)),
    (r"(?:last|the previous) week", _between(lambda day: _monday(day) - _WEEK, _end_of_last_week)),
    (r"(?:earlier |later )?this week", _so_far(_monday, lambda day: _monday(day) + 6 * _DAY)),
    (r"last month", _between(_last_month_start, lambda day: _month_start(day) - _DAY)),
    (r"(?:earlier |later )?this month", _so_far(_month_start, _month_end)),
    (r"last year", _between(lambda day: dt.date(day.year - 1, 1, 1), lambda day: dt.date(day.year - 1, 12, 31))),
    (
        r"(?:earlier |later )?this year",
        _so_far(lambda day: dt.date(day.year, 1, 1), lambda day: dt.date(day.year, 12, 31)),
    ),
    (r"next week", _between(lambda day: _monday(day) + _WEEK, lambda day: _monday(day) + 2 * _WEEK - _DAY)),
    (r"next month", _between(lambda day: _month_end(day) + _DAY, lambda day: _month_end(_month_end(day) + _DAY))),
    (
        r"(?:last|this past|at the|over the|the) weekend",
        _between(_saturday, lambda day: min(day, _saturday(day) + _DAY)),
    ),
    (rf"the {_ORDINAL}(?: of (?:this|the) month)?", _day_of_this_month),
)
_PATTERNS = tuple((re.compile(rf"(?<![\w.]){form}(?!\w)"), read) for form, read in _FORMS)
