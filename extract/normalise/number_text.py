"""Finds the numbers in words of any language: digits however they are parted, numerals however put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from extract.knowledge.language.toll_words import TollWords

_DIGITS = re.compile(
    r"(?<![\d.,])(?<![^\W\d_])(?<![^\W\d_][-/])(?:"
    r"(?P<parted>\d{1,3}(?:[.,' ]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3})(?![\d%]|[.,]\d)"
    r"|(?P<decimal>\d+[.,]\d+)(?![\d%]|[.,]\d)"
    r"|(?P<whole>\d+)(?![\d%]|[.,]\d|\s?%|(?:st|nd|rd|th|º|ª|er|ème)\b|-[^\W\d_]{1,2}\b))"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_GAP = re.compile(r"[\s-]*")
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_TENS = range(2 * _TEN, _HUNDRED, _TEN)


class Number(NamedTuple):
    """A number and where it stands in the words searched."""

    value: int
    start: int
    end: int


class _Piece(NamedTuple):
    value: float
    start: int
    end: int
    form: Literal["digits", "spelt", "scale"]


def find_numbers(text: str, words: TollWords) -> list[Number]:
    """The numbers in folded text in their order.

    A space, point, comma or apostrophe before three digits parts thousands, in whatever language: people come in whole
    numbers.  A figure with another fraction is none, unless a word multiplies it ("1.5 million").
    """
    found: list[Number] = []
    group: list[_Piece] = []
    for piece in _pieces(_unglued(text, words), words):
        if group and not _goes_on(text[group[-1].end : piece.start], group, piece, words):
            found += _number(group)
            group = []
        group.append(piece)
    return found + _number(group)


def _unglued(text: str, words: TollWords) -> str:
    """The text without what its language writes as one word with a figure, of the same length."""
    if not words.glued:
        return text
    either = "|".join(map(re.escape, words.glued))
    return re.sub(rf"(?<!\w)(?:{either})[-־]?(?=\d)", lambda match: " " * len(match.group()), text)


def _pieces(text: str, words: TollWords) -> Iterator[_Piece]:
    """Digits, numerals and what multiplies them, none inside another, in their order."""
    digits = [_Piece(_figure(match), *match.span(), "digits") for match in _DIGITS.finditer(text)]
    tokens = list(_WORD.finditer(text))
    spelt: list[_Piece] = []
    at = 0
    while at < len(tokens):
        found = _spelt_at(tokens, at, words)
        spelt += [found[1]] if found else []
        at += found[0] if found else 1
    yield from sorted((*digits, *spelt), key=lambda piece: piece.start)


def _figure(match: re.Match[str]) -> float:
    if match["decimal"]:
        return float(match["decimal"].replace(",", "."))
    return int(re.sub(r"\D", "", match.group()))


def _spelt_at(tokens: list[re.Match[str]], at: int, words: TollWords) -> tuple[int, _Piece] | None:
    """How many words from one on are a numeral, the longest that is known, and the numeral."""
    for length in range(min(words.longest, len(tokens) - at), 0, -1):
        part = tokens[at : at + length]
        if not all(_GAP.fullmatch(part[0].string, a.end(), b.start()) for a, b in pairwise(part)):
            continue
        key = tuple(token.group() for token in part)
        if length == 1 and key[0] in words.scales:
            return 1, _Piece(words.scales[key[0]], part[0].start(), part[0].end(), "scale")
        value = next((words.spelt[bare] for bare in _bare(key, words) if bare in words.spelt), None)
        if value is not None:
            return length, _Piece(value, part[0].start(), part[-1].end(), "spelt")
    return None


def _bare(key: tuple[str, ...], words: TollWords) -> Iterator[tuple[str, ...]]:
    """The words, and without a preposition, article or "and" that is written as one word with the first."""
    yield key
    for prefix in words.glued:
        if key[0].startswith(prefix) and len(key[0]) > len(prefix) + 1:
            yield (key[0].removeprefix(prefix), *key[1:])


def _goes_on(gap: str, group: list[_Piece], piece: _Piece, words: TollWords) -> bool:
    """True if a piece goes with those before it into one number: "two" and "hundred", "forty" and "five"."""
    between = words.connects.sub("", gap)
    if not _GAP.fullmatch(between):
        return False
    last = group[-1]
    if piece.form == "scale":
        return gap == between and last.value < piece.value
    if piece.form == "digits":  # "2 thousand 500"
        return last.form == "scale" and last.value >= _THOUSAND > piece.value
    if last.form == "digits":
        return False
    if piece.value < _HUNDRED:
        return (last.value > 0 and last.value % _HUNDRED == 0) or (last.value in _TENS and piece.value < _TEN)
    return last.value > 0 and last.value % _THOUSAND == 0 and piece.value < _THOUSAND


def _number(group: list[_Piece]) -> list[Number]:
    """The number that pieces make; none of a fraction that nothing multiplies."""
    if not group:
        return []
    total, current = 0.0, 0.0
    for piece in group:
        if piece.form != "scale" or piece is group[0]:
            current += piece.value
        elif piece.value >= _THOUSAND:
            total, current = total + (current or 1) * piece.value, 0
        else:
            current = (current or 1) * piece.value
    value = total + current
    return [Number(int(value), group[0].start, group[-1].end)] if value == int(value) else []
