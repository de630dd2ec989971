"""Clusters in columns: the unions of `extract.reconcile.cluster.agglomerate`, many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from extract.large.columns.ranges import ranges, run_starts
from extract.large.columns.table import UNITS, Flags, Ints

Pairs = tuple[Ints, Ints]

SPARSE = 8
"""Items for each pair left from which on those that no pair touches are laid aside."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides on a union: the score of any pairs in ten-thousandths, which are forbidden, the least mean score."""

    score: Callable[[Ints, Ints], Ints]
    forbidden: Callable[[Ints, Ints], Flags]
    floor: float


def clusters(items: int, matches: tuple[Ints, Ints, Ints], judge: Judge) -> Ints:
    """The cluster of each item: the number of its first item.

    The pair that comes first by falling score of all that touch either of two clusters is decided as if it were alone:
    nothing before it changes the two.  So all such pairs are decided at once, round by round, until none is left.

    Args:
        items: How many there are, numbered from 0.
        matches: Left and right of every matching pair that is not forbidden, left before right, and their scores.
        judge: Decides on a union of two clusters.
    """
    left, right, scores = matches
    order = np.lexsort((right, left, -scores))
    rest = _Rest(np.arange(items), np.arange(items), left[order], right[order])
    found = np.arange(items)
    while len(rest.left):
        rest = _round(rest, judge)
        if len(rest.left) * SPARSE < len(rest.ids):
            found[rest.ids] = rest.ids[rest.cluster]
            rest = _compact(rest)
    found[rest.ids] = rest.ids[rest.cluster]
    return found


@dataclass(frozen=True, slots=True)
class _Rest:
    """Items with the numbers they have outside, their clusters, and the pairs that are not decided, in their order."""

    ids: Ints
    cluster: Ints
    left: Ints
    right: Ints


def _round(rest: _Rest, judge: Judge) -> _Rest:
    """Decide every pair that no other can come before."""
    ours, theirs = rest.cluster[rest.left], rest.cluster[rest.right]
    now = _first_of_both(ours, theirs, len(rest.ids))
    unions = ours[now], theirs[now]
    granted, never = _decide(rest, unions, judge)
    names = np.arange(len(rest.ids))
    names[np.maximum(*unions)[granted]] = np.minimum(*unions)[granted]
    keep = ~now & ~_between((ours, theirs), (unions[0][never], unions[1][never]), len(rest.ids))
    keep &= names[ours] != names[theirs]
    return _Rest(rest.ids, names[rest.cluster], rest.left[keep], rest.right[keep])


def _compact(rest: _Rest) -> _Rest:
    """The same without the items of clusters that no pair touches."""
    touched = np.zeros(len(rest.ids), dtype=bool)
    touched[rest.cluster[rest.left]] = True
    touched[rest.cluster[rest.right]] = True
    keep = touched[rest.cluster]
    number = np.cumsum(keep) - 1
    return _Rest(rest.ids[keep], number[rest.cluster[keep]], number[rest.left], number[rest.right])


def _first_of_both(ours: Ints, theirs: Ints, items: int) -> Flags:
    """Which pairs come before all others that touch either of their clusters."""
    number = np.arange(len(ours))
    first, other = np.full(items, len(ours)), np.full(items, len(ours))
    first[ours[::-1]] = number[::-1]
    other[theirs[::-1]] = number[::-1]
    first = np.minimum(first, other)
    return (first[ours] == number) & (first[theirs] == number)


def _between(pairs: Pairs, never: Pairs, items: int) -> Flags:
    """Which pairs are between two clusters that can never be one."""
    if not len(never[0]):
        return np.zeros(len(pairs[0]), dtype=bool)
    codes = np.sort(np.minimum(*never) * items + np.maximum(*never))
    sought = np.minimum(*pairs) * items + np.maximum(*pairs)
    return codes[np.minimum(np.searchsorted(codes, sought), len(codes) - 1)] == sought


def _decide(rest: _Rest, unions: Pairs, judge: Judge) -> tuple[Flags, Flags]:
    """Which unions are made, and which never can be; two single items that match are one without more ado."""
    members, (first, many) = _members(rest.cluster, unions)
    granted, never = np.ones(len(unions[0]), dtype=bool), np.zeros(len(unions[0]), dtype=bool)
    grown = np.flatnonzero((many[0] > 1) | (many[1] > 1))
    if not len(grown):
        return granted, never
    first, many = first[:, grown], many[:, grown]
    products = many[0] * many[1]
    inside = ranges(np.zeros_like(products), products)
    union = np.repeat(np.arange(len(grown)), products)
    a = rest.ids[members[first[0][union] + inside // many[1][union]]]
    b = rest.ids[members[first[1][union] + inside % many[1][union]]]
    vetoed = np.bincount(union, judge.forbidden(a, b), minlength=len(grown)) > 0
    total = np.bincount(union, judge.score(a, b), minlength=len(grown))
    never[grown] = vetoed
    granted[grown] = ~vetoed & (total >= round(judge.floor * UNITS) * products)
    return granted, never


def _members(cluster: Ints, unions: Pairs) -> tuple[Ints, Ints]:
    """Items of the clusters of some unions, one run each; where the runs of both sides start and how long they are."""
    wanted = np.stack(unions)
    asked = np.zeros(len(cluster), dtype=bool)
    asked[wanted] = True
    rows = np.flatnonzero(asked[cluster])
    rows = rows[np.argsort(cluster[rows], kind="stable")]
    starts = run_starts(cluster[rows])
    at = np.zeros(len(cluster), dtype=np.int64)
    at[cluster[rows][starts]] = np.arange(len(starts))
    many = np.diff(np.append(starts, len(rows)))
    return rows, np.stack((starts[at[wanted]], many[at[wanted]]))
