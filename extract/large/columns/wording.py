"""How much of their rare words two rows have in common, in columns."""

from __future__ import annotations

import numpy as np

from extract.large.columns.in_common import InCommon
from extract.large.columns.rules import SILENT
from extract.large.columns.table import UNITS, Flags, Floats, Ints
from extract.reconcile.match.rules.wording import ENOUGH_SHARED, ENOUGH_TOLD, RETOLD, TOLD_AGAIN


class Wording:
    """Scores of the rules on words for any two rows, in ten-thousandths; `SILENT` where they say nothing."""

    def __init__(self, words: InCommon, rarity: Floats) -> None:
        """The words of all rows, and the rarity of each word by its number."""
        self._words = words
        self._rarity = rarity
        self._total = words.totals(rarity[words.members])

    def retelling(self, a: Ints, b: Ints) -> Ints:
        """Scores of the rule on retelling."""
        score = np.full(len(a), SILENT, dtype=np.int32)
        worded = np.flatnonzero(self._both(a, b))
        share = self._share(a[worded], b[worded])
        said = _units((share - TOLD_AGAIN) / (RETOLD - TOLD_AGAIN))
        score[worded] = np.where(share > TOLD_AGAIN, said, SILENT)
        return score

    def wording(self, a: Ints, b: Ints, same_words: tuple[float, float]) -> Ints:
        """Scores of the rule on wording, given the shares that are even and full."""
        score = np.full(len(a), SILENT, dtype=np.int32)
        worded = np.flatnonzero(self._both(a, b))
        ours, theirs = a[worded], b[worded]
        share, (even, full) = self._share(ours, theirs), same_words
        shared = self.shared(ours, theirs) / ENOUGH_SHARED
        told = np.minimum(self._words.many[ours], self._words.many[theirs]) / ENOUGH_TOLD
        alike, unlike = np.minimum(1.0, (share - even) / (full - even)), share / even - 1
        score[worded] = _units(np.where(share > even, alike * np.minimum(1.0, shared), unlike * np.minimum(1.0, told)))
        return score

    def shared(self, a: Ints, b: Ints) -> Ints:
        """How many words each pair of rows has in common."""
        return np.bincount(self._words.of(a, b).pair, minlength=len(a))

    def quoted(self, a: Ints, b: Ints) -> Ints:
        """Scores of the rule on quoted words, for these words."""
        score = np.full(len(a), SILENT, dtype=np.int32)
        common = self._common(a, b)
        shared = np.flatnonzero(common)
        score[shared] = _units(common[shared] / np.minimum(self._total[a[shared]], self._total[b[shared]]))
        return score

    def _both(self, a: Ints, b: Ints) -> Flags:
        return (self._words.many[a] > 0) & (self._words.many[b] > 0)

    def _common(self, a: Ints, b: Ints) -> Floats:
        """The summed rarity of the words that each pair of rows has in common."""
        found = self._words.of(a, b)
        rarity = self._rarity[self._words.members[found.fewer]]
        return np.bincount(found.pair, rarity, minlength=len(a)).astype(np.float64)

    def _share(self, a: Ints, b: Ints) -> Floats:
        """Mean of the Dice coefficient and the share of the shorter text, words weighed by rarity."""
        common, ours, theirs = self._common(a, b), self._total[a], self._total[b]
        return common / (ours + theirs) + common / np.minimum(ours, theirs) / 2


def _units(score: Floats) -> Ints:
    return np.rint(np.minimum(1.0, score) * UNITS).astype(np.int32)
