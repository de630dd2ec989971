"""How much else happens there, in columns: the attacks a day of every place, and what they take from two rows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeVar

import numpy as np

from extract.large.columns.pairs import EachLikeness
from extract.large.columns.ranges import ranges, run_starts
from extract.large.columns.table import UNITS, UNPUBLISHED, Facet, Floats, Ints, Rows
from extract.reconcile.compare.days import gap, is_day
from extract.reconcile.compare.kinship import name_of
from extract.reconcile.compare.places import SPELT_ALIKE, countries
from extract.reconcile.match.base_rate import CERTAIN, EVERYWHERE, FEWEST, MONTH, days_over, grains, narrow
from schemas import Actor, DateValue

V = TypeVar("V")


class Crowded:
    """Scores of the rule on crowding for any two rows."""

    def __init__(self, told: Rows, singles: Rows) -> None:
        """Attacks a day of all places."""
        self._told = told
        places, dates = told.places.values, told.dates.values
        rate = _rates(singles)
        self._everywhere = rate.get(EVERYWHERE, 0.0)
        self._narrow = np.array([_least(rate, map(narrow, value)) for value in places])
        sets = [frozenset(code for one in value for code in countries(one)) for value in places]
        self._codes, distinct = _numbered(sets)
        self._countries = distinct
        names = sorted({code for one in distinct for code in one})
        self._number = {name: i for i, name in enumerate(names)}
        self._rate = np.array([*(rate.get(name, 0.0) for name in names), self._everywhere])
        self._days = [[one for one in value if is_day(one)] for value in dates]
        self._one = np.array([len(days) == 1 and days[0].earliest == days[0].latest for days in self._days], dtype=bool)
        self._dated = np.array([bool(days) for days in self._days], dtype=bool)
        self._in_common = EachLikeness(len(distinct), self._shared)
        self._days_apart = EachLikeness(len(dates), self._apart)
        self._day = np.array([_first(days) for days in self._days], dtype=np.int64)

    def of(self, a: Ints, b: Ints, places: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths, given those of the rule on places."""
        expected = self._rates_of(a, b, places) * self._days_of(a, b)
        taken = np.log(np.maximum(expected, 1.0)) / math.log(CERTAIN)
        scores: Ints = -np.rint(np.minimum(1.0, taken) * UNITS).astype(np.int32)
        return scores

    def _rates_of(self, a: Ints, b: Ints, places: Ints) -> Floats:
        ours, theirs = self._told.places.codes[a], self._told.places.codes[b]
        rate = self._rate[self._in_common.of(self._codes[ours], self._codes[theirs])]
        near = np.minimum(self._narrow[ours], self._narrow[theirs])
        return np.where((places >= SPELT_ALIKE * UNITS) & np.isfinite(near), near, rate)

    def _shared(self, a: int, b: int) -> int:
        numbers = [self._number[name] for name in self._countries[a] & self._countries[b]]
        return min(numbers, key=lambda number: self._rate[number], default=len(self._number))

    def _days_of(self, a: Ints, b: Ints) -> Ints:
        ours, theirs = self._told.dates.codes[a], self._told.dates.codes[b]
        published, also = self._told.published[a], self._told.published[b]
        apart = np.maximum(FEWEST, np.abs(published - also))
        apart = np.where((published == UNPUBLISHED) | (also == UNPUBLISHED), MONTH, apart)
        dated = self._dated[ours] & self._dated[theirs]
        apart = np.where(dated, np.abs(self._day[ours] - self._day[theirs]), apart)
        rest = np.flatnonzero(dated & ~(self._one[ours] & self._one[theirs]))
        apart[rest] = self._days_apart.of(ours[rest], theirs[rest])
        return np.minimum(MONTH, 2 * apart + 1)

    def _apart(self, a: int, b: int) -> int:
        return min(gap(ours, theirs) or 0 for ours in self._days[a] for theirs in self._days[b])


def _rates(told: Rows) -> dict[str, float]:
    """Attacks a day by place, as `extract.reconcile.match.base_rate` counts them."""
    days = [[_first([one]) for one in value if is_day(one)] for value in told.dates.values]
    row, day = _spread(told.dates.codes, days)
    if not len(row):
        return {}
    sides = [_by_name(side) for side in (told.attackers, told.targets)]
    methods, kinds = _numbered(told.methods.values)
    sort = day - day.min()
    for codes, size in (*sides, (methods[told.methods.codes], len(kinds))):
        sort = np.unique(sort * size + codes[row], return_inverse=True)[1]
    names: dict[str, int] = {EVERYWHERE: 0}
    places = [
        sorted({names.setdefault(name, len(names)) for name in (EVERYWHERE, *(n for p in value for n in grains(p)))})
        for value in told.places.values
    ]
    telling, place = _spread(told.places.codes[row], places)
    counted = np.sort(place * (int(sort.max()) + 1) + sort[telling])
    counted = counted[run_starts(counted)] // (int(sort.max()) + 1)
    over = days_over(int(day.min()), int(day.max()))
    many = np.bincount(counted, minlength=len(names)).tolist()
    return {name: many[number] / over for name, number in names.items()}


def _spread(codes: Ints, lists: list[list[int]]) -> tuple[Ints, Ints]:
    """Each row as often as its value has numbers, and these numbers."""
    many = np.array([len(one) for one in lists], dtype=np.int64)
    flat = np.array([number for one in lists for number in one], dtype=np.int64)
    first = np.cumsum(many) - many
    return np.repeat(np.arange(len(codes)), many[codes]), flat[ranges(first[codes], many[codes])]


def _by_name(side: Facet[tuple[Actor, ...]]) -> tuple[Ints, int]:
    """Codes of a side by what its actors are looked up by, and how many there are."""
    codes, distinct = _numbered([tuple(name_of(actor) or "" for actor in value) for value in side.values])
    return codes[side.codes], len(distinct)


def _numbered(values: Iterable[V]) -> tuple[Ints, list[V]]:
    """A number for each value, the same for equal ones, and the distinct values."""
    numbers: dict[V, int] = {}
    codes = np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
    return codes, list(numbers)


def _least(rate: dict[str, float], names: Iterable[tuple[str, ...]]) -> float:
    return min((rate.get(name, 0.0) for some in names for name in some), default=math.inf)


def _first(dates: list[DateValue]) -> int:
    return next((date.earliest.toordinal() for date in dates if date.earliest), 0)
