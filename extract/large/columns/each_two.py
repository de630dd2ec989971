"""Rows of several values each: every value of the one beside every value of the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

import numpy as np

from extract.large.columns.ranges import products, run_starts
from extract.large.columns.rules import SILENT
from extract.large.columns.table import Facet, Ints

V = TypeVar("V")


class PairRule(Protocol):
    """A rule that compares two single values by their numbers."""

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores in ten-thousandths, `SILENT` where it says nothing."""


class Beside(NamedTuple):
    """Two values by their numbers, the pair of rows that they are of, and the places of both in their rows."""

    pair: Ints
    ours: Ints
    theirs: Ints
    our_place: Ints
    their_place: Ints


class EachTwo(Generic[V]):
    """A column of tuples by its distinct single values."""

    values: Sequence[V]
    """They are numbered by their places here."""

    def __init__(self, column: Facet[tuple[V, ...]], key: Callable[[tuple[V, ...]], Hashable]) -> None:
        """``key`` tells one value from another."""
        numbers: dict[Hashable, int] = {}
        values: list[V] = []
        members = []
        for told in column.values:
            for value in told:
                number = numbers.setdefault(key((value,)), len(numbers))
                if number == len(values):
                    values.append(value)
                members.append(number)
        self.values = values
        self._codes = column.codes
        self._members = np.array(members, dtype=np.int32)
        self._many = np.array([len(told) for told in column.values], dtype=np.int64)
        self._first = np.cumsum(self._many) - self._many
        self._alone = bool((self._many <= 1).all())

    def column(self) -> Facet[tuple[V, ...]]:
        """The distinct values, a row each."""
        return Facet(np.arange(len(self.values)), [(value,) for value in self.values])

    def many(self, rows: Ints) -> Ints:
        """How many values rows have."""
        return self._many[self._codes[rows]]

    def of(self, a: Ints, b: Ints) -> Beside:
        """All values of both rows of each pair, pair by pair, our values in order."""
        ours, theirs = self._codes[a], self._codes[b]
        if self._alone:
            pair = np.flatnonzero(self._many[ours] * self._many[theirs])
            first = np.zeros_like(pair)
            ours, theirs = (self._members[self._first[side[pair]]] for side in (ours, theirs))
            return Beside(pair, ours, theirs, first, first)
        pair, our_place, their_place = products(self._many[ours], self._many[theirs])
        return Beside(
            pair,
            self._members[self._first[ours][pair] + our_place],
            self._members[self._first[theirs][pair] + their_place],
            our_place,
            their_place,
        )

    def nearest(self, rule: PairRule, a: Ints, b: Ints) -> Ints:
        """The highest score of any two values of each pair of rows; `SILENT` where no two say anything."""
        found = self.of(a, b)
        said = rule.of(found.ours, found.theirs)
        score = np.full(len(a), SILENT, dtype=np.int32)
        if self._alone:
            score[found.pair] = said
        elif len(said):
            starts = run_starts(found.pair)
            score[found.pair[starts]] = np.maximum.reduceat(said, starts)
        return score
