"""The number words of a language, and the words around a number that bound it, deny it or leave it open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class TollWords:
    """Words of one language, folded (`extract.knowledge.language.letters`).

    ``spelt`` are numbers by their words, ``scales`` multiply a number before them, ``least`` is the least that
    a vague plural can mean.  Patterns match whole words; one without words never matches.  ``known`` is False for a
    language of which nothing but its numerals is known: words beside a figure may then mean anything.
    """

    spelt: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    least: tuple[tuple[re.Pattern[str], int], ...] = ()
    bounds: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = ()
    none: re.Pattern[str] = NEVER
    one: re.Pattern[str] = NEVER
    several: re.Pattern[str] = NEVER
    between: re.Pattern[str] = NEVER
    ranges: re.Pattern[str] = NEVER
    joins: re.Pattern[str] = NEVER
    connects: re.Pattern[str] = NEVER
    owners: re.Pattern[str] = NEVER
    openings: re.Pattern[str] = NEVER
    parts: re.Pattern[str] = NEVER
    among: re.Pattern[str] = NEVER
    of_those: re.Pattern[str] = NEVER
    clauses: re.Pattern[str] = NEVER
    more_than: re.Pattern[str] = NEVER
    periods: re.Pattern[str] = NEVER
    glued: tuple[str, ...] = ()
    fates: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    not_persons: re.Pattern[str] = NEVER
    other_figures: re.Pattern[str] = NEVER
    ordinal: re.Pattern[str] = NEVER
    fraction: re.Pattern[str] = NEVER
    known: bool = False

    @property
    def longest(self) -> int:
        """Most words that one number has."""
        return max(map(len, self.spelt), default=1)
