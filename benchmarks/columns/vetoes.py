"""Cannot-links in columns: which pairs of tellings can never be of one event."""

from __future__ import annotations

import numpy as np

from benchmarks.columns.table import Strikes
from extract.large.columns.pairs import EachLikeness, EachPair
from extract.large.columns.ranges import products
from extract.large.columns.table import UNPUBLISHED, Facet, Flags, Ints, Rows
from extract.reconcile import ReconcileSettings
from extract.reconcile.compare.days import gap
from extract.reconcile.compare.places import sole_country
from extract.reconcile.match.cannot_link import AHEAD, meet
from schemas import DateValue

_NEVER = -(1 << 30)
_AGAIN = 1 << 30


class Vetoes:
    """Which two tellings can never be one, as a cannot-link between any two of their records."""

    def __init__(self, strikes: Strikes, settings: ReconcileSettings) -> None:
        """The columns that the cannot-links read."""
        self._strikes = strikes
        self._records = _Singles(strikes.singles, settings)
        self._many = np.diff(strikes.starts)
        self._all_single = bool((self._many == 1).all())

    def of(self, a: Ints, b: Ints) -> Flags:
        """True for each pair of rows that can never be one."""
        apart = self._records.of(a, b) if self._all_single else self._of_any_two(a, b)
        one_article, known = self._strikes.told_together(a, b)
        apart[one_article] = self._strikes.within.apart[known]
        return apart

    def _of_any_two(self, a: Ints, b: Ints) -> Flags:
        pair, our_place, their_place = products(self._many[a], self._many[b])
        ours = self._strikes.starts[a[pair]] + our_place
        theirs = self._strikes.starts[b[pair]] + their_place
        vetoed = self._records.of(ours, theirs)
        apart: Flags = np.bincount(pair, vetoed, minlength=len(a)) > 0
        return apart


class _Singles:
    """Cannot-links between records of two articles."""

    def __init__(self, rows: Rows, settings: ReconcileSettings) -> None:
        self._rows = rows
        self._days_apart = settings.days_apart
        dates = rows.dates.values
        self._earliest, self._latest = _ends(rows.dates)
        self._one_date = np.array([len(value) <= 1 for value in dates], dtype=bool)
        border = settings.vocabulary.border
        numbers: dict[frozenset[str | None], int] = {}
        named = [frozenset(sole_country(one, border) for one in value) - {None} for value in rows.places.values]
        self._abroad = np.array([numbers.setdefault(one, len(numbers)) for one in named], dtype=np.int32)
        self._countries = list(numbers)
        standing = [value.standing for value in rows.standing.values]
        kinds = sorted(set(standing))
        self._standing = np.array([kinds.index(one) for one in standing], dtype=np.int8)
        self._several_dates = EachLikeness(len(dates), self._far)
        self._countries_apart = EachLikeness(len(self._countries), self._differ)
        self._met = EachPair((len(rows.attackers.values), len(rows.targets.values)), self._meet)
        self._ahead = np.array([one in AHEAD for one in standing], dtype=bool)

    def of(self, a: Ints, b: Ints) -> Flags:
        rows = self._rows
        standing = self._standing[rows.standing.codes[a]] != self._standing[rows.standing.codes[b]]
        series = (rows.series[a] & ~rows.series[b] & ~rows.thin[b]) | (rows.series[b] & ~rows.series[a] & ~rows.thin[a])
        apart = self._dates_apart(a, b) | self._told_before(a, b) | self._told_before(b, a)
        return apart | standing | series | self._other_country(a, b) | self._swapped(a, b)

    def _dates_apart(self, a: Ints, b: Ints) -> Flags:
        codes = self._rows.dates.codes
        ours, theirs = codes[a], codes[b]
        later = np.maximum(self._earliest[ours] - self._latest[theirs], self._earliest[theirs] - self._latest[ours])
        apart = later > self._days_apart
        rest = np.flatnonzero(~(self._one_date[ours] & self._one_date[theirs]))
        apart[rest] = self._several_dates.of(ours[rest], theirs[rest]) > 0
        return apart

    def _far(self, a: int, b: int) -> int:
        values = self._rows.dates.values
        return int(any((gap(x, y) or 0) > self._days_apart for x in values[a] for y in values[b]))

    def _told_before(self, teller: Ints, other: Ints) -> Flags:
        rows = self._rows
        published, happened = rows.published[teller], self._earliest[rows.dates.codes[other]]
        known = (published != UNPUBLISHED) & ~self._ahead[rows.standing.codes[teller]]
        return known & (happened - published > self._days_apart)

    def _other_country(self, a: Ints, b: Ints) -> Flags:
        codes = self._rows.places.codes
        return self._countries_apart.of(self._abroad[codes[a]], self._abroad[codes[b]]) > 0

    def _differ(self, a: int, b: int) -> int:
        return int(any(ours != theirs for ours in self._countries[a] for theirs in self._countries[b]))

    def _swapped(self, a: Ints, b: Ints) -> Flags:
        attackers, targets = self._rows.attackers.codes, self._rows.targets.codes
        turned = self._met.of(attackers[a], targets[b]) > 0
        rows = np.flatnonzero(turned)
        turned[rows] = self._met.of(attackers[b[rows]], targets[a[rows]]) > 0
        return turned

    def _meet(self, attacker: int, target: int) -> int:
        return int(meet(self._rows.attackers.values[attacker], self._rows.targets.values[target]))


def _ends(dates: Facet[tuple[DateValue, ...]]) -> tuple[Ints, Ints]:
    """Of each value the latest first day and the earliest last day; where a day is unknown nothing is far from it."""
    first = [max((one.earliest.toordinal() for one in value if one.earliest), default=_NEVER) for value in dates.values]
    last = [min((one.latest.toordinal() for one in value if one.latest), default=_AGAIN) for value in dates.values]
    return np.array(first, dtype=np.int64), np.array(last, dtype=np.int64)
