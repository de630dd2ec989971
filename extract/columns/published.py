"""When the articles came out, in columns."""

from __future__ import annotations

import numpy as np

from extract.columns.rules import SILENT, Asked
from extract.columns.table import UNPUBLISHED, Flags, Ints


class Published:
    """What the rule on publication says of any two rows."""

    def __init__(self, published: Ints, asked: Asked) -> None:
        """The days of publication, as ordinals."""
        self._day = published
        dated = published[published != UNPUBLISHED]
        span = int(dated.max() - dated.min()) if len(dated) else 0
        self._by_gap = np.array([asked.of_publication(apart) for apart in range(span + 1)], dtype=np.int32)
        self._unknown = asked.of_no_publication()

    def both(self, a: Ints, b: Ints) -> Flags:
        """True for pairs of rows of which both days are known."""
        return (self._day[a] != UNPUBLISHED) & (self._day[b] != UNPUBLISHED)

    def of(self, a: Ints, b: Ints, dates: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths, given those of the rule on dates; `SILENT` where dates tell."""
        both = self.both(a, b)
        apart = np.where(both, np.abs(self._day[a] - self._day[b]), 0)
        return np.where(dates == SILENT, np.where(both, self._by_gap[apart], self._unknown), SILENT)
