"""Reads which days words tell, in any language whose names of days are data: written dates, weekdays, "three days ago".

Each reading is an interval of days, earliest and latest, both inclusive; None where it is open.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.knowledge.language.calendar import Calendar
from extract.knowledge.language.day_patterns import Patterns, patterns_of
from extract.knowledge.language.letters import folded
from extract.knowledge.language.numbers import Numbers, read_number
from extract.knowledge.language.other_calendars import gregorian, year_of
from extract.knowledge.language.stretches import STRETCHES
from schemas.values import PartOfDay

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_TWO_MONTHS = 62
"""Days in which every number of a day comes up."""
_CENTURY = 100
_FORMS_OF_DAY = ("written", "near", "day_of_month")


@dataclass(frozen=True, slots=True)
class Now:
    """The day a report is dated (None where it has no date), and whether what it tells is still to come.

    ``told`` are the days that the report tells last before the words: "the day before" is counted from them.
    """

    day: dt.date | None
    ahead: bool = False
    told: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class ToldDays:
    """Days that words tell.

    ``weekday`` is 0 (Monday) to 6 where one is named.  ``written`` is true of days that the words alone tell; the
    others are told from the day of the report, or ``beside`` other days that it tells.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    weekday: int | None = None
    written: bool = False
    beside: bool = False
    part: PartOfDay | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    form: str
    start: int
    end: int
    told: ToldDays


def read_days(words: str, calendar: Calendar, numbers: Numbers, now: Now, *, before: str = "") -> ToldDays:
    """The days that words tell; open where they tell none, or need the day of the report and it has none.

    A weekday is the latest such day that is not after the report; for what is still to come, the first that is not
    before it.  What stands right ``before`` the words may make a day the night before it, or one end of a longer time.
    """
    text = f"{_leading(before, calendar)} {folded(words)}".strip()
    patterns = patterns_of(calendar)
    items = list(_items(text, patterns, numbers, now))
    weekday = next((item.told.weekday for item in items if item.told.weekday is not None), None)
    if weekday is not None and _is_feast(text, items, calendar):
        return ToldDays(weekday=weekday)
    told = _combined(text, items, calendar)
    part = patterns.part_of_day(text)
    return replace(_open_ended(text, items, told, calendar, now), weekday=weekday, part=part)


def _is_feast(text: str, items: Sequence[_Item], calendar: Calendar) -> bool:
    """True where a word beside a weekday makes it that of a feast, which no table of the language dates."""
    named = [(text[: one.start].rstrip(), text[one.end :].lstrip()) for one in items if one.form == "weekday"]
    ends = tuple(f" {word}" for word in calendar.feasts)
    return any(f" {before}".endswith(ends) or after.startswith(calendar.feasts) for before, after in named)


def last_told(text: str, calendar: Calendar, numbers: Numbers, now: Now) -> tuple[dt.date, dt.date] | None:
    """The day, or the two of a night, that a text tells last; None where it tells none."""
    items = _items(folded(text), patterns_of(calendar), numbers, now)
    days = [(one.told.earliest, one.told.latest) for one in items if one.form in (*_FORMS_OF_DAY, "weekday")]
    return next(((first, last) for first, last in reversed(days) if first and last and last - first <= _DAY), None)


def _leading(before: str, calendar: Calendar) -> str:
    """The last words before others that open or shift the days that those tell; nothing if they do neither."""
    lead = f" {folded(before)}"
    phrases = (*calendar.night_before, *calendar.since, *calendar.before)
    return max((phrase for phrase in phrases if lead.endswith(f" {phrase}")), key=len, default="")


def _items(text: str, patterns: Patterns, numbers: Numbers, now: Now) -> Iterator[_Item]:
    """The expressions of days, in the order of the text; the fullest form of each."""
    taken: list[tuple[int, int]] = []
    found: list[_Item] = []
    for form, pattern in patterns.forms:
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                told = _told(form, match, patterns, numbers, now)
                found.append(_Item(form, match.start(), match.end(), told))
    yield from sorted(found, key=lambda item: item.start)


