"""Reads how many people words tell of, in any language whose number words are data: "не менее двух" is 2 or more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from text_to_num import alpha2digit  # type: ignore[import-untyped]

from extract.knowledge.language.letters import folded
from schemas.values import CountQualifier

_FIGURE = re.compile(r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_TOKEN = re.compile(rf"(?P<figure>(?<!\d)(?:{_FIGURE.pattern}))|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)")
_ELISION = re.compile(r"\b((?:[cdjlmnst]|(?:jus)?qu)')(?=\w)")
_PERCENT = re.compile(r"\s*(?:%|٪)")
_GROUPED = re.compile(r"\d{1,3}(?:[ .,]\d{3})+")
_THOUSAND, _HUNDRED, _TEN = 1_000, 100, 10
_LAST_TEEN = 20
_AMBIGUOUS = 3
"""Letters: so short a phrase bounds a number only where it stands right before it."""

_SMALL_WORD = 4
"""Letters of a word that may stand between "at least" and its number: a preposition."""


@dataclass(frozen=True, slots=True)
class BoundPhrases:
    """Phrases that make a number a bound when they stand before it, and behind it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """The words of a language for numbers; all folded (`extract.knowledge.language.letters`).

    ``words`` stand for a number, ``scales`` multiply the one before them, ``alone`` tell one where no other
    word tells ("a child", a dual), ``joins`` stand inside a number ("and"), ``to`` between two of a range, ``glued``
    are written as one word with a number behind them.  ``vague`` words mean that much at least.  ``parser`` is the
    language's name in text2num, where it reads its words but for those ``protected``.  ``unspaced`` is true of scripts
    without spaces.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    alone: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, int] = field(default_factory=dict)
    bounds: Mapping[CountQualifier, BoundPhrases] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    glued: tuple[str, ...] = ()
    parser: str | None = None
    protected: frozenset[str] = frozenset()
    unspaced: bool = False

    def __bool__(self) -> bool:
        """True if any number words are known."""
        return bool(self.words)


class ToldNumber(NamedTuple):
    """A range of persons; a side is None where the words leave it open."""

    low: int | None
    high: int | None
    qualifier: CountQualifier


NO_WORDS = Numbers()


class _Figure(NamedTuple):
    value: float
    start: int
    end: int


def read_number(words: str, numbers: Numbers, *, before: str = "", after: str = "") -> ToldNumber | None:
    """The number that words tell, with a bound that stands beside them; None where they tell none.

    Args:
        words: as the text has them.
        numbers: the words of its language.
        before: what stands right before them on the same line, where a bound may stand that was not copied.
        after: what stands right behind them.
    """
    text = _in_figures(apart(words), numbers)
    found = list(_figures(text, numbers))
    if not found:
        return _without_figure(text, numbers)
    first = found[0]
    if len(found) > 1 and text[first.end : found[1].start].strip() in numbers.to | {"-", "–", "—"}:
        low, high = sorted((round(first.value), round(found[1].value)))
        return ToldNumber(low, high, "exact")
    qualifier = _qualifier(text[: first.start], apart(before), f"{text[first.end :]} {apart(after)}", numbers)
    value = round(first.value)
    return ToldNumber(None if qualifier == "up_to" else value, None if qualifier == "at_least" else value, qualifier)


def apart(text: str) -> str:
    """The text folded, with elided words apart from what they are elided before: "d' une"."""
    return _ELISION.sub(r"\1 ", folded(text))


def _in_figures(text: str, numbers: Numbers) -> str:
    """The text with its number words made figures, where there is a parser for them."""
    if not numbers.parser:
        return text
    words = text.split(" ")
    pieces = (
        " ".join(run) if protected else alpha2digit(" ".join(run), numbers.parser, threshold=0)
        for protected, run in groupby(words, key=numbers.protected.__contains__)
    )
    return " ".join(pieces)


def _without_figure(text: str, numbers: Numbers) -> ToldNumber | None:
    for table, exact in ((numbers.vague, False), (numbers.alone, True)):
        for word in _words(text, numbers):
            value = _looked_up(word, table, numbers)
            if value is not None:
                return ToldNumber(value, value if exact else None, "exact" if exact else "vague")
    return None


def _words(text: str, numbers: Numbers) -> Iterator[str]:
    if numbers.unspaced:
        yield from (word for word in (*numbers.vague, *numbers.alone) if word in text)
    yield from (match.group() for match in _TOKEN.finditer(text) if match["word"])


def _looked_up(word: str, table: Mapping[str, int], numbers: Numbers) -> int | None:
    found = _meaning(word, table, numbers)
    return found[0] if found else None


def _meaning(word: str, table: Mapping[str, int], numbers: Numbers) -> tuple[int, int] | None:
    """The number that a word stands for, and how many letters are glued before it."""
    if word in table:
        return table[word], 0
    parts = ((word[len(glued) :], len(glued)) for glued in numbers.glued if word.startswith(glued))
    return next(((table[rest], length) for rest, length in parts if rest in table), None)


def _figures(text: str, numbers: Numbers) -> Iterator[_Figure]:
    """Numbers of a text in order, in figures or in words; percentages and ordinal figures are none."""
    run: list[tuple[str, float, int, int]] = []
    for kind, value, start, end in _parts(text, numbers):
        between = text[run[-1][3] : start].strip() if run else ""
        joined = run and between in numbers.joins | {"", "-"}
        if run and not (joined and _goes_on(run, kind, value, numbers)):
            yield _sum(run)
            run = []
        run.append((kind, value, start, end))
    if run:
        yield _sum(run)


def _parts(text: str, numbers: Numbers) -> Iterator[tuple[str, float, int, int]]:
    """Kind ("value", "scale"), number, start and end of each word or figure that stands for a number."""
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token["figure"]:
            if not _PERCENT.match(text, token.end()):
                yield "figure", _value(token["figure"]), token.start(), token.end()
        elif numbers.unspaced:
            yield from _ideographs(token, numbers)
        else:
            two = tokens[at + 1] if at + 1 < len(tokens) else None
            pair = f"{token.group()} {two.group()}" if two else ""
            if two and (found := _meaning(pair, numbers.words, numbers)):
                yield "value", found[0], token.start() + found[1], two.end()
                at += 1
            elif found := _meaning(token.group(), numbers.words, numbers):
                yield "value", found[0], token.start() + found[1], token.end()
            elif found := _meaning(token.group(), numbers.scales, numbers):
                yield "scale", found[0], token.start() + found[1], token.end()
        at += 1


def _ideographs(token: re.Match[str], numbers: Numbers) -> Iterator[tuple[str, float, int, int]]:
    for offset, character in enumerate(token.group()):
        place = token.start() + offset
        for kind, table in (("value", numbers.words), ("scale", numbers.scales)):
            if character in table:
                yield kind, table[character], place, place + 1


def _value(figure: str) -> float:
    if _GROUPED.fullmatch(figure):
        return float(re.sub(r"[ .,]", "", figure))
    return float(figure.replace(",", "."))


def _goes_on(run: Sequence[tuple[str, float, int, int]], kind: str, value: float, numbers: Numbers) -> bool:
    """True if a number word adds to those before it: "twenty" "five", "five" "hundred", not "five" "six"."""
    if kind == "scale":
        return True
    if kind == "figure" or run[-1][0] == "figure":
        return False
    if run[-1][0] == "scale":
        return value < run[-1][1]
    before = run[-1][1]
    # Arabic and Hebrew: "five ten", "five and-twenty".
    tens_behind = bool(numbers.glued) and (value == _TEN or (value >= _LAST_TEEN and value % _TEN == 0))
    return (
        (before >= _LAST_TEEN and value < _TEN and before % _TEN == 0 and before < _HUNDRED)
        or (before == _TEN and value < _TEN)
        or (before >= _HUNDRED and value < _HUNDRED and before % _HUNDRED == 0)
        or (before < _TEN and tens_behind and value < _HUNDRED)
    )


def _sum(run: Sequence[tuple[str, float, int, int]]) -> _Figure:
    total = section = pending = 0.0
    for kind, value, _, _ in run:
        if kind != "scale":
            pending += value
        elif value >= _THOUSAND:
            total += ((section + pending) or 1) * value
            section = pending = 0
        elif pending and pending < _LAST_TEEN:
            section, pending = section + pending * value, 0
        else:
            section, pending = section + pending + value, 0
    return _Figure(total + section + pending, run[0][2], run[-1][3])


def _qualifier(lead: str, before: str, tail: str, numbers: Numbers) -> CountQualifier:
    """The bound whose phrase is the longest beside the number.

    A short word that was not copied with the number bounds nothing: Russian "do 21" is "up to 21" and, behind
    "rose", "to 21".
    """
    whole = f"{before} {lead}"
    found = [
        (len(phrase), qualifier)
        for qualifier, bound in numbers.bounds.items()
        for phrases, stands in ((bound.before, _ends(whole)), (bound.after, _begins(tail)))
        for phrase in phrases
        if any(_is_phrase(phrase, words, numbers) for words in stands)
        and (len(phrase) > _AMBIGUOUS or phrase in lead or phrases is bound.after)
    ]
    return max(found, key=lambda item: item[0])[1] if found else "exact"


def _ends(lead: str) -> tuple[str, ...]:
    """A lead, and the lead without a small last word."""
    whole = lead.rstrip(" (:-")
    rest, _, last = whole.rpartition(" ")
    return (f" {whole}", f" {rest}") if 0 < len(last) <= _SMALL_WORD else (f" {whole}",)


def _begins(tail: str) -> tuple[str, ...]:
    """A tail, and the tail without its first word, which may be what is counted."""
    whole = tail.lstrip(" ),'")
    return f"{whole} ", f"{whole.partition(' ')[2]} "


def _is_phrase(phrase: str, words: str, numbers: Numbers) -> bool:
    if words.startswith(" "):
        return words.endswith(phrase if numbers.glued or numbers.unspaced else f" {phrase}")
    if numbers.unspaced:
        return phrase in words[: len(phrase) + 1]
    return words.startswith(f"{phrase} ")
