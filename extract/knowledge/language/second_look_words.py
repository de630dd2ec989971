"""Words that tell attacks and meetings from what only sounds like one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_PATTERNS = frozenset({"figurative", "periods", "calls"})
_PHRASES = "inquiry"


@dataclass(frozen=True, slots=True)
class StrikeWords:
    """The words of one language that tell of attacks; each pattern is searched in a sentence.

    ``figurative`` uses tell of no attack, nor do ``mishaps`` without ``weapons``; ``harm`` is common to both.
    ``other_fates`` are neither death nor injury, ``things`` no people.  An attack behind ``inquiry`` is only
    dealt with; a day behind ``proceedings`` is theirs.  ``periods`` are too long for one attack.  A date
    without one of ``times`` is none.  Who does what ``deals_with`` or ``suffers`` tells is no attacker.
    """

    figurative: re.Pattern[str]
    mishaps: re.Pattern[str]
    weapons: re.Pattern[str]
    harm: re.Pattern[str]
    other_fates: re.Pattern[str]
    things: re.Pattern[str]
    inquiry: re.Pattern[str]
    proceedings: re.Pattern[str]
    periods: re.Pattern[str]
    times: re.Pattern[str]
    deals_with: re.Pattern[str]
    suffers: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The words of one language that tell of meetings.

    ``figurative`` uses tell of none, ``calls`` of one by telephone, ``held`` of one that was, unless ``ahead`` do not.
    """

    figurative: re.Pattern[str]
    calls: re.Pattern[str]
    held: re.Pattern[str]
    ahead: re.Pattern[str]


def literal(text: str, places: Sequence[tuple[int, int]], figurative: re.Pattern[str]) -> list[tuple[int, int]]:
    """The places that are no part of a figurative use."""
    turns = [found.span() for found in figurative.finditer(text)]
    return [place for place in places if not any(start < place[1] and place[0] < end for start, end in turns)]


def strike_words(lists: Mapping[str, str]) -> StrikeWords:
    """The words of a language from its lists."""
    return StrikeWords(**_patterns(lists))


def meeting_words(lists: Mapping[str, str]) -> MeetingWords:
    """The words of a language from its lists."""
    return MeetingWords(**_patterns(lists))


def _patterns(lists: Mapping[str, str]) -> dict[str, Any]:
    return {name: _pattern(name, text) for name, text in lists.items()}


def _pattern(name: str, text: str) -> re.Pattern[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if name in _PATTERNS:
        return re.compile("|".join(lines), re.IGNORECASE)
    entries = lines if name == _PHRASES else text.split()
    words = "|".join(re.escape(entry).replace(re.escape("*"), "[a-z]*") for entry in entries)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
