"""Adds up persons who are told one by one: "a mother and her two children", "three women and two men"."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.knowledge.language.toll_words import TollWords
from extract.normalise.number_text import Number

_CLOSES = re.compile(r"[,;:(–—]|\s-\s")
_OPENS = re.compile(r"[:(]|\s[-–—]\s")
"""Behind them those are told one by one who were counted before."""

_COMMA = re.compile(r"\s*[,;]\s*")
_TOLD = re.compile(r"[^\W_]")
_PAIR = 2
_NOUN = re.compile(r"[^\W\d_]{2,}")
_OF = re.compile(r"\b(?:of|in|from|at)\b")
_PLURAL = re.compile(
    r"(?:[^s]s|children|people|men|women|police|troops|parents|family|families|relatives|folk|youth|personnel|crew|staff)$"
)


class Heads(NamedTuple):
    """How many persons words come to, and whether that is all of them."""

    total: int
    whole: bool


class _Item(NamedTuple):
    """One of several that are told one by one: its words without the number, and its number."""

    noun: str
    number: int | None


def heads_in(text: str, numbers: list[Number], words: TollWords, unit: str) -> Heads | None:
    """How many persons folded words tell; None if they tell no number.

    What stands behind "including", "among them" and the like are some of those told before.  Of
    "12 killed and 30 wounded" only those of the unit count.
    """
    end = _whole_ends(text, numbers, words)
    numbers = [number for number in numbers if number.start < end]
    text = text[:end]
    inside = [(one.start, one.end) for one in numbers]
    stretches = [part for part in _stretches(text, words, inside) if _befell(text, part, words) in {None, unit}]
    bare = _without_openings(text, words)
    items = [_item(bare[a:b], [one for one in numbers if a <= one.start < b], a, words) for a, b in stretches]
    items = [_paired(item, before, words) for item, before in zip(items, [None, *items], strict=False)]
    if len(items) > 1 and all(item.noun for item in items) and items[0].number is not None:
        return _sum([item.number for item in items if not words.not_persons.search(_head(item))])
    if numbers:
        return Heads(next((item.number for item in items if item.number is not None), numbers[0].value), whole=True)
    return Heads(1, whole=True) if words.one.match(text) and not words.several.match(text) else None


def _head(item: _Item) -> str:
    """Who or what is counted, without what they are of: "driver" of "driver of their car", "head" of "village head"."""
    noun = _OF.split(item.noun, maxsplit=1)[0]
    return noun if item.number != 1 else noun.split()[-1] if noun.split() else noun


def _paired(item: _Item, before: _Item | None, words: TollWords) -> _Item:
    """ "Woman" of "a man and woman" is one."""
    single = item.number is None and len(item.noun.split()) == 1 and not _PLURAL.search(item.noun)
    goes_with = before is not None and before.number == 1 and not words.several.search(item.noun)
    return item._replace(number=1) if single and goes_with else item


def _sum(told: list[int | None]) -> Heads:
    """All of them; but of "three people, a woman and two children" the first tells all."""
    known = [number for number in told if number is not None]
    apposed = len(known) > _PAIR and known[0] == sum(known[1:])
    return Heads(known[0] if apposed else sum(known), whole=len(known) == len(told))


def _without_openings(text: str, words: TollWords) -> str:
    """The text with what befell those who are counted blanked out, and "the deaths of", of the same length."""
    for pattern in (words.openings, *words.fates.values()):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _befell(text: str, part: tuple[int, int], words: TollWords) -> str | None:
    """The fate of some of those counted: the verb before them where one opens the words, else that behind them."""
    found = sorted((m.start(), unit) for unit, fate in words.fates.items() for m in fate.finditer(text))
    if not found:
        return None
    opens = not text[: found[0][0]].strip()
    before = [unit for start, unit in found if start < part[1]]
    behind = [unit for start, unit in found if start >= part[0]]
    if opens:
        return before[-1] if before else found[0][1]
    return behind[0] if behind else found[-1][1]


def _whole_ends(text: str, numbers: list[Number], words: TollWords) -> int:
    """Where words begin that tell a part of those counted before, or something else of them."""
    if not numbers:
        return len(text)
    start = numbers[0].end
    found = [m.start() for pattern in (words.parts, words.clauses, _OPENS) if (m := pattern.search(text, start))]
    if not found:
        return len(text)
    closed = [match.start() for match in _CLOSES.finditer(text, start, min(found))]
    return closed[-1] if closed else min(found)


def _stretches(text: str, words: TollWords, numbers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Start and end of what commas and "and" part, those inside a number left out."""
    found = [match.span() for pattern in (_COMMA, words.joins) for match in pattern.finditer(text)]
    cuts = sorted(cut for cut in found if not any(start < cut[0] and cut[1] < end for start, end in numbers))
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if _TOLD.search(text[start:end])]


def _item(text: str, numbers: list[Number], at: int, words: TollWords) -> _Item:
    if numbers:
        noun = text[: numbers[0].start - at] + " " + text[numbers[-1].end - at :]
        collective = text.strip() if words.one.match(text.strip()) else ""
        return _Item(" ".join(_NOUN.findall(noun)) or collective, numbers[0].value if len(numbers) == 1 else None)
    head = words.one.match(text.strip()) or words.owners.match(text.strip())
    noun = text.strip()[head.end() :].strip() if head else ""
    if head and not noun and not words.owners.match(text.strip()):
        return _Item(text.strip(), 1)
    alone = bool(noun) and not _PLURAL.search(noun.split()[0] if words.owners.match(text.strip()) else noun.split()[-1])
    return _Item(noun or " ".join(_NOUN.findall(text)), 1 if alone else None)
