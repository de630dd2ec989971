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
_FOUR_DIGITS = re.compile(
    r"(?<![\d:.,/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?![\d:.,/-]\d|\d)(?P<zone>\s?(?:gmt|utc|z|hours|hrs|h)\b)?"
    r"(?P<local>\s(?:local time|[a-z]{2,3}t)\b)?"
)
_TIMES = tuple(re.compile(form) for form in _FORMS)
_POINTED_AT = re.compile(r"\b(?:at|around|about|by)\s+(?:about |around )?$")
_FIRST_YEAR = 1000
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
_NOON_IS = re.compile(r"\b(?:at|around|about)\s(?:about |around )?(?:noon|midday)\b")
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

    Four digits are a time where "hours", "GMT" and the like stand behind them; before "local time" or behind "at"
    only where the year they would be has not come, or none is known.
    """
    found = [match for pattern in _TIMES for match in pattern.finditer(text)]
    found += [match for match in _FOUR_DIGITS.finditer(text) if _is_time(match, text, this_year)]
    rest = text
    for match in found:
        start, end = match.start("hour"), match.end()
        rest = rest[:start] + " " * (end - start) + rest[end:]
    first = min(found, key=lambda match: (match.start("hour"), -match.end()), default=None)
    time = _time(first) if first else "12:00" if _NOON_IS.search(text) else None
    return Clock(time, _part(rest) or (_part_of(time) if time else None), rest)


def _is_time(match: re.Match[str], text: str, this_year: int | None) -> bool:
    if match["zone"]:
        return True
    year = int(match["hour"] + match["minute"])
    if year < _FIRST_YEAR and (match["local"] or _POINTED_AT.search(text[: match.start()])):
        return True
    told = bool(match["local"]) or bool(_POINTED_AT.search(text[: match.start()]))
    return told and (this_year is None or year > this_year or year < this_year - _OLDEST)


def _time(match: re.Match[str]) -> str:
    parts = match.groupdict()
    hour, half = int(parts["hour"]), parts.get("half")
    if half and hour <= _NOON:
        hour = hour % _NOON + (0 if half.startswith(("a", "m")) and half != "afternoon" else _NOON)
    return f"{hour:02}:{parts.get('minute') or '00'}"


def _part(text: str) -> PartOfDay | None:
    return next((part for part, pattern in _PARTS if pattern.search(text)), None)


def _part_of(time: str) -> PartOfDay:
    return next(part for start, part in _STARTS if int(time[:2]) >= start)
