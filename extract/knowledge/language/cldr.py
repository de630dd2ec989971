"""What the Unicode locale data (CLDR) tells of a language, through Babel.

Source: Unicode Common Locale Data Repository, https://cldr.unicode.org.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

_WIDTHS = ("wide", "abbreviated")


@cache
def locale(name: str) -> Locale | None:
    """The data of a locale ("ar", "ar_SY"); None where CLDR has none."""
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return None


def months(name: str) -> Iterator[tuple[str, int]]:
    """Names of Gregorian months with their numbers, whole and abbreviated, in a date and alone."""
    yield from _names(found.months if (found := locale(name)) else {})


def weekdays(name: str) -> Iterator[tuple[str, int]]:
    """Names of weekdays, whole and abbreviated, with their numbers; Monday is 0."""
    yield from _names(found.days if (found := locale(name)) else {})


def _names(forms: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Iterator[tuple[str, int]]:
    for use in ("format", "stand-alone"):
        for width in _WIDTHS:
            for number, word in forms.get(use, {}).get(width, {}).items():
                yield word.rstrip("."), number
