"""Which pairs the small engine has to look at: all whose score, worked out in columns, comes near what is unsure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from extract.large.columns.batch import Batch
from extract.large.columns.by_kind import Steps, steps_of
from extract.large.columns.features import Features
from extract.large.columns.rules import SILENT, UNKNOWN
from extract.large.columns.steps import Said
from extract.large.columns.stories import Stories
from extract.large.columns.table import UNITS, Flags, Floats, Ints
from extract.reconcile import ReconcileSettings, RuleTable
from extract.reconcile.match.rules import ONLY_AGAINST

NEAR = 0.02
"""Log-odds by which a score worked out here may differ from that of the small engine, which rounds more often."""

SECOND_ROUND = frozenset({"order"})
"""Rules that speak only of pairs that have been judged without them; these are judged once more."""

OUT_OF_DATE: frozenset[str] = frozenset()
"""Rules that the small engine has changed, and these columns have not yet: no pair is ruled out by them."""


class Screen:
    """Pairs of tellings of one kind, of two articles."""

    def __init__(
        self, kind: str, rows: Sequence[Features], settings: ReconcileSettings, main: RuleTable | None = None
    ) -> None:
        """Columns of some tellings; ``main`` is the table for two main ones, where the kind has one."""
        batch = Batch(kind, rows)
        self._across, self._main = settings.across[kind], main
        self._is_main = batch.main
        self._in_two_languages = batch.in_two_languages(lambda row: row.language)
        self._steps = steps_of(batch, settings)
        self._stories = Stories(batch) if main else None
        self._least = 2 * math.atanh(settings.thresholds.unsure) - NEAR

    def possible(self, a: Ints, b: Ints) -> Flags:
        """True for each pair of rows that may match or be unsure; of some others too."""
        found = np.zeros(len(a), dtype=bool)
        main = self._is_main[a] & self._is_main[b] & ~self._in_two_languages(a, b) if self._main is not None else found
        self._sift(found, (a, b), np.flatnonzero(~main), self._across, self._steps)
        if self._main is not None and self._stories is not None:
            self._sift(found, (a, b), np.flatnonzero(main), self._main, (self._stories.of, *self._steps))
        return found

    def _sift(self, found: Flags, pairs: tuple[Ints, Ints], left: Ints, table: RuleTable, steps: Steps) -> None:
        """Mark those of the pairs left that no rule rules out, one rule after the other.

        A rule that has not been asked yet, or that nothing here knows of, may speak for a pair as much as it can.
        """
        most = {name: most_of(name, weight) for name, weight in table.weights.items()}
        odds = np.full(len(left), table.bias + math.fsum(most.values()))
        said: Said = {}
        for step in steps:
            found_now = step(pairs[0][left], pairs[1][left], said)
            for name in (found_now.keys() & most.keys()) - OUT_OF_DATE:
                odds += _spoken(found_now[name], table.weights[name], most[name]) - most[name]
            keep = np.flatnonzero(odds >= self._least)
            left, odds = left[keep], odds[keep]
            said = {name: score[keep] for name, score in {**said, **found_now}.items()}
        found[left] = True


def most_of(name: str, weight: float) -> float:
    """The log-odds that a rule can add to those of a pair, at most."""
    if name in SECOND_ROUND or (name in ONLY_AGAINST and weight >= 0):
        return 0.0
    return abs(weight)


def _spoken(score: Ints, weight: float, most: float) -> Floats:
    return np.select([score == SILENT, score == UNKNOWN], [0.0, most], weight * (score / UNITS))
