"""Spellings of one town: a rare name that a slip of the pen makes of a common one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from extract.reconcile.places import ONE_LETTER, slips


def commoner(told: Mapping[str, int]) -> dict[str, str]:
    """For each name that another, told more often, may be the right spelling of: that other.

    Names that differ by one letter left out, added, changed or swapped with the next share what is left without one
    of their letters.  Of several the one told most is taken, of these the first of the alphabet.

    Args:
        told: How often each name is told, as `extract.reconcile.places.spelling` has it.
    """
    best: dict[str, tuple[int, str]] = {}
    for name in told:
        if len(name) >= ONE_LETTER:
            mine = (-told[name], name)
            for part in _without_a_letter(name):
                if part not in best or mine < best[part]:
                    best[part] = mine
    found = {name: min(best[part] for part in _without_a_letter(name)) for name in told if len(name) >= ONE_LETTER}
    return {
        name: other
        for name, (less, other) in found.items()
        if -less > told[name] and OSA.distance(name, other) <= slips(min(len(name), len(other)))
    }


def _without_a_letter(name: str) -> Iterator[str]:
    """The name, and what is left of it without each of its letters."""
    yield name
    for i in range(len(name)):
        yield name[:i] + name[i + 1 :]
