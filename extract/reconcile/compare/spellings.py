"""Spellings of one town: a rare name that a slip of the pen makes of a common one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import OSA

from extract.reconcile.compare.places import ONE_LETTER, slips

SpelledActor = tuple[int, str]
"""How often a name is told, below zero, and the name: in order, the likeliest first."""


def commoner(told: Mapping[str, int]) -> dict[str, str]:
    """For each name that another, told more often, may be the right spelling of: that other.

    Names that differ by one letter left out, added, changed or swapped with the next share what is left without one
    of their letters.  Of several the one told most is taken, of these the first of the alphabet.

    Args:
        told: How often each name is told, as `extract.reconcile.compare.places.spelling` has it.
    """
    best: dict[str, SpelledActor] = {}
    for name in told:
        mine = (-told[name], name)
        for part in parts_of(name):
            if part not in best or mine < best[part]:
                best[part] = mine
    others = {name: right_one(name, told[name], map(best.__getitem__, parts_of(name))) for name in told}
    return {name: other for name, other in others.items() if other is not None}


def right_one(name: str, told: int, others: Iterable[SpelledActor]) -> str | None:
    """Of the likeliest names of a name's parts the one that it may be a misspelling of; None if it is of none."""
    less, other = min(others, default=(0, name))
    known = -less > told and OSA.distance(name, other) <= slips(min(len(name), len(other)))
    return other if known else None


def parts_of(name: str) -> Iterator[str]:
    """The name, and what is left of it without each of its letters; nothing of one that is too short for a slip."""
    if len(name) < ONE_LETTER:
        return
    yield name
    for i in range(len(name)):
        yield name[:i] + name[i + 1 :]
