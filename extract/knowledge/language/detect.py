"""Tells the language of a text, by py3langid: a small model that comes with it, the same answer every time."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

SURE = 0.8
"""Least probability of a language that is told: below it are names, headlines of names, and close relatives.

Measured on 444 sentences of 62 articles in eleven languages: the likeliest wrong one had 0.67; all articles had 0.9.
"""

FEWEST_LETTERS = 12
"""A word or two may be of many languages."""

_SAMPLE = 4_000
"""Code points: an article's beginning tells its language, and comments behind it may be in others."""

_CODE = 2
_ALSO = frozenset({"ckb", "zxx"})
"""Central Kurdish, and no language: all other labels of more than two letters are dialects of written languages."""

_NO_LANGUAGE = "zxx"

_RELATIVES = frozenset({frozenset({"id", "ms"})})
"""Languages so near each other that the likelier of the two serves: Indonesian and Malay count and name days alike."""


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language the text's beginning is in (639-3 where it has none); None where it is unclear.

    Capitals tell nothing: old newswire is all in capitals.
    """
    sample = text[:_SAMPLE]
    if sum(map(_is_letter, sample)) < FEWEST_LETTERS:
        return None
    (language, probability), (next_, other), *_ = _identifier().rank(sample.lower() if sample.isupper() else sample)
    if frozenset({language, next_}) in _RELATIVES:
        probability += other
    return str(language) if probability >= SURE and language != _NO_LANGUAGE else None


def _is_letter(character: str) -> bool:
    """True for a letter; an ideograph is a word."""
    return unicodedata.category(character).startswith("L")


@cache
def _identifier() -> LanguageIdentifier:
    # Imported here: it takes half a second, for which a run whose articles have a label should not wait.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == _CODE or label in _ALSO])
    return identifier
