"""Words and turns of phrase that tell an attack from what only sounds like one, from ``data/attack.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PATTERNS = frozenset({"figurative", "periods"})
_PHRASES = "inquiry"


@dataclass(frozen=True, slots=True)
class AttackWords:
    """What the words of one language tell; each pattern is searched in a sentence.

    ``figurative`` uses tell of no attack, nor do ``mishaps`` without ``weapons``; ``harm`` is common to both.
    ``other_fates`` are neither death nor injury.  An attack behind ``inquiry`` is only dealt with.  ``periods``
    are too long for one attack.  A date without one of ``times`` is none.  Who does what ``deals_with`` or
    ``suffers`` tells is no attacker.
    """

    figurative: re.Pattern[str]
    mishaps: re.Pattern[str]
    weapons: re.Pattern[str]
    harm: re.Pattern[str]
    other_fates: re.Pattern[str]
    inquiry: re.Pattern[str]
    periods: re.Pattern[str]
    times: re.Pattern[str]
    deals_with: re.Pattern[str]
    suffers: re.Pattern[str]


def attack_words(language: str | None) -> AttackWords | None:
    """The words of a language, by ISO 639-1; None where they are not known."""
    return _tables().get(language or "")


@cache
def _tables() -> Mapping[str, AttackWords]:
    tables = tomllib.loads(resources.files("extract").joinpath("data/attack.toml").read_text(encoding="utf-8"))
    return {
        language: AttackWords(**{name: _pattern(name, text) for name, text in table.items()})
        for language, table in tables.items()
    }


def _pattern(name: str, text: str) -> re.Pattern[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if name in _PATTERNS:
        return re.compile("|".join(lines), re.IGNORECASE)
    entries = lines if name == _PHRASES else text.split()
    words = "|".join(re.escape(entry).replace(re.escape("*"), "[a-z]*") for entry in entries)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
