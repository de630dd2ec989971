"""Scores of the comparison rules for pairs of strikes, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from extract.large.columns.days import Dates
from extract.large.columns.pairs import EachLikeness
from extract.large.columns.published import Published
from extract.large.columns.rules import SILENT, Asked
from extract.large.columns.sides import SideRule
from extract.large.columns.steps import Said, Step
from extract.large.columns.table import UNITS, Facet, Ints, Rows, Standing
from extract.large.columns.tolls import Tolls
from extract.large.columns.towns import PlaceScores
from extract.large.columns.wording import Wording
from extract.reconcile import ReconcileSettings
from extract.reconcile.match.rules.labels import method
from extract.reconcile.match.rules.pinned import SAME_PLACE, TOLD_AGAIN, WORDS


class Likeness:
    """The rules for strikes of two articles; those on crowding and on whole articles look at more than two strikes."""

    def __init__(self, told: Rows, words: Wording, settings: ReconcileSettings) -> None:
        """Distinct values in columns, and the words of the same rows."""
        self._told = told
        self._asked = Asked(settings)
        self._places = PlaceScores(told.places, settings)
        self._attackers, self._targets = SideRule(told.attackers, told.targets), SideRule(told.targets, told.attackers)
        self._methods = EachLikeness(len(told.methods.values), partial(_method, self._asked, told.methods.values))
        self._words = words
        self._dates = Dates(told.dates, settings, self._asked)
        self._figures = Tolls(told.figures)
        self._published = Published(told.published, self._asked)

    def steps(self) -> tuple[Step, ...]:
        """The rules, those first that cost least."""
        return (
            lambda a, b, _: {"retelling": self._words.retelling(a, b)},
            lambda a, b, _: {
                "casualties": self._figures.of(a, b),
                "assertion": both_recalled(self._told.standing, a, b),
            },
            lambda a, b, _: {"method": self._methods.of(self._told.methods.codes[a], self._told.methods.codes[b])},
            lambda a, b, _: when(self._dates, self._published, a, b),
            lambda a, b, _: {"place": self._places.of(a, b)},
            self._pinned,
            lambda a, b, _: {"attacker": self._attackers.of(a, b)},
            lambda a, b, _: {"target": self._targets.of(a, b)},
        )

    def _pinned(self, a: Ints, b: Ints, said: Said) -> Said:
        told = (said["date"] != SILENT) | (said["casualties"] != SILENT) | (said["place"] >= SAME_PLACE * UNITS)
        told |= (said["retelling"] >= TOLD_AGAIN * UNITS) & (self._words.shared(a, b) >= WORDS)
        return {"pinned": np.where(told | self._published.both(a, b), SILENT, -UNITS)}


def _method(asked: Asked, values: Sequence[frozenset[str]], a: int, b: int) -> int:
    return asked.of(method, {"methods": values[a]}, {"methods": values[b]})


def when(days: Dates, published: Published, a: Ints, b: Ints) -> Said:
    """Scores of the rules on dates and on publication for pairs of rows."""
    dates = days.of(a, b)
    return {"date": dates, "publication": published.of(a, b, dates)}


def both_recalled(standing: Facet[Standing], a: Ints, b: Ints) -> Ints:
    """Scores of the rule on assertion for pairs of rows, in ten-thousandths; `SILENT` where neither is history."""
    historical = np.array([value.historical for value in standing.values], dtype=bool)
    ours, theirs = (historical[standing.codes[rows]] for rows in (a, b))
    return np.where(ours & theirs, UNITS // 2, np.where(ours | theirs, -UNITS, SILENT))
