"""Likeness of tolls in columns: a figure of each unit as a number, several of one unit as the small engine does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from extract.large.columns.pairs import EachLikeness
from extract.large.columns.rules import SILENT, rounded
from extract.large.columns.table import UNITS, Facet, Ints
from extract.reconcile.match.rules.casualties import MANY, likeness

Figures = frozenset[tuple[str, int]]

_UNITS_OF_TOLLS = ("killed", "injured", "killed_or_injured")


class Tolls:
    """Scores of the rule on casualties for any two rows."""

    def __init__(self, figures: Facet[Figures]) -> None:
        """The figures of all tolls in columns."""
        self._figures = figures
        self._low = np.zeros((len(_UNITS_OF_TOLLS), len(figures.values)), dtype=np.int64)
        for i, value in enumerate(figures.values):
            for unit, low in value:
                self._low[_UNITS_OF_TOLLS.index(unit), i] = low
        self._one_by_one = EachLikeness(len(figures.values), partial(_ask, figures.values))
        self._several = np.array([len({unit for unit, _ in value}) < len(value) for value in figures.values], bool)

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths; `SILENT` where no figure is common."""
        ours, theirs = self._figures.codes[a], self._figures.codes[b]
        total = np.zeros(len(a), dtype=np.int32)
        for unit, low in zip(_UNITS_OF_TOLLS, self._low, strict=True):
            same = (low[ours] == low[theirs]) & (low[ours] > 0)
            small, large = (rounded(likeness(*[frozenset({(unit, few)})] * 2)) for few in (1, MANY))
            total += np.where(same, np.where(low[ours] >= MANY, large, small), 0)
        score = np.where(total > 0, np.minimum(total, UNITS), SILENT)
        rest = np.flatnonzero(self._several[ours] | self._several[theirs])
        score[rest] = self._one_by_one.of(ours[rest], theirs[rest])
        return score


def _ask(values: Sequence[Figures], a: int, b: int) -> int:
    return rounded(likeness(values[a], values[b]))
