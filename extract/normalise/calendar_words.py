"""Finds what words say of a day: written dates, weekdays, and days told from the day of the report.

Each reading is an interval of days, earliest and latest, both inclusive.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from extract.normalise.counted_days import COUNTED
from extract.normalise.day_reading import (
    DAY,
    DAY_OF_MONTH,
    MONTH,
    MONTHS,
    NUMBER,
    SHORT_YEAR,
    UNIT,
    WEEK,
    YEAR,
    DayInterval,
    Move,
    Read,
    Today,
    month_number,
    month_of,
    one_day,
    small_number,
)
from extract.normalise.feasts import FEASTS
from schemas.values import WEEKDAYS


def find_days(text: str, today: Today) -> Iterator[tuple[re.Match[str], DayInterval | None]]:
    """Each stretch of lower-case text that tells days, in the order of the text.

    The reading is None where the words need the day of the report and it has none, or where they
    name no day that exists.
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[re.Match[str], DayInterval | None]] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                found.append((match, _safely(read, match, today)))
    yield from sorted(found, key=lambda item: item[0].start())


def _safely(read: Read, match: re.Match[str], today: Today) -> DayInterval | None:
    try:
        return read(match, today)
    except (ValueError, OverflowError):  # no such day: 31 February, the year 20 000
        return None


def _iso(match: re.Match[str], _: Today) -> DayInterval:
    return one_day(dt.date.fromisoformat(match.group().replace("/", "-")), "text")


