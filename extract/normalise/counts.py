"""Turns the words of a number of persons into a range: "at least 17" is 17 or more, "dozens" 12 or more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, cast

from extract.knowledge.language.letters import folded
from extract.knowledge.language.numbers import NO_WORDS, Numbers, apart, read_number
from extract.knowledge.language.toll_words import TollWords
from extract.normalise.heads import Heads, heads_in
from extract.normalise.number_text import Number, find_numbers
from extract.normalise.other_figures import without_other_figures
from schemas import Count, Span
from schemas.values import CountQualifier

_LEAD = 6
"""Words before a number that may bound or deny it."""

_LEAST_OF_MANY = 10
"""A vague word that may mean fewer ("several") is no figure."""

_TOKEN = re.compile(r"\S+\s*")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CountContext:
    """Whom a number counts, the words around it in the text, and what its language is known to call numbers."""

    unit: str
    words: TollWords
    numbers: Numbers = NO_WORDS
    who: str | None = None
    before: str = ""
    after: str = ""


class Figures(NamedTuple):
    """The least and the most that words can mean, and how sure they are of it."""

    low: int | None
    high: int | None
    qualifier: CountQualifier


VAGUE = Figures(None, None, "vague")


def read_count(raw: str, counted: CountContext, *, span: Span | None = None) -> Count:
    """The number of persons that words tell.

    "At least 17" and "more than 20" set the low figure and leave the high one open ("more than 20"
    is low 20: newsrooms do not mean 21); "up to 30" sets the high figure alone; "dozens" sets the
    least it can mean.  "Several", and words without a number, leave both open.  Persons told one
    by one are added up ("a mother and her two children"); a part of those told before is not.

    Source: https://acleddata.com (a vague report is coded by the least its word can mean).
    """
    low, high, qualifier = figures_of(raw, counted)
    return Count(raw=raw, span=span, low=low, high=high, unit=counted.unit, qualifier=qualifier, who=counted.who)


def figures_of(raw: str, counted: CountContext) -> Figures:
    """The range that words of a number come to."""
    words = counted.words
    lead = "".join(_TOKEN.findall(counted.before)[-_LEAD:])
    fold = apart if counted.numbers else folded
    start, end = len(fold(f"{lead}x")) - 1, len(fold(lead + raw))
    text = without_other_figures(fold(lead + raw + counted.after), words)[:end]
    if counted.numbers:
        return _elsewhere(_Text(text, start), words, counted)
    numbers = [number for number in find_numbers(text, words) if number.start >= start]
    return _read(_Text(text, start), numbers, words, counted.unit)


class _Text(NamedTuple):
    """Folded words, and where the copied ones begin."""

    whole: str
    start: int

    @property
    def own(self) -> str:
        return self.whole[self.start :]


def _elsewhere(text: _Text, words: TollWords, counted: CountContext) -> Figures:
    """The range that words of another language than English come to, by its number words.

    What a language's own reader makes of the words tells their bounds; where the numbers of persons are told one by
    one, or the words are a range or a multiple that it does not know, they are put together as in English.
    """
    told = _by_its_reader(text, words, counted)
    numbers = [one for one in find_numbers(text.whole, words) if one.start >= text.start]
    if counted.numbers.unspaced:
        return told
    if _denies(text, numbers[0] if numbers else None, words):
        return Figures(0, 0, "exact")
    read = _read(text, numbers, words, counted.unit)
    if read == VAGUE:
        return told
    if told.qualifier == "at_least" and read.qualifier == "vague" and told.low == read.low:
        return told
    bounded = told.qualifier in {"at_least", "up_to", "about"} and read.qualifier == "exact"
    return _with_bound(read, told.qualifier) if bounded and read.low == read.high else read


def _with_bound(figures: Figures, bound: CountQualifier) -> Figures:
    low, high, _ = figures
    return Figures(None if bound == "up_to" else low, None if bound == "at_least" else high, bound)


def _by_its_reader(text: _Text, words: TollWords, counted: CountContext) -> Figures:
    own = text.own[: _whole_ends(text.own, words)]
    low, high, qualifier = read_number(own, counted.numbers, before=counted.before, after=counted.after) or VAGUE
    few = qualifier == "vague" and low is not None and low < _LEAST_OF_MANY
    return Figures(None if few else low, high, qualifier)


def _whole_ends(text: str, words: TollWords) -> int:
    part = words.parts.search(text, 1)
    return part.start() if part else len(text)


def _read(text: _Text, numbers: list[Number], words: TollWords, unit: str) -> Figures:
    first = numbers[0] if numbers else None
    if _denies(text, first, words):
        return Figures(0, 0, "exact")
    told = _vaguely(text, first, words) or _range(text, numbers, words)
    if told:
        return told
    own = [number._replace(start=number.start - text.start, end=number.end - text.start) for number in numbers]
    heads = heads_in(text.own, own, words, unit)
    if heads and len(numbers) > 1 and heads.total > numbers[0].value:  # a sum, of which any may be a least figure
        bounds = {_bound_before(text.whole[: number.start], words) for number in numbers[1:]}
        heads = heads._replace(whole=heads.whole and "at_least" not in bounds)
    return _bounded(text, heads, first, words) if heads else VAGUE


def _vaguely(text: _Text, first: Number | None, words: TollWords) -> Figures | None:
    """The meaning of "dozens", "several hundred", "a third of" and "a third"; None for other words."""
    least = _least(text, first, words)
    if least:
        return Figures(least, None, "vague")
    if words.ordinal.match(text.own):
        return Figures(1, 1, "exact")
    if words.fraction.search(text.own):
        return VAGUE
    if first and first.value in words.scales.values() and _ends_with(words.several, text.whole[: first.start]):
        return Figures(2 * first.value, None, "vague")
    return None


def _denies(text: _Text, first: Number | None, words: TollWords) -> bool:
    """True if words for no one stand before any number, unless they are part of a bound ("no more than")."""
    end = first.end if first else len(text.whole)
    bounds = [match for _, before, _ in words.bounds if first and (match := before.search(text.whole[: first.start]))]
    found = next((m for m in words.none.finditer(text.whole, 0, end) if m.end() >= text.start), None)
    if found is None or any(match.start() <= found.start() for match in bounds):
        return found is None and first is not None and first.value == 0
    return found.start() >= text.start or not text.whole[found.end() : text.start].strip()


def _least(text: _Text, first: Number | None, words: TollWords) -> int | None:
    """The least that a vague plural means, where it is told before any figure."""
    for pattern, least in words.least:
        found = pattern.search(text.whole, text.start)
        if found and (first is None or found.start() <= first.start):
            return least
    return None


def _range(text: _Text, numbers: list[Number], words: TollWords) -> Figures | None:
    """ "5 to 7" is a range and "between 5 and 7" too; "5 and 7" alone are two numbers."""
    if len(numbers) < 2:  # noqa: PLR2004 (a range has two ends)
        return None
    first, second = numbers[:2]
    joint, lead = text.whole[first.end : second.start].strip(), text.whole[: first.start]
    bare = joint.strip(" -־")
    either = joint in {"-", "–", "—"} or (words.ranges.fullmatch(bare) and not _joins(bare, words))
    if not either and not (_joins(joint, words) and _ends_with(words.between, lead)):
        return None
    written = text.whole[second.start : second.end].replace("-", " ").split()
    scale = next((words.scales[one] for one in written[1:] if one in words.scales), 1)
    scaled = first.value * scale  # "two to three dozen" is two dozen to three
    low = scaled if first.value < scale and scaled <= second.value else first.value
    return Figures(min(low, second.value), max(low, second.value), "exact")


def _joins(joint: str, words: TollWords) -> bool:
    return bool(words.joins.fullmatch(joint))


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return any(match.end() == len(text.rstrip()) for match in pattern.finditer(text.rstrip()))


def _bounded(text: _Text, heads: Heads, first: Number | None, words: TollWords) -> Figures:
    """The range of a sum of persons, by the words before its first number and behind its last."""
    low, high = heads.total, heads.total
    if not heads.whole:
        return Figures(low, None, "at_least")
    if first is None:
        return Figures(low, high, "exact")
    lead, tail = text.whole[: first.start], text.whole[first.end :]
    behind = (name for name, _, pattern in words.bounds if pattern.search(tail))
    qualifier = _bound_before(lead, words) or next(behind, None)
    if qualifier is None and not words.known and _WORDS.search(text.own[: first.start - text.start] + tail):
        return Figures(low, None, "vague")
    found = cast("CountQualifier", qualifier or "exact")
    return Figures(None if found == "up_to" else low, None if found == "at_least" else high, found)


def _bound_before(lead: str, words: TollWords) -> str | None:
    """The bound at the end of some words; the longest, as "no fewer than" is no "fewer than"."""
    found = ((match.start(), name) for name, before, _ in words.bounds if (match := before.search(lead)))
    return min(found, default=(0, None))[1]
