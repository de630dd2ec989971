"""Whether capitals tell anything in a text: old newswire is stored all in small letters or all in capitals."""

from __future__ import annotations

import re

_FEWEST_CAPITALS, _MOST_CAPITALS = 0.005, 0.5
_AFTER_STOP = re.compile(r"(?:^|[.?!]['\"”’)]*\s)\s*['\"“‘(]*[^\W\d_]")


def is_cased(text: str) -> bool:
    """False for a text all in small letters or all in capitals."""
    upper, letters = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    return _FEWEST_CAPITALS * letters <= upper <= _MOST_CAPITALS * letters


def with_capitals(words: str) -> str:
    """The words in small letters, each that follows a full stop with a capital; as long as before."""
    small = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    return _AFTER_STOP.sub(_last_capital, small)


def _last_capital(found: re.Match[str]) -> str:
    words = found.group()
    capital = words[-1].upper()
    return words[:-1] + (capital if len(capital) == 1 else words[-1])
