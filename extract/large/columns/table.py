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
