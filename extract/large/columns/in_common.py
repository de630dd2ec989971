"""Finds the members that rows of many members share, in columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extract.large.columns.ranges import ranges
from extract.large.columns.table import Floats, Ints


class Common(NamedTuple):
    """Members that pairs of rows have in common.

    Member ``i`` is of the pair ``pair[i]``, and stands at ``fewer[i]`` and at ``more[i]`` in the members of its rows.
    """

    pair: Ints
    fewer: Ints
    more: Ints


class InCommon:
    """Rows of members: row ``i`` has ``members[starts[i]:starts[i + 1]]``, numbers below ``size`` that ascend."""

    def __init__(self, starts: Ints, members: Ints, size: int) -> None:
        """Members by row, to be looked up."""
        self.many = np.diff(starts)
        self.members = members
        self.size = size
        self._starts = starts
        self._width = size + 1
        self._known = np.repeat(np.arange(len(self.many)), self.many) * self._width + members

    def of(self, a: Ints, b: Ints) -> Common:
        """The members that each pair of rows shares, pair by pair."""
        fewer, more = np.where(self.many[a] <= self.many[b], (a, b), (b, a))
        many = self.many[fewer]
        places = ranges(self._starts[:-1][fewer], many)
        if not len(places):
            return Common(places, places, places)
        sought = np.repeat(more, many) * self._width + self.members[places]
        at = np.minimum(np.searchsorted(self._known, sought), len(self._known) - 1)
        found = np.flatnonzero(self._known[at] == sought)
        return Common(np.repeat(np.arange(len(a)), many)[found], places[found], at[found])

    def totals(self, weights: Floats) -> Floats:
        """The summed weight of each row's members, given the weight of each member where it stands."""
        total = np.zeros(len(self.many))
        told = self.many > 0
        if told.any():
            total[told] = np.add.reduceat(weights, self._starts[:-1][told])
        return total
