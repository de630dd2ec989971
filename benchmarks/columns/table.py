"""Strikes in columns: tellings, their words and the single records that they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.large.columns.table import Flags, Floats, Ints, Rows


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of each row's evidence: row ``i`` has ``stems[starts[i]:starts[i + 1]]``, ascending.

    Stems are numbered by rarity, the rarest first, ties in order of the alphabet; ``rarity`` is by that number.
    """

    starts: Ints
    stems: Ints
    rarity: Floats


@dataclass(frozen=True, slots=True)
class Within:
    """The small engine's scores for two tellings of one article.

    ``pairs`` are ``left * tellings + right``, ascending; ``score`` in ten-thousandths; ``apart`` where the two can
    never be one.
    """

    pairs: Ints
    score: Ints
    apart: Flags


@dataclass(frozen=True, slots=True)
class Strikes:
    """Tellings of strikes in order of their keys (the smallest record id of each).

    ``article`` numbers articles in order of their ids; ``start`` is where the article first tells it.
    ``records`` are all record ids; telling ``i`` has ``records[starts[i]:starts[i + 1]]``, the first told first.
    ``singles`` has a row for each of them; it is ``told`` itself where every telling is of one record.
    """

    keys: Ints
    told: Rows
    article: Ints
    start: Ints
    words: Words
    records: NDArray[Any]
    starts: Ints
    singles: Rows
    within: Within

    def __len__(self) -> int:
        """The number of tellings."""
        return len(self.told)

    def told_together(self, a: Ints, b: Ints) -> tuple[Ints, Ints]:
        """Which pairs of rows are of one article, and where ``within`` has each of these."""
        together = np.flatnonzero(self.article[a] == self.article[b])
        pairs = np.minimum(a, b)[together] * len(self) + np.maximum(a, b)[together]
        return together, np.searchsorted(self.within.pairs, pairs)

    def by_publication(self) -> Ints:
        """Rows in order of publication, then article, then place in it."""
        return np.lexsort((np.arange(len(self)), self.start, self.article, self.told.published))
