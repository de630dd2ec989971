"""Which pairs the small engine has to look at: all whose score, worked out in columns, comes near what is unsure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from extract.large.columns.batch import Batch
from extract.large.columns.by_kind import Steps, steps_of
from extract.large.columns.features import Features
from extract.large.columns.rules import SILENT
from extract.large.columns.steps import Said
from extract.large.columns.stories import Stories
from extract.large.columns.table import UNITS, Flags, Ints
from extract.reconcile import ReconcileSettings, RuleTable

NEAR = 0.02
"""Log-odds by which a score worked out here may differ from that of the small engine, which rounds more often."""

NEVER_FOR = frozenset({"crowding", "order"})
"""Rules that are not asked here: one speaks against a pair only, one only when pairs have been judged without it."""


class Screen:
    """Pairs of tellings of one kind, of two articles."""

    def __init__(
        self, kind: str, rows: Sequence[Features], settings: ReconcileSettings, main: RuleTable | None = None
    ) -> None:
        """Columns of some tellings; ``main`` is the table for two main ones, where the kind has one."""
        batch = Batch(kind, rows)
        self._across, self._main = settings.across[kind], main
        self._is_main = batch.main
        self._steps = steps_of(batch, settings)
        self._stories = Stories(batch) if main else None
        self._least = 2 * math.atanh(settings.thresholds.unsure) - NEAR

    def possible(self, a: Ints, b: Ints) -> Flags:
        """True for each pair of rows that may match or be unsure; of some others too."""
        found = np.zeros(len(a), dtype=bool)
        main = self._is_main[a] & self._is_main[b] if self._main is not None else found
        self._sift(found, (a, b), np.flatnonzero(~main), self._across, self._steps)
        if self._main is not None and self._stories is not None:
            self._sift(found, (a, b), np.flatnonzero(main), self._main, (self._stories.of, *self._steps))
        return found

    def _sift(self, found: Flags, pairs: tuple[Ints, Ints], left: Ints, table: RuleTable, steps: Steps) -> None:
        """Mark those of the pairs left that no rule rules out, one rule after the other."""
        weights = {name: weight for name, weight in table.weights.items() if name not in NEVER_FOR}
        odds = np.full(len(left), table.bias + math.fsum(map(abs, weights.values())))
        said: Said = {}
        for step in steps:
            found_now = step(pairs[0][left], pairs[1][left], said)
            for name in found_now.keys() & weights.keys():
                spoken = np.where(found_now[name] == SILENT, 0.0, weights[name] * (found_now[name] / UNITS))
                odds += spoken - abs(weights[name])
            keep = np.flatnonzero(odds >= self._least)
            left, odds = left[keep], odds[keep]
            said = {name: score[keep] for name, score in {**said, **found_now}.items()}
        found[left] = True
