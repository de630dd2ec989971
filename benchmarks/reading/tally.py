"""Counts per text, scores of all texts, and how sure a difference of two scores is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 10_000
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are right, of those told and of those in the gold.

    A share is a tally too: what was asked stands for both told and gold, and its F1 is right by asked.
    """

    right: int
    told: int
    gold: int

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.told + other.told, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Right of told; 0 where nothing is told."""
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """Right of gold; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.told + self.gold) if self.told + self.gold else 0.0


NOTHING = Tally(0, 0, 0)


def total(tallies: Sequence[Tally]) -> Tally:
    """All texts counted together (micro-average)."""
    return sum(tallies, NOTHING)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more one reader's F1 is than another's, with the ends of its interval; ``ratio`` is None by zero."""

    value: float
    low: float
    high: float
    ratio: float | None


def difference(ours: Sequence[Tally], theirs: Sequence[Tally]) -> Difference:
    """The difference of F1 with its 95 % interval, from tallies of the same texts in the same order.

    Source: paired bootstrap over documents, percentile interval (Efron and Tibshirani, "An Introduction to the
    Bootstrap", 1993; for text: Berg-Kirkpatrick, Burkett and Klein, "An Empirical Investigation of Statistical
    Significance in NLP", 2012).
    """
    pairs = list(zip(ours, theirs, strict=True))
    # The same resamples each time: a rerun prints the same interval.
    chance = random.Random(0)
    drawn = sorted(_difference(chance.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    tail = round(RESAMPLES * (1 - SURE) / 2)
    other = total(theirs).f1
    return Difference(_difference(pairs), drawn[tail], drawn[-tail - 1], total(ours).f1 / other if other else None)


def _difference(pairs: Sequence[tuple[Tally, Tally]]) -> float:
    return _f1([ours for ours, _ in pairs]) - _f1([theirs for _, theirs in pairs])


def _f1(tallies: Sequence[Tally]) -> float:
    # What total() gives, without an object for each addition: this runs for every resample.
    counted = sum(tally.told + tally.gold for tally in tallies)
    return 2 * sum(tally.right for tally in tallies) / counted if counted else 0.0
