"""The Unicode locale data (CLDR) of a language, through Babel.

Source: Unicode Common Locale Data Repository, https://cldr.unicode.org.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from extract.knowledge.language.calendar import Unit

_UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
_FIXED = {"one": 1, "two": 2}
"""How many a plural form without a number tells."""

_WIDTHS = ("wide", "abbreviated")


@cache
def locale(name: str) -> Locale | None:
    """The data of a locale ("ar", "ar_SY"); None where CLDR has none."""
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return None


def months(name: str) -> Iterator[tuple[str, int, str]]:
    """Names of Gregorian months with their numbers, "wide" or "abbreviated", in a date and alone."""
    yield from _names(found.months if (found := locale(name)) else {})


def month_names(name: str, width: str = "wide") -> tuple[str, ...]:
    """The months as a date names them, January first, "wide" or "abbreviated"; empty where CLDR has no such locale."""
    found = locale(name)
    return tuple(found.months["format"][width][number] for number in range(1, 13)) if found else ()


def weekdays(name: str) -> Iterator[tuple[str, int, str]]:
    """Names of weekdays with their numbers, "wide" or "abbreviated"; Monday is 0."""
    yield from _names(found.days if (found := locale(name)) else {})


def ago(name: str) -> Iterator[tuple[str, Unit, int | None]]:
    """Patterns for "{0} days ago", with their unit; of those without "{0}", how many they tell ("a year ago")."""
    found = locale(name)
    for unit in _UNITS:
        past = found._data["date_fields"].get(unit, {}).get("past", {}) if found else {}
        for plural in sorted(past):
            phrase = past[plural]
            if "{0}" in phrase or plural in _FIXED:
                yield phrase, unit, None if "{0}" in phrase else _FIXED[plural]


def _names(forms: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Iterator[tuple[str, int, str]]:
    for use in ("format", "stand-alone"):
        for width in _WIDTHS:
            for number, word in forms.get(use, {}).get(width, {}).items():
                yield word.rstrip("."), number, width