def _numeric(match: re.Match[str], today: Today) -> DayInterval | None:
    """Two orders are in use: where both are possible and the outlet's is not known, both days and those between."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    orders = (
        [(second, first)]
        if today.day_first or "." in match.group()
        else [(first, second)]
        if today.day_first is False
        else []
    )
    both = ((first, second), (second, first))
    possible = [(month, day) for month, day in orders if month <= len(MONTHS)] or [
        (month, day) for month, day in both if month <= len(MONTHS)
    ]
    days = sorted({dt.date(year, month, day) for month, day in possible})
    return DayInterval(days[0], days[-1], "text") if days else None


def _with_its_weekday(match: re.Match[str], today: Today) -> DayInterval | None:
    """ "Mon 13/05": in whichever order the day and the month make the latest such day that falls on the weekday."""
    if today.day is None:
        return None
    first, second = int(match[2]), int(match[3])
    years = (today.day.year, today.day.year - 1)
    orders = {
        (year, *order) for year in years for order in ((first, second), (second, first)) if order[0] <= len(MONTHS)
    }
    days = [dt.date(year, month, day) for year, month, day in orders if day <= calendar.monthrange(year, month)[1]]
    fitting = [day for day in days if day <= today.day and WEEKDAYS[day.weekday()].lower().startswith(match[1])]
    return one_day(max(fitting)) if fitting else None


def _day_and_month(match: re.Match[str], today: Today) -> DayInterval | None:
    month, day = month_number(match["month"]), int(match["day"])
    if match["whole"]:  # "14 July last year"
        return _in_other_year(match, today)
    written = match["year"] or (match["short"] and f"19{match['short']}")
    if written:
        first = dt.date(int(written), month, day)
        return DayInterval(first, _until(match, first), "text")
    if today.day is None:
        return None
    years = (today.day.year, today.day.year + 1) if today.ahead else (today.day.year, today.day.year - 1)
    for year in years:
        first = dt.date(year, month, day)
        if (first >= today.day) if today.ahead else (first <= today.day):
            return DayInterval(first, _until(match, first), "article_date")
    return None


def _in_other_year(match: re.Match[str], today: Today) -> DayInterval | None:
    """A day or month of last year, this or the next; "that year" and "the year before" are told elsewhere."""
    shift = _YEARS_ON.get(match["whole"])
    if today.day is None or shift is None:
        return None
    year, month = today.day.year + shift, month_number(match["month"])
    if "day" not in match.re.groupindex:
        return month_of(year, month, anchor="article_date")
    first = dt.date(year, month, int(match["day"]))
    return DayInterval(first, _until(match, first), "article_date")


def _until(match: re.Match[str], first: dt.date) -> dt.date:
    return first.replace(day=int(match["until"])) if match["until"] else first


def _month(match: re.Match[str], today: Today) -> DayInterval | None:
    if match["whole"]:
        return _in_other_year(match, today)
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


def _year(match: re.Match[str], _: Today) -> DayInterval:
    year = int(match["year"])
    return DayInterval(dt.date(year, 1, 1), dt.date(year + (9 if match["decade"] else 0), 12, 31), "text")


def _weekday(match: re.Match[str], today: Today) -> DayInterval | None:
    if today.day is None:
        return None
    number = [name[:3].lower() for name in WEEKDAYS].index(match["weekday"])
    if match["next"] or (today.ahead and not match["last"]):
        distance = (number - today.day.weekday()) % 7
        return one_day(today.day + (distance or (7 if match["next"] else 0)) * DAY)
    distance = (today.day.weekday() - number) % 7
    return one_day(today.day - (distance or (7 if match["last"] else 0)) * DAY)


def _near_day(offset: int) -> Read:
    return lambda _, today: one_day(today.day + offset * DAY) if today.day else None


def _between(first: Move, last: Move) -> Read:
    return lambda _, today: DayInterval(first(today.day), last(today.day), "article_date") if today.day else None


def _so_far(first: Move, last: Move) -> Read:
    """ "This week" is its part up to the day of the report, "earlier this week" to the day before.

    What is still to come may be in all of it.
    """

    def read(match: re.Match[str], today: Today) -> DayInterval | None:
        if today.day is None:
            return None
        until = today.day - DAY if match["earlier"] and first(today.day) < today.day else today.day
        return DayInterval(first(today.day), last(today.day) if today.ahead else until, "article_date")

    return read


def _ago(match: re.Match[str], today: Today) -> DayInterval | None:
    """ "Three weeks ago" may be off by half a week either way; "two months ago" is that month."""
    count = small_number(match["number"])
    if today.day is None or count is None:
        return None
    if match["unit"].startswith("day"):
        return one_day(today.day - count * DAY)
    if match["unit"].startswith("week"):
        middle = today.day - count * WEEK
        return DayInterval(middle - 3 * DAY, middle + 3 * DAY, "article_date")
    if match["unit"].startswith("month"):
        index = today.day.year * 12 + today.day.month - 1 - count
        return month_of(index // 12, index % 12 + 1, anchor="article_date")
    return DayInterval(dt.date(today.day.year - count, 1, 1), dt.date(today.day.year - count, 12, 31), "article_date")


def _day_of_this_month(match: re.Match[str], today: Today) -> DayInterval | None:
    if today.day is None:
        return None
    day = int(match["day"][:-2])
    before = today.day.replace(day=1) - DAY
    return one_day(today.day.replace(day=day) if day <= today.day.day or today.ahead else before.replace(day=day))


def _monday(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def _end_of_last_week(day: dt.date) -> dt.date:
    """On a Sunday the last week may be the one that ends that day: where weeks begin on Sunday, it is over."""
    return _monday(day) - DAY if day.weekday() != len(WEEKDAYS) - 1 else day - DAY


def _month_start(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _last_month_start(day: dt.date) -> dt.date:
    return _month_start(_month_start(day) - DAY)


def _saturday(day: dt.date) -> dt.date:
    return day - ((day.weekday() - 5) % 7) * DAY


_YEARS_ON = {"the year before last": -2, "last year": -1, "the previous year": -1, "this year": 0, "next year": 1}
_WHOLE = " (?:of )?(?P<whole>(?:last|the previous|this|next|that) year|the year before(?: last)?)"
_UNTIL = r"(?: ?(?:-|–|/|to|and) ?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<until>\d\d?)(?:st|nd|rd|th)?)?"
_ORDINAL = r"(?P<day>[12]?1st|2?2nd|2?3rd|(?:[4-9]|1\d|2[04-9]|30)th|31st)"
_FORMS: tuple[tuple[str, Read], ...] = (
    *COUNTED,
    *FEASTS,
    (rf"(?:the )?{_ORDINAL} of (?:this|the) month", _day_of_this_month),
    (r"\d{4}[-/]\d\d[-/]\d\d", _iso),
    (r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)", _numeric),
    (r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (\d{1,2})[/.](\d{1,2})(?![/.]?\d)", _with_its_weekday),
    (rf"{MONTH} {DAY_OF_MONTH}{_UNTIL}(?P<short>)(?:{_WHOLE}|,? (?:of )?{YEAR})?", _day_and_month),
    (rf"(?:the )?{DAY_OF_MONTH}{_UNTIL} (?:of )?{MONTH}(?:{_WHOLE}| {SHORT_YEAR}|,? {YEAR})?", _day_and_month),
    (rf"(?:(?P<last>last|past) )?{MONTH}(?:{_WHOLE}|,? (?:of )?{YEAR})?(?! \d)", _month),
    (rf"{YEAR}(?P<decade>s)?", _year),
    (rf"{NUMBER} {UNIT} ago", _ago),
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
    (
        r"(?:during|through) the night(?! (?:of|to|into|from|on|before|between)\b)",
        _between(lambda day: day - DAY, lambda day: day),
    ),
    (r"overnight", _between(lambda day: day - DAY, lambda day: day)),
    (r"(?:last|the previous) week", _between(lambda day: _monday(day) - WEEK, _end_of_last_week)),
    (r"(?P<earlier>earlier )?(?:later )?(?:this|in the) week", _so_far(_monday, lambda day: _monday(day) + 6 * DAY)),
    (r"last month", _between(_last_month_start, lambda day: _month_start(day) - DAY)),
    (r"(?P<earlier>earlier )?(?:later )?(?:this|in the) month", _so_far(_month_start, _month_end)),
    (r"last year", _between(lambda day: dt.date(day.year - 1, 1, 1), lambda day: dt.date(day.year - 1, 12, 31))),
    (
        r"(?P<earlier>earlier )?(?:later )?(?:this|in the) year",
        _so_far(lambda day: dt.date(day.year, 1, 1), lambda day: dt.date(day.year, 12, 31)),
    ),
    (r"next week", _between(lambda day: _monday(day) + WEEK, lambda day: _monday(day) + 2 * WEEK - DAY)),
    (r"next month", _between(lambda day: _month_end(day) + DAY, lambda day: _month_end(_month_end(day) + DAY))),
    (
        r"(?:last|this past|at the|over the|the) weekend",
        _between(_saturday, lambda day: min(day, _saturday(day) + DAY)),
    ),
    (rf"the {_ORDINAL}(?! (?:day|week|month|year|time|anniversary|attack|strike|raid)\b)", _day_of_this_month),
)
_PATTERNS = tuple((re.compile(rf"(?<![\w.]){form}(?!\w)"), read) for form, read in _FORMS)
