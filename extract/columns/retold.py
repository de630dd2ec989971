"""How much of their rare words two rows have in common, in columns."""

from __future__ import annotations

import numpy as np

from extract.columns.ranges import ranges
from extract.columns.rules import SILENT
from extract.columns.table import UNITS, Floats, Ints, Words
from extract.reconcile.rules.wording import RETOLD, TOLD_AGAIN


class Retold:
    """What the rule on retelling says of any two rows."""

    def __init__(self, words: Words) -> None:
        """The stems of all rows, to be looked up by row and stem."""
        self._words = words
        self._many = np.diff(words.starts)
        self._width = len(words.rarity) + 1
        self._known = np.repeat(np.arange(len(self._many)), self._many) * self._width + words.stems
        self._total = np.zeros(len(self._many))
        worded = self._many > 0
        if worded.any():
            self._total[worded] = np.add.reduceat(words.rarity[words.stems], words.starts[:-1][worded])

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths; `SILENT` where too little is in common."""
        score = np.full(len(a), SILENT, dtype=np.int32)
        worded = np.flatnonzero((self._many[a] > 0) & (self._many[b] > 0)) if len(self._known) else np.zeros(0, int)
        if len(worded):
            share = self._share(a[worded], b[worded])
            said = np.rint(np.minimum(1.0, (share - TOLD_AGAIN) / (RETOLD - TOLD_AGAIN)) * UNITS).astype(np.int32)
            score[worded] = np.where(share > TOLD_AGAIN, said, SILENT)
        return score

    def _share(self, a: Ints, b: Ints) -> Floats:
        """Mean of the Dice coefficient and the share of the shorter text, words weighed by rarity."""
        fewer, more = np.where(self._many[a] <= self._many[b], (a, b), (b, a))
        stems = self._words.stems[ranges(self._words.starts[:-1][fewer], self._many[fewer])]
        sought = np.repeat(more, self._many[fewer]) * self._width + stems
        at = np.minimum(np.searchsorted(self._known, sought), len(self._known) - 1)
        rarity = np.where(self._known[at] == sought, self._words.rarity[stems], 0.0)
        common = np.add.reduceat(rarity, np.cumsum(self._many[fewer]) - self._many[fewer])
        ours, theirs = self._total[a], self._total[b]
        return common / (ours + theirs) + common / np.minimum(ours, theirs) / 2