def _told(form: str, match: re.Match[str], patterns: Patterns, numbers: Numbers, now: Now) -> ToldDays:
    try:
        return _READERS[form](match, patterns, numbers, now)
    except (ValueError, OverflowError):  # no such day: 31 February
        return ToldDays()


def _beside(match: re.Match[str], patterns: Patterns, _: Numbers, now: Now) -> ToldDays:
    shift = patterns.beside(match.group())
    if shift is None or now.told is None:
        return ToldDays()
    return ToldDays(now.told[0] + shift * _DAY, now.told[1] + shift * _DAY, beside=True)


def _written(match: re.Match[str], patterns: Patterns, _: Numbers, now: Now) -> ToldDays:
    parts = match.groupdict()
    count, month = patterns.month(parts["name"]) if parts.get("name") else ("gregorian", int(parts["month"]))
    if count == "gregorian" and patterns.persian_years and int(parts.get("year") or 2000) < patterns.persian_years:
        count = "persian"
    last = patterns.ordinal(parts["ordinal"]) if parts.get("ordinal") else int(parts["day"])
    first = int(parts.get("first") or last)

    def in_year(year: int) -> tuple[dt.date, dt.date]:
        latest = gregorian(count, year, month, last)
        earliest = gregorian(count, year, month, first) if first <= last else latest
        return earliest, latest

    if parts.get("year"):
        return ToldDays(*in_year(_full(int(parts["year"]))), written=True)
    if now.day is None:
        return ToldDays()
    this = year_of(count, now.day)
    years = (this, this + 1) if now.ahead else (this, this - 1)
    for days in map(in_year, years):
        if (days[1] >= now.day) if now.ahead else (days[0] <= now.day):
            return ToldDays(*days)
    return ToldDays()


def _day_of_month(match: re.Match[str], _: Patterns, __: Numbers, now: Now) -> ToldDays:
    """A day without its month: the last such day up to the report; for what is still to come the next."""
    if now.day is None:
        return ToldDays()
    number, first = int(match["day"]), int(match["first"] or match["day"])
    step = _DAY if now.ahead else -_DAY
    near = (now.day + ahead * step for ahead in range(_TWO_MONTHS))
    day = next((day for day in near if day.day == number), None)
    if day is None or first > number:
        return ToldDays()
    return ToldDays(day.replace(day=first), day)


def _full(year: int) -> int:
    return year + 2000 if year < _CENTURY else year


def _month(match: re.Match[str], patterns: Patterns, _: Numbers, now: Now) -> ToldDays:
    count, month = patterns.month(match["name"])
    if count != "gregorian":
        return ToldDays()
    if match["year"]:
        return ToldDays(*_whole_month(int(match["year"]), month), written=True)
    if now.day is None:
        return ToldDays()
    this_year = month >= now.day.month if now.ahead else month <= now.day.month
    return ToldDays(*_whole_month(now.day.year if this_year else now.day.year + (1 if now.ahead else -1), month))


def _whole_month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, months.monthrange(year, month)[1])


def _year(match: re.Match[str], _: Patterns, __: Numbers, ___: Now) -> ToldDays:
    year = int(match["year"])
    return ToldDays(dt.date(year, 1, 1), dt.date(year, 12, 31), written=True)


def _weekday(match: re.Match[str], patterns: Patterns, _: Numbers, now: Now) -> ToldDays:
    number = patterns.weekday(match["name"])
    if now.day is None:
        return ToldDays(weekday=number)
    last = match["last"] or match["last_before"]
    upcoming = match["upcoming"] or match["upcoming_before"]
    if upcoming or (now.ahead and not last):
        distance = (number - now.day.weekday()) % 7 or (7 if upcoming else 0)
    else:
        distance = -((now.day.weekday() - number) % 7 or (7 if last else 0))
    day = now.day + distance * _DAY
    return ToldDays(day, day, weekday=number)


def _near(match: re.Match[str], patterns: Patterns, _: Numbers, now: Now) -> ToldDays:
    if now.day is None:
        return ToldDays()
    day = now.day + patterns.near(match["name"]) * _DAY
    return ToldDays(day, day)


def _stretch(match: re.Match[str], patterns: Patterns, _: Numbers, now: Now) -> ToldDays:
    return ToldDays(*STRETCHES[patterns.stretch(match["name"])](now.day)) if now.day else ToldDays()


