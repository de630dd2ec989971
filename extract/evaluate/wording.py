"""Whether accepted words stand in a value, however the value is spelt otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from schemas import Actor, DateValue, PlaceValue, Words

_ABBREVIATION = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_]\.|\W|$)")
_NOT_WORDS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘`ʼʿʾ]")


def fold(text: str) -> str:
    """Words alone, each between single spaces: no case, accents, apostrophes or points ("U.S." is "us")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", _ABBREVIATION.sub(r"\1", plain))).casefold().strip()


def stands_in(accepted: Iterable[str], texts: Iterable[str]) -> bool:
    """True if some accepted words stand in some of the texts as whole words."""
    padded = [f" {fold(text)} " for text in texts]
    return any(f" {fold(words)} " in text for words in accepted for text in padded)


def is_part_of(accepted: Iterable[str], texts: Iterable[str]) -> bool:
    """True if some accepted words are part of the texts letter for letter, whatever their case."""
    joined = " ".join(texts).lower()
    return any(words.lower() in joined for words in accepted)


def names_in(value: Any) -> list[str]:  # noqa: ANN401 (any value of a record or claim, or several)
    """All names of a value: the article's words and those worked out."""
    if isinstance(value, tuple | list):
        return [name for part in value for name in names_in(part)]
    if isinstance(value, PlaceValue):
        return [name for name in (value.raw, value.name, value.admin1) if name]
    if isinstance(value, Actor):
        return [value.raw, value.name]
    if isinstance(value, DateValue | Words):
        return [value.raw]
    return [value] if isinstance(value, str) else []


def strings_in(value: Any) -> list[str]:  # noqa: ANN401 (any value of a record or claim, or several)
    """Every string within a value: names, identifiers, countries, roles."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for part in value for text in strings_in(part)]
    if isinstance(value, Actor | PlaceValue | Words | DateValue):
        value = value.model_dump()
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings_in(part)]
    return []
