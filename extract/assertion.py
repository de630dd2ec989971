"""Whether the text itself bears out that a thing is denied, planned, only possible, or recalled from long ago."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from schemas import Assertion

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def borne_out(assertion: Assertion, text: str, language: str | None) -> bool:
    """False where a language we have words for is missing every word that could mean the assertion.

    "asserted" and "reported" claim nothing that needs a word; a year bears out "historical".
    """
    words = _words().get(language or "", {})
    if assertion not in words:
        return True
    if assertion == "historical" and _YEAR.search(text):
        return True
    lowered = text.lower().replace("’", "'")
    return not words[assertion].isdisjoint(_WORD.findall(lowered))


@cache
def _words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    table = tomllib.loads(resources.files("extract").joinpath("data/assertion.toml").read_text(encoding="utf-8"))
    return {
        language: {assertion: frozenset(words.split()) for assertion, words in entries.items()}
        for language, entries in table.items()
    }
