"""The patterns by which the names of a calendar are found in folded words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from extract.knowledge.language.calendar import Calendar, Count, Stretch, Unit
from schemas.values import PartOfDay

Value = TypeVar("Value")

_NUMBER = r"(?P<number>[^\W_]+(?: [^\W_]+){0,2}?)"
_DAY = r"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<year>(?:1[3-9]|20)\d\d)(?!\d)"
_BEFORE_TO = r"(?:(?<!\d)(?P<first>0?[1-9]|[12]\d|3[01])\.?\s*(?:{to})\s*(?:(?:{weekday})\s+)?)?"
_PERSIAN_YEARS = 1700
"""In texts that count years by the Persian calendar, those of less are its own."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns by form, tried in order, and what the names they find mean."""

    forms: tuple[tuple[str, re.Pattern[str]], ...]
    parts: re.Pattern[str]
    calendar: Calendar
    persian_years: int

    def month(self, name: str) -> tuple[Count, int]:
        """Of which calendar and which month a name is."""
        number = _meant(name, self.calendar.months, self.calendar.glued)
        if number is not None:
            return "gregorian", number
        return _known(name, self.calendar.other_months, self.calendar.glued)

    def weekday(self, name: str) -> int:
        """0 (Monday) to 6."""
        return _known(name, self.calendar.weekdays, self.calendar.glued)

    def beside(self, name: str) -> int | None:
        """Days from another day that the text tells; None where the words do not say how many."""
        return _meant(name, self.calendar.other_days, self.calendar.glued)

    def near(self, name: str) -> int:
        """Days from today."""
        return _known(name, self.calendar.days, self.calendar.glued)

    def ordinal(self, name: str) -> int:
        """The day of a month that words are."""
        return _known(name, self.calendar.ordinals, self.calendar.glued)

    def stretch(self, name: str) -> Stretch:
        """The stretch of time, counted from today, that a name stands for."""
        return _known(name, self.calendar.stretches, self.calendar.glued)

    def part_of_day(self, words: str) -> PartOfDay | None:
        """The part of the day that folded words name, the longest name first; None if none."""
        found = self.parts.search(words)
        return _known(found["name"], self.calendar.parts, self.calendar.glued) if found else None

    def ago(self, match: re.Match[str]) -> tuple[Unit, int | None]:
        """The unit of "three days ago", and how many where the words have no number of their own ("a year ago")."""
        at = self.forms.index(("ago", match.re)) - next(n for n, (form, _) in enumerate(self.forms) if form == "ago")
        _, unit, count = self.calendar.ago[at]
        return unit, count


@lru_cache
def patterns_of(calendar: Calendar) -> Patterns:
    """The patterns of a calendar, made once."""
    parts = re.compile(_whole(rf"(?P<name>{_glued(calendar)}(?:{_names(calendar.parts)}))", calendar))
    return Patterns(tuple(_forms(calendar)), parts, calendar, _PERSIAN_YEARS if _is_persian(calendar) else 0)


def _is_persian(calendar: Calendar) -> bool:
    return any(count == "persian" for count, _ in calendar.other_months.values())


