"""Look-up keys in columns: what each telling is looked up by, as in `extract.reconcile.cluster.block`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from benchmarks.columns.table import Strikes, Words
from extract.large.columns.ranges import ranges
from extract.large.columns.table import Facet, Ints
from extract.reconcile.cluster.block import RAREST, days_of, places_of
from extract.reconcile.compare.kinship import name_of
from extract.reconcile.compare.places import towns_of
from extract.reconcile.compare.spellings import commoner
from schemas import PlaceValue

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Looked:
    """Keys of one field: telling ``owner[i]`` has the key ``code[i]``; owners ascend, no telling has a key twice."""

    owner: Ints
    code: Ints


def looked_up(strikes: Strikes, order: Ints) -> dict[str, Looked]:
    """The keys of tellings by field, tellings numbered by their place in ``order``."""
    told = strikes.told
    spellings = _spellings(strikes.singles.places)
    return {
        "attacker": _keys(told.attackers, order, lambda side: filter(None, map(name_of, side))),
        "day": _keys(told.dates, order, lambda dates: (day for date in dates for day in days_of(date))),
        "place": _keys(told.places, order, lambda places: _place_keys(places, spellings)),
        "target": _keys(told.targets, order, lambda side: filter(None, map(name_of, side))),
        "word": _rarest(strikes.words, order),
    }


def _keys(facet: Facet[V], order: Ints, of: Callable[[V], Iterable[Hashable]]) -> Looked:
    number: dict[Hashable, int] = {}
    lists = [sorted({number.setdefault(key, len(number)) for key in of(value)}) for value in facet.values]
    many = np.fromiter(map(len, lists), np.int64, len(lists))
    flat = np.fromiter((code for codes in lists for code in codes), np.int64, int(many.sum()))
    first = np.cumsum(many) - many
    codes = facet.codes[order]
    return Looked(np.repeat(np.arange(len(order)), many[codes]), flat[ranges(first[codes], many[codes])])


def _spellings(places: Facet[tuple[PlaceValue, ...]]) -> dict[str, str]:
    """The commoner spelling of each town's name that may be a slip of the pen."""
    told: Counter[str] = Counter()
    for value, many in zip(places.values, np.bincount(places.codes, minlength=len(places.values)), strict=True):
        for name in towns_of(value):
            told[name] += int(many)
    return commoner(told)


def _place_keys(places: tuple[PlaceValue, ...], spellings: Mapping[str, str]) -> Iterable[str]:
    return (name for place in places for name in places_of(place, spellings))


def _rarest(words: Words, order: Ints) -> Looked:
    """The rarest stems of each telling: the first, as stems are numbered by rarity."""
    many = np.minimum(np.diff(words.starts)[order], RAREST)
    return Looked(np.repeat(np.arange(len(order)), many), words.stems[ranges(words.starts[:-1][order], many)])
