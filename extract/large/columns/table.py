"""Strikes in columns: one row a telling, each field as a code into its distinct values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from schemas import Actor, DateValue, PlaceValue

Ints = NDArray[Any]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
V = TypeVar("V")

UNPUBLISHED = np.iinfo(np.int32).max
"""Day of an article that nobody dated: after all others, as in the order of publication."""

UNITS = 10_000
"""Scores and log-odds are whole ten-thousandths, the places that the small engine rounds to."""


@dataclass(frozen=True, slots=True)
class Facet(Generic[V]):
    """One field of all rows: row ``i`` has ``values[codes[i]]``."""

    codes: Ints
    values: Sequence[V]


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of each row's evidence: row ``i`` has ``stems[starts[i]:starts[i + 1]]``, ascending.

    Stems are numbered by rarity, the rarest first, ties in order of the alphabet; ``rarity`` is by that number.
    """

    starts: Ints
    stems: Ints
    rarity: Floats


class Standing(NamedTuple):
    """Whether any record of a row is told as history, and how its first record stands to what happened."""

    historical: bool
    standing: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Strikes, one a row; ``published`` is a day as an ordinal."""

    published: Ints
    dates: Facet[tuple[DateValue, ...]]
    places: Facet[tuple[PlaceValue, ...]]
    attackers: Facet[tuple[Actor, ...]]
    targets: Facet[tuple[Actor, ...]]
    methods: Facet[frozenset[str]]
    figures: Facet[frozenset[tuple[str, int]]]
    standing: Facet[Standing]
    series: Flags
    thin: Flags

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.published)


@dataclass(frozen=True, slots=True)
class Within:
    """What the small engine says of two tellings of one article.

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
