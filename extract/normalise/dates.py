"""Turns the words of a date into an interval of days; what cannot be told stays open, with its weekday."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from extract.knowledge.language.days import Now, read_days
from extract.knowledge.language.language import NO_LANGUAGE, Language
from extract.knowledge.language.letters import folded
from extract.normalise.calendar_words import find_days
from extract.normalise.clock import read_clock
from extract.normalise.day_reading import DayInterval, Today, small_number
from extract.normalise.days_from import anchor_of, days_from
from schemas import DateValue, Span
from schemas.values import WEEKDAYS, DateAnchor, DatePrecision, Weekday

_DAY = dt.timedelta(days=1)
_WIDEST: tuple[tuple[int, DatePrecision], ...] = ((2, "day"), (8, "week"), (32, "month"), (367, "year"))
"""Most days an interval of a precision may have: a night is two, "the past week" eight."""

_LEADS_IN = re.compile(r"(?:^|\s)((?:early|late|last|next|this|this past|coming|overnight)(?: on)?\s)$", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"^(?:,?\s(?:1[5-9]|20)\d\d\b|\s(?:morning|afternoon|evening|night)\b)?(?:,?\s(?:local time|GMT|UTC)\b)?"
    r"(?:,?\s(?:of )?(?:last|the previous) week\b|\s(?:before )?last\b(?! (?:week|month|year|night)))?"
    r"(?:,? (?:at|around) (?:about |around )?(?:\d{1,2}[:.]\d\d|\d{4}|\d{1,2}(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s(?:local time|GMT|UTC)\b)?)?",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"[\s,]*(?:(?:morning|afternoon|evening|night)\s)?(?:and|to|through|until|till|or|into|between|[-–—])?"
    r"[\s,]*(?:early |late |on |the )*"
)
_ENGLISH = frozenset({"", "en"})
_YEAR_BEHIND = re.compile(r",?\s(?:de\s|del\s)?(?:19|20)\d\d\b")
_ISO_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)t(?=\d)")
_SINCE = re.compile(r"\b(?:since|after|following)(?: the| a)?\s*$")
_NOON = "12:00"
_NAMES = frozenset({"weekday", "named"})
_NOT_THAT_DAY = re.compile(r"\b(?:every|each|anniversary of(?: the)?)\s*$")
_WEEK_OF = re.compile(r"\bweek (?:of|beginning|starting)(?: the)?\s*$")
_EVE = re.compile(r"\bthe eve of(?: the)?\s*$")
_NIGHT_OF = re.compile(r"\bnight (?:of|on)(?: the)?\s*$")
_NIGHT_TO = re.compile(r"\bnight (?:in)?to(?: the)?\s*$")
_NIGHT = re.compile(r"\s?night\b")
_BEFORE = re.compile(r"\b(?:before|until|till|by|prior to)(?: the)?\s*$")
_DISTANCE = re.compile(
    r"\b(?P<number>the|\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>day|week)s? "
    r"(?P<way>after|before|following)\b"
)
_ZONES = (
    (re.compile(r"\b(?:gmt|utc)\b|\bgreenwich mean time\b"), "UTC"),
    (re.compile(r"\b(?:est|edt|et)\b|\beastern (?:standard |daylight )?time\b"), "America/New_York"),
    (re.compile(r"\b(?:pst|pdt|pt)\b|\bpacific (?:standard |daylight )?time\b"), "America/Los_Angeles"),
)
FoundDay: TypeAlias = tuple[re.Match[str], DayInterval | None]
Found: TypeAlias = Sequence[FoundDay]
Interval: TypeAlias = tuple[dt.date | None, dt.date | None, DateAnchor]


@dataclass(frozen=True, slots=True)
class DateContext:
    """The context in which a date is read.

    ``before`` and ``after`` are the text around the copied words; ``local_zone`` is the zone of the place of the
    event.  Words of an unknown ``language`` are read as English ones.  ``told`` are the days that the
    article tells last before the words.
    """

    today: Today
    before: str = ""
    after: str = ""
    local_zone: str | None = None
    language: Language = NO_LANGUAGE
    told: tuple[dt.date, dt.date] | None = None


def read_date(raw: str, context: DateContext, *, span: Span | None = None) -> DateValue:
    """The days that words tell, read against the day of the report.

    A weekday is the latest such day that is not after the report (for what is still to come: the
    first that is not before it).  Without a dated report only written dates are resolved.

    Source: UCDP GED codebook, precision of dates (a day, a week, a month, a year).
    """
    if context.language.code not in _ENGLISH:
        return _in_another_language(raw, context, span)
    text = _with_surroundings(raw, context)
    clock = read_clock(text, this_year=context.today.day.year if context.today.day else None)
    found = _with_one_year(clock.rest, list(find_days(clock.rest, context.today)))
    weekday = next((_weekday(match) for match, _ in found if _NAMES & match.re.groupindex.keys()), None)
    by_clock = clock.time is not None and clock.time >= _NOON
    earliest, latest, anchor = _interval(clock.rest, found, context.today, by_clock=by_clock)
    if anchor == "nothing" and context.told and (days := days_from(clock.rest, context.told)):
        earliest, latest, anchor = (*days, "context")
    return DateValue(
        raw=raw,
        span=span,
        earliest=earliest,
        latest=latest,
        precision=precision_of(earliest, latest),
        weekday=weekday,
        anchor=anchor,
        timezone=_timezone(text, context),
        time=clock.time,
        part_of_day=clock.part,
    )


def _in_another_language(raw: str, context: DateContext, span: Span | None) -> DateValue:
    year = _YEAR_BEHIND.match(context.after)
    words = f"{raw}{year.group() if year else ''}"
    clock = read_clock(folded(words), this_year=context.today.day.year if context.today.day else None)
    now = Now(context.today.day, context.today.ahead, context.told)
    told = read_days(clock.rest, context.language.calendar, context.language.numbers, now, before=context.before)
    return DateValue(
        raw=raw,
        span=span,
        earliest=told.earliest,
        latest=told.latest,
        precision=precision_of(told.earliest, told.latest),
        weekday=WEEKDAYS[told.weekday] if told.weekday is not None else None,
        anchor=anchor_of(told),
        time=clock.time,
        part_of_day=told.part or clock.part,
    )


def _with_surroundings(raw: str, context: DateContext) -> str:
    """The words in lower case, with what belongs to them and was not copied: "next", "2020", "local time"."""
    lead = _LEADS_IN.search(" ".join(context.before[-24:].split("\n")[-1:]))
    tail = _FOLLOWS.match(context.after[:32])
    whole = (lead[1] if lead else "") + raw + (tail.group() if tail else "")
    return _ISO_TIME.sub(" ", " ".join(whole.lower().replace("’", "'").split()))


_OPEN: Interval = (None, None, "nothing")


def _with_one_year(text: str, found: list[FoundDay]) -> list[FoundDay]:
    """Days of "between June 27 and June 28, 2021": a year written once holds for all."""
    written = [reading.latest for _, reading in found if reading and reading.anchor == "text"]
    if not written or len(written) == len(found):
        return found
    dated = find_days(text, Today(max(written)))
    return [
        (match, replace(reading, anchor="text") if reading and "month" in match.re.groupindex else old)
        for (match, reading), (_, old) in zip(dated, found, strict=True)
    ]


def _interval(text: str, found: Found, today: Today, *, by_clock: bool) -> Interval:
    if not found:
        return _OPEN
    distance = _DISTANCE.search(text)
    if distance and distance.end() <= found[-1][0].start():
        return _at_a_distance(distance, [item for item in found if item[0].start() >= distance.end()])
    reading = _combined(text, found)
    lead = text[: found[0][0].start()]
    if reading is None or _NOT_THAT_DAY.search(lead):
        return _OPEN
    if _WEEK_OF.search(lead) and _width(reading) == 1:
        monday = reading.earliest - reading.earliest.weekday() * _DAY
        reading = replace(reading, earliest=monday, latest=monday + 6 * _DAY)
    if _SINCE.search(lead):
        end = today.day if today.day and today.day >= reading.earliest else None
        return reading.earliest, end, reading.anchor
    shift = -_DAY if _EVE.search(lead) else 0 * _DAY
    reading = reading if by_clock else _over_night(text, found, reading, today)
    earliest = None if _BEFORE.search(lead) else reading.earliest + shift
    return earliest, reading.latest + shift, reading.anchor


def _over_night(text: str, found: Found, reading: DayInterval, today: Today) -> DayInterval:
    """The night of a day goes on into the next, and began the day before one that it leads to.

    A report of that day itself tells of no later one.
    """
    first, last = found[0][0], found[-1][0]
    lead = text[: first.start()]
    if _width(reading) > 1:
        return reading
    if _NIGHT_TO.search(lead):
        return replace(reading, earliest=reading.earliest - _DAY)
    of_day = "weekday" in last.re.groupindex or "day" in last.re.groupindex
    if of_day and (_NIGHT.match(text, last.end()) or _NIGHT_OF.search(lead)):
        following = reading.latest + _DAY
        told = today.day is None or today.ahead or following <= today.day
        return replace(reading, latest=following if told else reading.latest)
    return reading


def _at_a_distance(distance: re.Match[str], found: Found) -> Interval:
    """ "Two days after the attack of 3 January": only where the day it is told from is told."""
    reading = found[0][1]
    if reading is None:
        return _OPEN
    days = (
        (small_number(distance["number"]) or 0)
        * (7 if distance["unit"] == "week" else 1)
        * (-1 if distance["way"] == "before" else 1)
    )
    return reading.earliest + days * _DAY, reading.latest + days * _DAY, reading.anchor


def _combined(text: str, found: Found) -> DayInterval | None:
    """One reading of several stretches: a day and its weekday, a range, a weekday of a told week."""
    weekdays = [item for item in found if "weekday" in item[0].re.groupindex]
    others = [(match, reading) for match, reading in found if (match, reading) not in weekdays and reading]
    if len(others) == 1 and weekdays:
        return _with_weekday(text, others[0], weekdays)
    told = [(match, reading) for match, reading in found if reading]
    if not told:
        return None
    overnight = next((match for match, _ in told if match.group() == "overnight"), None)
    if overnight and len(told) > 1:  # "overnight on 13/14 May", "overnight into May 14"
        days = [reading for match, reading in told if match is not overnight]
        return days[0] if _width(days[0]) > 1 else _night(text, overnight, days)
    first, narrowest = told[0][1], min((reading for _, reading in told), key=_width)
    if all(one.earliest <= narrowest.earliest and narrowest.latest <= one.latest for _, one in told):
        return narrowest  # "this month, on the 8th"
    if len(told) > 1 and all(_joined(text, a[0], b[0]) for a, b in pairwise(told)):
        return _spanning([reading for _, reading in told])
    return first if len(told) == 1 else narrowest


def _with_weekday(text: str, other: tuple[re.Match[str], DayInterval], weekdays: Found) -> DayInterval | None:
    match, reading = other
    if match.group() == "overnight":
        return _night(text, match, [day for _, day in weekdays if day])
    if len(weekdays) > 1 or match.groupdict().get("until"):
        return reading
    if _width(reading) <= 1:
        return _of_weekday(reading, WEEKDAYS.index(_weekday(weekdays[0][0])))
    number = WEEKDAYS.index(_weekday(weekdays[0][0]))
    days = [reading.earliest + n * _DAY for n in range(7) if reading.earliest + n * _DAY <= reading.latest]
    fitting = [day for day in days if day.weekday() == number]
    alone = weekdays[0][1]
    if _width(reading) <= _WIDEST[1][0] and fitting:
        return DayInterval(fitting[0], fitting[0], reading.anchor)
    return alone or reading


def _of_weekday(reading: DayInterval, weekday: int) -> DayInterval:
    """A written day; where its weekday is another one some days off, either of the two and those between."""
    shift = (weekday - reading.earliest.weekday() + 3) % 7 - 3
    other = reading.earliest + shift * _DAY
    return replace(reading, earliest=min(reading.earliest, other), latest=max(reading.latest, other))


def _night(text: str, overnight: re.Match[str], days: Sequence[DayInterval]) -> DayInterval | None:
    """The night before a day ("overnight into Friday"), between two, or else from one into the next."""
    if not days:
        return None
    if len(days) > 1:
        return _spanning(days)
    into = re.match(r"\s*(?:in)?to\b", text[overnight.end() :])
    shift = -_DAY if into else _DAY
    return _spanning([days[0], DayInterval(days[0].earliest + shift, days[0].latest + shift, days[0].anchor)])


def _joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return _JOINS.fullmatch(text, first.end(), second.start()) is not None


def _spanning(readings: Sequence[DayInterval]) -> DayInterval:
    anchors = {reading.anchor for reading in readings}
    return DayInterval(
        min(reading.earliest for reading in readings),
        max(reading.latest for reading in readings),
        "text" if anchors == {"text"} else "article_date",
    )


def _weekday(match: re.Match[str]) -> Weekday:
    parts = match.groupdict()
    named = parts.get("weekday") or parts["named"]
    return next(name for name in WEEKDAYS if name[:3].lower() == named[:3])


def _width(reading: DayInterval) -> int:
    return (reading.latest - reading.earliest).days + 1


def precision_of(earliest: dt.date | None, latest: dt.date | None) -> DatePrecision:
    """How precise an interval of days is; "none" where an end of it is open."""
    if earliest is None or latest is None:
        return "none"
    days = (latest - earliest).days + 1
    return next((precision for most, precision in _WIDEST if days <= most), "none")


def _timezone(text: str, context: DateContext) -> str | None:
    if "local time" in text:
        return context.local_zone
    return next((zone for pattern, zone in _ZONES if pattern.search(text)), None)
