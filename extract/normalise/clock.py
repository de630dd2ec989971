"""Finds times of day: "at 2015 hours", "about 6:40 p.m.", "in the early hours"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.values import PartOfDay

_NOON = 12
_ABOUT = (
    r"(?:at|around|about|by|before|after|from|until|till|to|approximately|near|nearly|since|, )\s+(?:about |around )?"
)
_ZONE = r"(?:gmt|utc|z|[a-z]{1,4}t|local(?: time)?|hours|hrs|h)"
_FORMS = (
    r"(?<![\d:.,/-])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?\s?(?P<half>[ap])\.?\s?m\b\.?",
    r"(?<![\d:.,/-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])",
    rf"(?<![\d:.,/-])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?=\s?{_ZONE}\b)",
    rf"(?:(?<=^)|\b){_ABOUT}(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\d.])",
    r"(?<![\d:.,/-])(?P<hour>[01]?\d|2[0-3])\s?h\s?(?P<minute>[0-5]\d)?\b",
    r"(?<![\d:.,/-])(?P<hour>1[0-2]|0?[1-9])\s?(?P<half>[ap])\.?\s?m\b\.?",
    r"(?<![\d:.,/-])(?P<hour>1[0-2]|0?[1-9]) o['’]clock(?: in the (?P<half>morning|afternoon|evening))?",
)
ZONES = (
    "gmt|utc|z|hours|hrs|h|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|eet|eest|msk|bst|ist|gst|ast|trt|wat|cat|eat|sast"
)
"""What stands behind a time, as a choice of a regular expression."""

_ZONE_BEHIND = rf"\s?(?:{ZONES})\b|\s(?!local )[a-z]+ time\b"
_HOUR_AND_MINUTE = r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?![\d:.,/]\d|\d|-\d\d\b)"
_OTHER_END = r"\s?(?:[-–]|to|and|until|\()\s?(?:[01]\d|2[0-3])[0-5]\d"
_FOUR_DIGITS = re.compile(
    rf"(?<![\d:.,/-])(?<!\d[–-]){_HOUR_AND_MINUTE}(?=(?P<zone>(?:{_OTHER_END})?(?:{_ZONE_BEHIND}))?"
    rf"(?P<local>(?:{_OTHER_END})?\slocal(?: time)?\b)?)"
    rf"|(?<=\d\d\d\d[–-])(?P<hour2>[01]\d|2[0-3])(?P<minute2>[0-5]\d)(?={_ZONE_BEHIND}|\slocal\b)"
)
_TIMES = tuple(re.compile(form) for form in _FORMS)
_AT = re.compile(r"\bat\s(?:about |around |approximately |exactly |roughly |nearly )?$")
_NEAR = re.compile(
    r"\b(?:around|about|by|after|before|until|from|between|to|and|approximately|since)\s(?:about |around )?$"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,?\s$"
)
_CLOSE = re.compile(r"\b(?:shortly|just|soon|right|immediately) (?:after|before)\s$")
_OF_YEARS = re.compile(r"\b(?:in|of|by|until|till|since|year|early|late|mid|from|before|after)[\s-]$")
_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b(?:yesterday|today|tonight)\b"
)
_FIRST_YEAR = 1000
"""Years of news have four digits."""

_OLDEST = 100
"""Years back that news tells of by the year alone beside an hour or zone; older ones are times of day."""

_PARTS: tuple[tuple[PartOfDay, re.Pattern[str]], ...] = (
    ("early_hours", re.compile(r"\b(?:early hours|small hours|before dawn|pre-dawn|predawn|after midnight)\b")),
    ("morning", re.compile(r"\b(?:morning|dawn|daybreak|sunrise|forenoon)\b")),
    ("midday", re.compile(r"\b(?:noon|midday|lunchtime)\b")),
    ("afternoon", re.compile(r"\bafternoon\b")),
    ("evening", re.compile(r"\b(?:evening|dusk|sunset|nightfall)\b")),
    ("night", re.compile(r"\b(?:night|overnight|midnight|tonight|nightly)\b")),
    ("early_hours", re.compile(r"\bearly(?= (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|$)")),
    ("evening", re.compile(r"\blate(?= (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|$)")),
)
_NOON_IS = re.compile(r"^(?:noon|midday)$|\b(?:at|around|about)\s(?:about |around )?(?:noon|midday)\b")
_STARTS: tuple[tuple[int, PartOfDay], ...] = (
    (21, "night"), (17, "evening"), (13, "afternoon"), (11, "midday"), (5, "morning"), (0, "early_hours"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as ``HH:MM`` or None, the part of the day, and the text with the time blanked out.

    The text keeps its length, so that places in it stay right.
    """

    time: str | None
    part: PartOfDay | None
    rest: str


def read_clock(text: str, *, this_year: int | None = None) -> Clock:
    """The first time of day that lower-case words tell.

    Four digits are a time where "hours", "GMT" or the like stand behind them or "at" before; before "local time" and
    behind "around" only where a day is told beside them, or the year that they would be has not come.
    """
    found = [match for pattern in _TIMES for match in pattern.finditer(text)]
    found += [match for match in _FOUR_DIGITS.finditer(text) if _is_time(match, text, this_year)]
    rest = text
    for match in found:
        start, end = _begin(match), match.end()
        rest = rest[:start] + " " * (end - start) + rest[end:]
    first = min(found, key=lambda match: (_begin(match), -match.end()), default=None)
    time = _time(first) if first else "12:00" if _NOON_IS.search(text) else None
    return Clock(time, _part(rest) or (_part_of(time) if time else None), rest)


def _is_time(match: re.Match[str], text: str, this_year: int | None) -> bool:
    """Whether four digits are a time: by a zone behind them, by "at", by a day beside, or as no such year has come."""
    lead = text[: match.start()]
    if match["hour2"] or match["zone"] or _AT.search(lead) or _CLOSE.search(lead):
        return True
    if match["local"] and not _MONTH_BEFORE.search(lead):
        return True
    year = int(match["hour"] + match["minute"])
    pointed = bool(match["local"]) or bool(_NEAR.search(lead))
    if year < _FIRST_YEAR or (this_year is not None and not this_year - _OLDEST <= year <= this_year):
        return pointed or (year >= _FIRST_YEAR and not _OF_YEARS.search(lead) and bool(_DAYS.search(text)))
    return pointed and not match["local"] and _tells_a_day(text, match)


def _tells_a_day(text: str, match: re.Match[str]) -> bool:
    """True if the words besides the digits tell a day, whose year they are not: "around 2010 on Friday"."""
    rest = text[: match.start()] + " " + text[match.end() :]
    return _DAYS.search(rest) is not None


def _begin(match: re.Match[str]) -> int:
    return max(match.start("hour"), match.start())


def _time(match: re.Match[str]) -> str:
    parts = match.groupdict()
    hour, half = int(parts["hour"] or parts["hour2"]), parts.get("half")
    if half and hour <= _NOON:
        hour = hour % _NOON + (0 if half.startswith(("a", "m")) and half != "afternoon" else _NOON)
    return f"{hour:02}:{parts.get('minute') or parts.get('minute2') or '00'}"


def _part(text: str) -> PartOfDay | None:
    return next((part for part, pattern in _PARTS if pattern.search(text)), None)


def _part_of(time: str) -> PartOfDay:
    return next(part for start, part in _STARTS if int(time[:2]) >= start)
