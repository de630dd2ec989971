"""What each comparison rule says of pairs of rows, in columns."""

from __future__ import annotations

import numpy as np

from extract.columns.crowded import Crowded
from extract.columns.pairs import EachLikeness, EachPair
from extract.columns.retold import Retold
from extract.columns.rules import SILENT, Asked, rounded
from extract.columns.table import UNITS, UNPUBLISHED, Facet, Ints, Strikes
from extract.columns.towns import Towns
from extract.reconcile import ReconcileSettings
from extract.reconcile.comparison import Comparison
from extract.reconcile.days import has_day_part, is_day
from extract.reconcile.kinship import MEMBER, kin
from extract.reconcile.rules.actors import opposed
from extract.reconcile.rules.casualties import MANY
from extract.reconcile.rules.casualties import likeness as figures_likeness
from extract.reconcile.rules.date import date
from extract.reconcile.rules.labels import method
from extract.reconcile.rules.pinned import SAME_PLACE
from schemas import Actor

_UNITS_OF_TOLLS = ("killed", "injured", "killed_or_injured")


class Likeness:
    """The rules for tellings of two articles, of any pairs of rows."""

    def __init__(self, strikes: Strikes, settings: ReconcileSettings) -> None:
        """Distinct values in columns."""
        told = strikes.told
        self._told = told
        self._asked = Asked(settings)
        self._towns = Towns(told.places, settings)
        self._attackers, self._targets = _Side(told.attackers, told.targets), _Side(told.targets, told.attackers)
        self._methods = EachLikeness(len(told.methods.values), self._method)
        self._retold = Retold(strikes.words)
        self._crowded = Crowded(told, strikes.singles)
        self._dates = _DatesInColumns(strikes, settings, self._asked)
        self._figures = _FiguresInColumns(told.figures)
        self._historical = np.array([value.historical for value in told.standing.values], dtype=bool)
        dated = told.published[told.published != UNPUBLISHED]
        span = int(dated.max() - dated.min()) if len(dated) else 0
        self._published = np.array([self._asked.of_publication(apart) for apart in range(span + 1)], dtype=np.int32)

    def of(self, a: Ints, b: Ints) -> dict[str, Ints]:
        """Scores by the name of the rule, in ten-thousandths; `SILENT` where a rule says nothing."""
        told = self._told
        dates, tolls, places = self._dates.of(a, b), self._figures.of(a, b), self._towns.of(a, b)
        return {
            "date": dates,
            "place": places,
            "attacker": self._attackers.of(a, b),
            "target": self._targets.of(a, b),
            "method": self._methods.of(told.methods.codes[a], told.methods.codes[b]),
            "retelling": self._retold.of(a, b),
            "casualties": tolls,
            "crowding": self._crowded.of(a, b, places),
            "publication": np.where(dates == SILENT, self._publication(a, b), SILENT),
            "assertion": self._assertion(a, b),
            "pinned": self._pinned(a, b, (dates, tolls, places)),
        }

    def _method(self, a: int, b: int) -> int:
        ours, theirs = self._told.methods.values[a], self._told.methods.values[b]
        return self._asked.of(method, {"methods": ours}, {"methods": theirs})

    def _publication(self, a: Ints, b: Ints) -> Ints:
        ours, theirs = self._told.published[a], self._told.published[b]
        unknown = (ours == UNPUBLISHED) | (theirs == UNPUBLISHED)
        apart = np.where(unknown, 0, np.abs(ours - theirs))
        return np.where(unknown, self._asked.of_no_publication(), self._published[apart])

    def _assertion(self, a: Ints, b: Ints) -> Ints:
        ours, theirs = (self._historical[self._told.standing.codes[rows]] for rows in (a, b))
        return np.where(ours & theirs, UNITS // 2, np.where(ours | theirs, -UNITS, SILENT))

    def _pinned(self, a: Ints, b: Ints, said: tuple[Ints, Ints, Ints]) -> Ints:
        dates, tolls, places = said
        published = (self._told.published[a] != UNPUBLISHED) & (self._told.published[b] != UNPUBLISHED)
        tied = (dates != SILENT) | (tolls != SILENT) | published | (places >= SAME_PLACE * UNITS)
        return np.where(tied, SILENT, -UNITS)


class _Side:
    """The rule on one side of a strike."""

    def __init__(self, own: Facet[tuple[Actor, ...]], other: Facet[tuple[Actor, ...]]) -> None:
        self._own, self._other = own, other
        self._alike = EachLikeness(len(own.values), self._kin)
        self._turned = EachPair((len(own.values), len(other.values)), self._opposed)
        self._known = _any_known(own) and _any_known(other)

    def of(self, a: Ints, b: Ints) -> Ints:
        own, other = self._own.codes, self._other.codes
        said = self._alike.of(own[a], own[b])
        if not self._known:
            return said
        against = (self._turned.of(own[a], other[b]) > 0) | (self._turned.of(own[b], other[a]) > 0)
        return np.where((said < MEMBER * UNITS) & against, -UNITS, said)

    def _kin(self, a: int, b: int) -> int:
        score = kin(self._own.values[a], self._own.values[b])
        return rounded(None if score is None else Comparison(score, ""))

    def _opposed(self, a: int, b: int) -> int:
        return int(opposed(self._own.values[a], self._other.values[b]) is not None)


class _DatesInColumns:
    """The rule on dates: days as numbers, whatever is told less plainly as the small engine does."""

    def __init__(self, strikes: Strikes, settings: ReconcileSettings, asked: Asked) -> None:
        self._dates = strikes.told.dates
        self._asked = asked
        vocabulary = settings.vocabulary
        plain = [
            len(dates) == 1
            and is_day(dates[0])
            and dates[0].earliest == dates[0].latest
            and not has_day_part(dates[0], vocabulary)
            for dates in self._dates.values
        ]
        self._plain = np.array(plain, dtype=bool)
        self._day = np.array(
            [
                dates[0].earliest.toordinal() if is_plain and dates[0].earliest else 0
                for dates, is_plain in zip(self._dates.values, plain, strict=True)
            ],
            dtype=np.int32,
        )
        self._none = np.array([not dates for dates in self._dates.values], dtype=bool)
        self._one_by_one = EachLikeness(len(plain), self._ask)
        self._by_gap = np.array([asked.of_days(apart) for apart in range(settings.days_apart + 2)], dtype=np.int32)

    def of(self, a: Ints, b: Ints) -> Ints:
        ours, theirs = self._dates.codes[a], self._dates.codes[b]
        gap = np.minimum(np.abs(self._day[ours] - self._day[theirs]), len(self._by_gap) - 1)
        silent = self._none[ours] | self._none[theirs]
        score = np.where(silent, SILENT, self._by_gap[gap])
        rest = np.flatnonzero(~(silent | (self._plain[ours] & self._plain[theirs])))
        score[rest] = self._one_by_one.of(ours[rest], theirs[rest])
        return score

    def _ask(self, a: int, b: int) -> int:
        return self._asked.of(date, {"dates": self._dates.values[a]}, {"dates": self._dates.values[b]})


class _FiguresInColumns:
    """The rule on tolls: a figure of each unit as a number, several of one unit as the small engine does."""

    def __init__(self, figures: Facet[frozenset[tuple[str, int]]]) -> None:
        self._figures = figures
        self._low = np.zeros((len(_UNITS_OF_TOLLS), len(figures.values)), dtype=np.int64)
        for i, value in enumerate(figures.values):
            for unit, low in value:
                self._low[_UNITS_OF_TOLLS.index(unit), i] = low
        self._one_by_one = EachLikeness(len(figures.values), self._ask)
        self._several = np.array([len({unit for unit, _ in value}) < len(value) for value in figures.values], bool)

    def of(self, a: Ints, b: Ints) -> Ints:
        ours, theirs = self._figures.codes[a], self._figures.codes[b]
        total = np.zeros(len(a), dtype=np.int32)
        for unit, low in zip(_UNITS_OF_TOLLS, self._low, strict=True):
            same = (low[ours] == low[theirs]) & (low[ours] > 0)
            small, large = (rounded(figures_likeness(*[frozenset({(unit, few)})] * 2)) for few in (1, MANY))
            total += np.where(same, np.where(low[ours] >= MANY, large, small), 0)
        score = np.where(total > 0, np.minimum(total, UNITS), SILENT)
        rest = np.flatnonzero(self._several[ours] | self._several[theirs])
        score[rest] = self._one_by_one.of(ours[rest], theirs[rest])
        return score

    def _ask(self, a: int, b: int) -> int:
        return rounded(figures_likeness(self._figures.values[a], self._figures.values[b]))


def _any_known(side: Facet[tuple[Actor, ...]]) -> bool:
    return any(actor.id for actors in side.values for actor in actors)
