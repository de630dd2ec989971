"""Compares whole articles in columns, for tellings that their articles are about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from extract.large.columns.batch import Batch
from extract.large.columns.pairs import EachLikeness
from extract.large.columns.ranges import run_starts
from extract.large.columns.rules import SILENT
from extract.large.columns.steps import Said
from extract.large.columns.table import UNITS, Facet, Ints
from extract.reconcile.match.rules.story import NAMES


class Stories:
    """Scores of the rules on whole articles for any two rows."""

    def __init__(self, batch: Batch) -> None:
        """Words, names and ages of the articles of main tellings."""
        self._words, self._weights = batch.members(lambda row: row.story)
        self._names, self._rarity = batch.members(lambda row: row.names)
        self._outlets = batch.outlets()
        self._ages: Facet[frozenset[int]] = batch.ages()
        self._of_ages = EachLikeness(len(self._ages.values), partial(_of_ages, self._ages.values))

    def of(self, a: Ints, b: Ints, _: Said) -> Said:
        """Scores for pairs of rows."""
        outlets = np.array([outlet is not None for outlet in self._outlets.values], dtype=bool)
        ours, theirs = self._outlets.codes[a], self._outlets.codes[b]
        return {
            "story": self._story(a, b),
            "names": self._named(a, b),
            "ages": self._of_ages.of(self._ages.codes[a], self._ages.codes[b]),
            "outlet": np.where((ours == theirs) & outlets[ours], -UNITS, SILENT),
        }

    def _story(self, a: Ints, b: Ints) -> Ints:
        found = self._words.of(a, b)
        weights = self._weights[found.fewer] * self._weights[found.more]
        return _units(np.bincount(found.pair, weights, minlength=len(a)))

    def _named(self, a: Ints, b: Ints) -> Ints:
        """By the rarest names in common."""
        found = self._names.of(a, b)
        rarity = self._rarity[found.fewer]
        order = np.lexsort((-rarity, found.pair))
        pair = found.pair[order]
        starts = run_starts(pair)
        rank = np.arange(len(pair)) - np.repeat(starts, np.diff(np.append(starts, len(pair))))
        kept = order[rank < NAMES]
        return _units(np.bincount(found.pair[kept], rarity[kept], minlength=len(a)) / NAMES)


def _of_ages(values: Sequence[frozenset[int]], a: int, b: int) -> int:
    if not values[a] or not values[b]:
        return SILENT
    return UNITS if values[a] & values[b] else -UNITS


def _units(score: Ints) -> Ints:
    return np.rint(score * UNITS).astype(np.int32)
