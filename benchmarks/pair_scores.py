"""Scores of a clustering by pairs, with a bootstrap interval over the right clusters."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

RESAMPLES, SEED, TAIL = 1_000, 1, 0.025


class PairScore(NamedTuple):
    """Precision, recall and F1 of the pairs put together, in percent; 0.0 where there are none."""

    precision: float
    recall: float
    f1: float


class Counts(NamedTuple):
    """The counts that one right cluster adds: pairs found, given (a wrong pair is half of each side's), to find."""

    found: float
    given: float
    wanted: float


def pair_score(key: Mapping[str, str], response: Mapping[str, str]) -> PairScore:
    """How well ``response`` puts the pairs of ``key`` together; both map items to the label of their cluster."""
    return _score(list(_counts(key, response).values()))


def interval(key: Mapping[str, str], response: Mapping[str, str]) -> tuple[float, float]:
    """The 95 percent interval of the F1, right clusters drawn again with replacement."""
    counts = [one for _, one in sorted(_counts(key, response).items())]
    chance = random.Random(SEED)
    drawn = sorted(_score(chance.choices(counts, k=len(counts))).f1 for _ in range(RESAMPLES))
    return drawn[int(RESAMPLES * TAIL)], drawn[int(RESAMPLES * (1 - TAIL)) - 1]


def _counts(key: Mapping[str, str], response: Mapping[str, str]) -> dict[str, Counts]:
    sizes = Counter(key.values())
    members: dict[str, Counter[str]] = defaultdict(Counter)
    for item, label in response.items():
        members[label][key[item]] += 1
    found: Counter[str] = Counter()
    wrong: dict[str, float] = defaultdict(float)
    for inside in members.values():
        size = sum(inside.values())
        for label, number in inside.items():
            found[label] += number * (number - 1) // 2
            wrong[label] += number * (size - number) / 2
    return {
        label: Counts(found[label], found[label] + wrong[label], size * (size - 1) / 2) for label, size in sizes.items()
    }


def _score(counts: list[Counts]) -> PairScore:
    found, given, wanted = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = (100 * found / whole if whole else 0.0 for whole in (given, wanted))
    return PairScore(precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0)