def _ago(match: re.Match[str], patterns: Patterns, numbers: Numbers, now: Now) -> ToldDays:
    """ "Three weeks ago" may be off by half a week either way; "two months ago" is that month."""
    unit, fixed = patterns.ago(match)
    number = read_number(match["number"], numbers) if fixed is None else None
    count = fixed if fixed is not None else number.low if number and number.low == number.high else None
    if now.day is None or count is None:
        return ToldDays()
    if unit == "day":
        return ToldDays(now.day - count * _DAY, now.day - count * _DAY)
    if unit == "week":
        middle = now.day - count * _WEEK
        return ToldDays(middle - 3 * _DAY, middle + 3 * _DAY)
    if unit == "month":
        index = now.day.year * 12 + now.day.month - 1 - count
        return ToldDays(*_whole_month(index // 12, index % 12 + 1))
    return ToldDays(dt.date(now.day.year - count, 1, 1), dt.date(now.day.year - count, 12, 31))


_READERS: dict[str, Callable[[re.Match[str], Patterns, Numbers, Now], ToldDays]] = {
    "elsewhere": _beside,
    "written": _written,
    "month": _month,
    "year": _year,
    "day_of_month": _day_of_month,
    "weekday": _weekday,
    "near": _near,
    "stretch": _stretch,
    "ago": _ago,
}


def _combined(text: str, items: Sequence[_Item], calendar: Calendar) -> ToldDays:
    """One reading of all that tells days: the narrowest, two days where they are the ends of a range."""
    told = [item for item in items if item.told.earliest]
    days = [item for item in told if item.form in _FORMS_OF_DAY] or [item for item in told if item.form == "weekday"]
    if not days:
        return min((item.told for item in told), key=_width, default=ToldDays())
    first, months = days[0], [item.told for item in told if item.form == "month"]
    if first.form == "weekday" and months and not _holds(months[0], first.told):
        return months[0]  # "the last Friday of March"
    if len(days) > 1 and _joined(text, days, calendar):
        first = replace(first, told=_spanning(days))
    elif any(text[: item.start].rstrip().endswith(calendar.night_before) for item in items if item.told.earliest):
        told_day = first.told
        first = replace(first, told=replace(told_day, earliest=told_day.earliest and told_day.earliest - _DAY))
    return first.told


def _holds(month: ToldDays, day: ToldDays) -> bool:
    first, told, last = month.earliest, day.earliest, month.latest
    return first is not None and told is not None and last is not None and first <= told <= last


def _width(told: ToldDays) -> int:
    return (told.latest - told.earliest).days if told.earliest and told.latest else 0


def _joined(text: str, days: Sequence[_Item], calendar: Calendar) -> bool:
    # A part of the day may stand behind the first: "29日夜至30日".
    between = patterns_of(calendar).parts.sub("", text[days[0].end : days[1].start]).strip(" ,.'()")
    first, second = days[0].told.earliest, days[1].told.earliest
    # "The night of Saturday Sunday", and where "and" is written as one word with the second.
    follows = not between and first and second and second - first == _DAY
    return bool(follows) or between in calendar.to or between in {"-", "–", "—"}


def _spanning(days: Sequence[_Item]) -> ToldDays:
    first, last = days[0].told, days[1].told
    ends = [day for day in (first.earliest, last.earliest, first.latest, last.latest) if day]
    return ToldDays(min(ends), max(ends), written=first.written and last.written)


def _open_ended(text: str, items: Sequence[_Item], told: ToldDays, calendar: Calendar, now: Now) -> ToldDays:
    days = [item for item in items if item.told.earliest]
    if told.earliest is None or not days or (len(days) > 1 and told.earliest != told.latest):
        return told
    lead = f" {text[: days[0].start].rstrip()}"
    if calendar.since and lead.endswith(tuple(f" {word}" for word in calendar.since)):
        return replace(told, latest=now.day if now.day and now.day >= told.earliest else None)
    if calendar.before and lead.endswith(tuple(f" {word}" for word in calendar.before)):
        return replace(told, earliest=None)
    return told
