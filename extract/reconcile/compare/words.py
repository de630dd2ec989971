"""Texts as the rules see them: folded words, stems, shingles and the passages in quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]
from anyascii import anyascii

_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_POSSESSIVE = re.compile(r"'s\b")
_WORD = re.compile(r"[a-z0-9]+(?:,\d{3})*")
_MARKS = re.compile(r'[“”„«»"]|\n')
_STEMMER = snowballstemmer.stemmer("english")


def fold_once(text: str) -> tuple[str, ...]:
    """Words of a text in order: transliterated, lower-case, without apostrophes, "U.S." as "us", "1,200" as "1200"."""
    lowered = _POSSESSIVE.sub("", anyascii(text).lower())
    joined = _DOTTED.sub(lambda dotted: dotted.group().replace(".", "") + " ", lowered).replace("'", "")
    return tuple(word.replace(",", "") for word in _WORD.findall(joined))


@lru_cache(maxsize=16_384)
def fold(text: str) -> tuple[str, ...]:
    """The same of a name or passage that is asked for again; whole articles are not to be kept."""
    return fold_once(text)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem a word shares with its inflections."""
    return str(_STEMMER.stemWord(word))


def stems(text: str, *, stop: frozenset[str]) -> frozenset[str]:
    """Stems of the words of a text that carry meaning: stop words and single letters left out."""
    return frozenset(stem(word) for word in fold(text) if len(word) > 1 and word not in stop)


def shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Every run of ``size`` folded words; the whole text where it is shorter."""
    words = fold(text)
    return frozenset(words[i : i + size] for i in range(max(1, len(words) - size + 1))) if words else frozenset()


def containment(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    """Share of the smaller set that the other holds too, 0.0 where either is empty."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Spans between quotation marks, in order, marks left out; a line break closes an open one."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARKS.finditer(text):
        if mark.group() == "\n":
            if opened is not None:
                spans.append((opened, mark.start()))
            opened = None
        elif opened is None:
            opened = mark.end()
        else:
            spans.append((opened, mark.start()))
            opened = None
    if opened is not None:
        spans.append((opened, len(text)))
    return tuple(spans)
