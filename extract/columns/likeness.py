"""What each comparison rule says of pairs of rows, in columns."""

from __future__ import annotations

import numpy as np

from extract.columns.days import Days
from extract.columns.pairs import EachLikeness
from extract.columns.published import Published
from extract.columns.rules import SILENT, Asked
from extract.columns.sides import Side
from extract.columns.table import UNITS, Ints, Rows
from extract.columns.tolls import Tolls
from extract.columns.towns import Towns
from extract.columns.wording import Wording
from extract.reconcile import ReconcileSettings
from extract.reconcile.rules.labels import method
from extract.reconcile.rules.pinned import SAME_PLACE


class Likeness:
    """The rules for strikes of two articles, of any pairs of rows; that on crowding looks at all strikes together."""

    def __init__(self, told: Rows, words: Wording, settings: ReconcileSettings) -> None:
        """Distinct values in columns, and the words of the same rows."""
        self._told = told
        self._asked = Asked(settings)
        self._towns = Towns(told.places, settings)
        self._attackers, self._targets = Side(told.attackers, told.targets), Side(told.targets, told.attackers)
        self._methods = EachLikeness(len(told.methods.values), self._method)
        self._words = words
        self._dates = Days(told.dates, settings, self._asked)
        self._figures = Tolls(told.figures)
        self._historical = np.array([value.historical for value in told.standing.values], dtype=bool)
        self._published = Published(told.published, self._asked)

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
            "retelling": self._words.retelling(a, b),
            "casualties": tolls,
            "publication": self._published.of(a, b, dates),
            "assertion": self._assertion(a, b),
            "pinned": self._pinned(a, b, (dates, tolls, places)),
        }

    def _method(self, a: int, b: int) -> int:
        ours, theirs = self._told.methods.values[a], self._told.methods.values[b]
        return self._asked.of(method, {"methods": ours}, {"methods": theirs})

    def _assertion(self, a: Ints, b: Ints) -> Ints:
        ours, theirs = (self._historical[self._told.standing.codes[rows]] for rows in (a, b))
        return np.where(ours & theirs, UNITS // 2, np.where(ours | theirs, -UNITS, SILENT))

    def _pinned(self, a: Ints, b: Ints, said: tuple[Ints, Ints, Ints]) -> Ints:
        dates, tolls, places = said
        published = self._published.both(a, b)
        tied = (dates != SILENT) | (tolls != SILENT) | published | (places >= SAME_PLACE * UNITS)
        return np.where(tied, SILENT, -UNITS)
