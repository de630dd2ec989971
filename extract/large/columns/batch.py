"""Tellings of one kind as columns, for as long as they are compared."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from extract.large.columns.features import Features, Members
from extract.large.columns.fields import FIELDS
from extract.large.columns.in_common import InCommon
from extract.large.columns.table import Facet, Flags, Floats, Ints, Rows
from extract.large.columns.wording import Wording

VALUES_KEPT = 16_384
"""Values of fields that are kept from one batch to the next: names keep coming back."""

V = TypeVar("V")


class Batch:
    """Tellings of one kind, a row each."""

    def __init__(self, kind: str, rows: Sequence[Features]) -> None:
        """Nothing is made of them yet."""
        self.kind = kind
        self._rows = rows
        self._places = {name: place for place, name in enumerate(FIELDS[kind])}

    @property
    def published(self) -> Ints:
        """Days of publication."""
        return np.array([row.published for row in self._rows], dtype=np.int64)

    @property
    def main(self) -> Flags:
        """Which rows are what their articles are about."""
        return np.array([row.main for row in self._rows], dtype=bool)

    def field(self, name: str) -> Facet[Any]:
        """A field by its distinct values."""
        place = self._places[name]
        return coded((row.fields[place] for row in self._rows), lambda key: _value(self.kind, name, key))

    def outlets(self) -> Facet[str | None]:
        """Who published."""
        return coded((row.outlet for row in self._rows), lambda outlet: outlet)

    def in_two_languages(self, of: Callable[[Features], str | None]) -> Callable[[Ints, Ints], Flags]:
        """Of pairs of rows, which are known to be in two languages."""
        languages = coded(map(of, self._rows), lambda language: language)
        known = np.array([language is not None for language in languages.values], dtype=bool)[languages.codes]
        codes = languages.codes
        return lambda a, b: (codes[a] != codes[b]) & known[a] & known[b]

    def ages(self) -> Facet[frozenset[int]]:
        """Ages that the articles of main tellings tell."""
        return coded((row.ages for row in self._rows), frozenset)

    def wording(self, of: Callable[[Features], Members]) -> Wording:
        """Words of one sort that rows have, each with its rarity."""
        members, weights = self.members(of)
        rarity = np.zeros(members.size)
        rarity[members.members] = weights
        return Wording(members, rarity)

    def members(self, of: Callable[[Features], Members]) -> tuple[InCommon, Floats]:
        """Words of one sort that rows have, and the weight of each where it stands."""
        told = [of(row) for row in self._rows]
        numbers = np.frombuffer(b"".join(one.numbers for one in told), dtype=np.uint64)
        distinct, members = np.unique(numbers, return_inverse=True)
        starts = np.cumsum([0, *(len(one.numbers) // numbers.itemsize for one in told)])
        weights = np.frombuffer(b"".join(one.weights for one in told), dtype=np.float64)
        return InCommon(starts, members, len(distinct)), weights

    def strikes(self) -> Rows:
        """Strikes, a row each."""
        return Rows(
            published=self.published,
            series=np.array([row.series for row in self._rows], dtype=bool),
            thin=np.array([row.thin for row in self._rows], dtype=bool),
            **{name: self.field(name) for name in FIELDS["strike"]},
        )


def coded(keys: Iterable[Hashable], value: Callable[[Any], V]) -> Facet[V]:
    """A column by its distinct keys, and the value that each stands for."""
    numbers: dict[Hashable, int] = {}
    codes = [numbers.setdefault(key, len(numbers)) for key in keys]
    return Facet(np.array(codes, dtype=np.int32), [value(key) for key in numbers])


@lru_cache(maxsize=VALUES_KEPT)
def _value(kind: str, name: str, key: bytes) -> Any:  # noqa: ANN401 (whatever the field holds)
    return FIELDS[kind][name].value(pickle.loads(key))
