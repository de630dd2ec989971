"""When the articles came out, in columns."""

from __future__ import annotations

import numpy as np

from extract.large.columns.rules import SILENT, UNKNOWN, Asked
from extract.large.columns.table import UNITS, UNPUBLISHED, Flags, Ints


class Published:
    """Scores of the rule on publication for any two rows."""

    def __init__(self, published: Ints, asked: Asked) -> None:
        """The days of publication, as ordinals."""
        self._day = published
        self._by_gap = _by_gap(asked)
        self._unknown = asked.of_no_publication()

    def both(self, a: Ints, b: Ints) -> Flags:
        """True for pairs of rows of which both days are known."""
        return (self._day[a] != UNPUBLISHED) & (self._day[b] != UNPUBLISHED)

    def of(self, a: Ints, b: Ints, dates: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths, given those of the rule on dates; `SILENT` where dates tell."""
        both = self.both(a, b)
        apart = np.where(both, np.minimum(np.abs(self._day[a] - self._day[b]), len(self._by_gap) - 1), 0)
        told = np.where(both, self._by_gap[apart], self._unknown)
        return np.where(dates == UNKNOWN, UNKNOWN, np.where(dates == SILENT, told, SILENT))


def _by_gap(asked: Asked) -> Ints:
    """Scores by days between two articles, up to those that are as far apart as can be."""
    scores = [asked.of_publication(0)]
    while -UNITS < scores[-1] != UNKNOWN:
        scores.append(asked.of_publication(len(scores)))
    return np.array(scores, dtype=np.int32)