def _forms(calendar: Calendar) -> Iterable[tuple[str, re.Pattern[str]]]:
    month = _names([*calendar.months, *calendar.other_months])
    weekday = _names(calendar.weekdays)
    to = "|".join(["-", "–", *(re.escape(word) for word in calendar.to)])
    first = _BEFORE_TO.format(to=to, weekday=weekday)
    last, upcoming = _names(calendar.last), _names(calendar.upcoming)
    around = (
        rf"(?:(?P<last_before>{last})|(?P<upcoming_before>{upcoming}))?[ ]?",
        rf"(?:[ ](?:(?P<last>{last})|(?P<upcoming>{upcoming})))?",
    )
    glued = _glued(calendar)
    ending = rf"(?:[.º°ª)]|-?(?:{_names(calendar.day_endings)})|'[^\W\d_]{{1,3}})?"
    of = rf"[\s.,]*(?:(?:{_names(calendar.of)})[\s.])?"
    year = rf"(?:[\s.,/)-]*(?:(?:{_names((*calendar.of, *calendar.year))})\s)?{_YEAR})?"
    names = rf"(?P<name>{glued}(?:{month}))(?:\s*[/(]\s*(?:{month})\)?)?"
    ordinal = _whole(f"(?P<ordinal>{glued}(?:{_names(calendar.ordinals)}))", calendar)
    written = [
        # East Asian days have their sign behind them: "3月1日至3日", "1일부터 3일까지".
        rf"(?:{_YEAR}\s?[년年]\s?)?(?<!\d)(?P<month>\d\d?)\s?[月월]\s?(?P<first>\d\d?)\s?[日號号일]?\s?(?:{to}|~)\s?"
        rf"(?P<day>\d\d?)\s?[日號号일]",
        rf"(?<!\d){_YEAR}\s?[-/.年년]\s?(?P<month>\d\d?)\s?[-/.月월]\s?(?P<day>\d\d?)(?!\d)\s?[日號号일]?",
        r"(?<!\d)(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日号號일]",
        rf"{_DAY}[./-](?P<month>0?[1-9]|1[012])[./-](?P<year>\d{{4}}|\d\d)(?!\d)",
        rf"{first}{_DAY}{ending}{of}{_whole(names, calendar)}{year}",
        rf"{ordinal}{of}{_whole(names, calendar)}{year}",
    ]
    yield "elsewhere", re.compile(_whole(f"{glued}(?:{_names((*calendar.elsewhere, *calendar.other_days))})", calendar))
    yield from (("written", re.compile(form)) for form in written)
    for phrase, _, _ in calendar.ago:
        words = re.escape(phrase).replace(r"\{0\}", _NUMBER)
        yield "ago", re.compile(_whole(words, calendar))
    yield "stretch", re.compile(_whole(rf"(?P<name>{glued}(?:{_names(calendar.stretches)}))", calendar))
    yield "near", re.compile(_whole(rf"(?P<name>{glued}(?:{_names(calendar.days)}))", calendar))
    yield (
        "day_of_month",
        re.compile(rf"(?<![第近])(?:(?<!\d)(?P<first>\d\d?)(?:{to}|~))?{_DAY}\s?[日號号일](?![間间內内간])"),
    )
    yield "month", re.compile(_whole(names, calendar) + year)
    yield "weekday", re.compile(_whole(rf"{around[0]}(?P<name>{glued}(?:{weekday})){around[1]}", calendar))
    yield "year", re.compile(r"(?<![\d.,:])(?P<year>(?:19|20)\d\d)(?![\d.:])")


def _names(names: Iterable[str]) -> str:
    """Alternatives, the longest first; a pattern that nothing matches where there are none."""
    found = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\*", r"\w*") for name in found) or r"(?!)"


def _glued(calendar: Calendar) -> str:
    return f"(?:{_names(calendar.glued)})?" if calendar.glued else ""


def _whole(words: str, calendar: Calendar) -> str:
    return words if calendar.unspaced else rf"(?<![^\W\d_]){words}(?![^\W\d_])"


def _meant(name: str, table: Mapping[str, Value], glued: Iterable[str]) -> Value | None:
    """The meaning of a name: as it stands, without what is glued to it, or by the part before a star."""
    forms = [name, *(name[len(before) :] for before in glued if before and name.startswith(before))]
    for form in forms:
        if form in table:
            return table[form]
    starts = [key for key in table if key.endswith("*") and any(form.startswith(key[:-1]) for form in forms)]
    return table[max(starts, key=len)] if starts else None


def _known(name: str, table: Mapping[str, Value], glued: Iterable[str]) -> Value:
    found = _meant(name, table, glued)
    if found is None:
        raise ValueError(f"{name} is no name of this calendar")
    return found
