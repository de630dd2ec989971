"""Adds up persons who are told one by one: "a mother and her two children", "three women and two men"."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.knowledge.language.toll_words import TollWords
from extract.normalise.number_text import Number

_CLOSES = re.compile(r"[,;:(–—]|\s-\s")
_OPENS = re.compile(r"[:(]")
"""Behind them those are told one by one who were counted before."""

_COMMA = re.compile(r"\s*[,;]\s*")
_NOUN = re.compile(r"[^\W\d_]{2,}")
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
    items = [
        _item(text[a:b], [n for n in numbers if a <= n.start < b], a, words) for a, b in _stretches(text[:end], words)
    ]
    items = _of_unit(items, words, unit)
    if len(items) > 1 and all(item.noun for item in items) and items[0].number is not None:
        told = [item.number for item in items if not words.not_persons.search(item.noun)]
        known = [number for number in told if number is not None]
        return Heads(sum(known), whole=len(known) == len(told))
    if numbers:
        return Heads(next((item.number for item in items if item.number is not None), numbers[0].value), whole=True)
    return Heads(1, whole=True) if words.one.match(text) and not words.several.match(text) else None


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


def _stretches(text: str, words: TollWords) -> list[tuple[int, int]]:
    """Start and end of what commas and "and" part."""
    cuts = sorted(match.span() for pattern in (_COMMA, words.joins) for match in pattern.finditer(text))
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _item(text: str, numbers: list[Number], at: int, words: TollWords) -> _Item:
    if numbers:
        noun = text[: numbers[0].start - at] + " " + text[numbers[-1].end - at :]
        collective = text.strip() if words.one.match(text.strip()) else ""
        return _Item(" ".join(_NOUN.findall(noun)) or collective, numbers[0].value if len(numbers) == 1 else None)
    head = words.one.match(text.strip()) or words.owners.match(text.strip())
    noun = text.strip()[head.end() :].strip() if head else ""
    alone = bool(noun) and not _PLURAL.search(noun.split()[0] if words.owners.match(text.strip()) else noun.split()[-1])
    return _Item(noun or " ".join(_NOUN.findall(text)), 1 if alone else None)


def _of_unit(items: list[_Item], words: TollWords, unit: str) -> list[_Item]:
    """Those of whom words tell nothing else than the unit, where some of them are of another."""
    ours, others = words.fates.get(unit), [fate for name, fate in words.fates.items() if name != unit]
    if ours is None or not any(fate.search(item.noun) for item in items for fate in others):
        return items
    return [item for item in items if ours.search(item.noun) or not any(fate.search(item.noun) for fate in others)]
