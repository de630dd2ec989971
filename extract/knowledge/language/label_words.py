"""Whether a text bears out the labels a model gives it: planned or done, by air or by mortar, asked or demanded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_TABLE = resources.files("extract.knowledge.language.en") / "labels.toml"

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def borne_out(field: str, label: str, text: str, language: str | None) -> bool:
    """False where we have words for a label and the text holds none of them.

    A year bears out "historical", and any figure a date.
    """
    words = _tables().get(language or "", {}).get(field, {}).get(label)
    if words is None or (label == "historical" and _YEAR.search(text)) or (label == "date" and _FIGURE.search(text)):
        return True
    return any(words.fullmatch(word) for word in _WORD.findall(text))


def label_of(field: str, text: str, language: str | None) -> str | None:
    """The one label that the text's words stand for; None where they stand for none or for several."""
    labels = _tables().get(language or "", {}).get(field, {})
    found = [label for label, words in labels.items() if any(words.fullmatch(word) for word in _WORD.findall(text))]
    return found[0] if len(found) == 1 else None


def has_words(language: str | None) -> bool:
    """True if the words of a language are known here."""
    return language in _tables()


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, re.Pattern[str]]]]:
    """Patterns by language, field and label."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        language: {
            field: {label: _pattern(words) for label, words in labels.items()} for field, labels in fields.items()
        }
        for language, fields in table.items()
    }


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", ".*") for word in words.split()), re.IGNORECASE)
