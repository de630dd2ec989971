"""Likeness of actors in columns: each two of them are compared once, as the small engine does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from extract.large.columns.each_two import EachTwo
from extract.large.columns.fields import actors_key
from extract.large.columns.pairs import EachLikeness, EachPair
from extract.large.columns.rules import SILENT, rounded
from extract.large.columns.table import UNITS, Facet, Floats, Ints
from extract.reconcile.compare.kinship import MEMBER, kinship
from extract.reconcile.match.comparison import Comparison
from extract.reconcile.match.rules.actors import opposed
from schemas import Actor

Group = tuple[Actor, ...]


class Kin:
    """How near two groups of actors are, of any two rows."""

    def __init__(self, actors: Facet[Group]) -> None:
        """The groups, to be compared."""
        self._actors = EachTwo(actors, actors_key)
        self._alike = EachLikeness(len(self._actors.values), partial(_kinship, self._actors.values))

    def of(self, a: Ints, b: Ints) -> Ints:
        """The nearest kinship of pairs of rows, in ten-thousandths; `SILENT` where nothing tells."""
        return self._actors.nearest(self._alike, a, b)

    def company(self, a: Ints, b: Ints) -> Ints:
        """Scores of the rule on participants for pairs of rows, in ten-thousandths; `SILENT` where nobody is named."""
        found = self._actors.of(a, b)
        near = self._alike.of(found.ours, found.theirs) >= MEMBER * UNITS
        ours, theirs = self._actors.many(a), self._actors.many(b)
        met = _distinct(found.pair[near], found.our_place[near], len(a))
        also = _distinct(found.pair[near], found.their_place[near], len(a))
        share, other = _share(met, ours), _share(also, theirs)
        score = np.where(ours < theirs, share, np.where(theirs < ours, other, np.maximum(share, other)))
        return np.where(np.minimum(ours, theirs) > 0, np.rint(score * UNITS), SILENT).astype(np.int32)


class SideRule:
    """The rule on one side of a strike."""

    def __init__(self, own: Facet[Group], other: Facet[Group]) -> None:
        """``own`` is the side compared, ``other`` the one across from it."""
        self._own, self._other = own, other
        self._alike = Kin(own)
        self._turned = EachPair((len(own.values), len(other.values)), partial(_opposed, own.values, other.values))
        self._known = _any_known(own) and _any_known(other)

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths; `SILENT` where neither side tells anything."""
        own, other = self._own.codes, self._other.codes
        said = self._alike.of(a, b)
        if not self._known:
            return said
        against = (self._turned.of(own[a], other[b]) > 0) | (self._turned.of(own[b], other[a]) > 0)
        return np.where((said < MEMBER * UNITS) & against, -UNITS, said)


def _kinship(actors: Sequence[Actor], a: int, b: int) -> int:
    score = kinship(actors[a], actors[b])
    return rounded(None if score is None else Comparison(score, ""))


def _opposed(own: Sequence[Group], other: Sequence[Group], a: int, b: int) -> int:
    return int(opposed(own[a], other[b]) is not None)


def _distinct(pair: Ints, place: Ints, pairs: int) -> Ints:
    """How many different places each pair has."""
    width = int(place.max(initial=0)) + 1
    return np.bincount(np.unique(pair * width + place) // width, minlength=pairs)


def _share(met: Ints, company: Ints) -> Floats:
    """The score of a company of which some are among the others."""
    alone = np.where(company == 1, 0.5, 1.0)
    return np.asarray(alone * (2 * met / np.maximum(company, 1) - 1), dtype=np.float64)


def _any_known(side: Facet[Group]) -> bool:
    return any(actor.id for actors in side.values for actor in actors)
