"""Likeness of actors in columns: each two groups of them are compared once, as the small engine does."""

from __future__ import annotations

import numpy as np

from extract.columns.pairs import EachLikeness, EachPair
from extract.columns.rules import rounded
from extract.columns.table import UNITS, Facet, Ints
from extract.reconcile.comparison import Comparison
from extract.reconcile.kinship import MEMBER, kin
from extract.reconcile.rules.actors import opposed
from schemas import Actor


class Side:
    """The rule on one side of a strike."""

    def __init__(self, own: Facet[tuple[Actor, ...]], other: Facet[tuple[Actor, ...]]) -> None:
        """``own`` is the side compared, ``other`` the one across from it."""
        self._own, self._other = own, other
        self._alike = EachLikeness(len(own.values), self._kin)
        self._turned = EachPair((len(own.values), len(other.values)), self._opposed)
        self._known = _any_known(own) and _any_known(other)

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths; `SILENT` where neither side tells anything."""
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


def _any_known(side: Facet[tuple[Actor, ...]]) -> bool:
    return any(actor.id for actors in side.values for actor in actors)
