"""Clusters in columns: the unions that `extract.reconcile.cluster` makes, many that do not touch each other at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from extract.columns.ranges import ranges, run_starts
from extract.columns.table import UNITS, Flags, Ints

Pairs = tuple[Ints, Ints]


def clusters(
    items: int,
    matches: tuple[Ints, Ints, Ints],
    *,
    score: Callable[[Ints, Ints], Ints],
    forbidden: Callable[[Ints, Ints], Flags],
    floor: float,
) -> Ints:
    """The cluster of each item: the number of its first item.

    The pair that comes first by falling score of all that touch either of two clusters is decided as if it were alone:
    nothing before it changes the two.  So all such pairs are decided at once, round by round, until none is left.

    Args:
        items: How many there are, numbered from 0.
        matches: Left and right of every matching pair that is not forbidden, left before right, and their scores.
        score: Score of any pairs, in ten-thousandths.
        forbidden: Which of any pairs can never be in one cluster.
        floor: The mean score of all pairs between two clusters that their union needs.
    """
    left, right, scores = matches
    order = np.lexsort((right, left, -scores))
    left, right = left[order], right[order]
    cluster = np.arange(items)
    while len(left):
        ours, theirs = cluster[left], cluster[right]
        apart = ours != theirs
        left, right, ours, theirs = left[apart], right[apart], ours[apart], theirs[apart]
        now = _first_of_both(ours, theirs, items)
        x, y = ours[now], theirs[now]
        granted, never = _decide(cluster, (x, y), (left, right), score=score, forbidden=forbidden, floor=floor)
        keep = ~now & ~_between(ours, theirs, (x[never], y[never]), items)
        left, right = left[keep], right[keep]
        renamed = np.arange(items) if len(x) * 4 > items else None
        cluster = _joined(cluster, (x[granted], y[granted]), items, renamed)
    return cluster


def _joined(cluster: Ints, unions: Pairs, items: int, renamed: Ints | None) -> Ints:
    names = np.arange(items) if renamed is None else renamed
    names[np.maximum(*unions)] = np.minimum(*unions)
    joined: Ints = names[cluster]
    return joined


def _first_of_both(ours: Ints, theirs: Ints, items: int) -> Flags:
    """Which pairs come before all others that touch either of their clusters."""
    number = np.arange(len(ours))
    first = np.full(items, len(ours))
    first[ours[::-1]] = number[::-1]
    other = np.full(items, len(ours))
    other[theirs[::-1]] = number[::-1]
    first = np.minimum(first, other)
    return (first[ours] == number) & (first[theirs] == number)


def _between(ours: Ints, theirs: Ints, never: Pairs, items: int) -> Flags:
    """Which pairs are between two clusters that can never be one."""
    if not len(never[0]):
        return np.zeros(len(ours), dtype=bool)
    codes = np.sort(np.minimum(*never) * items + np.maximum(*never))
    sought = np.minimum(ours, theirs) * items + np.maximum(ours, theirs)
    found: Flags = codes[np.minimum(np.searchsorted(codes, sought), len(codes) - 1)] == sought
    return found


def _decide(
    cluster: Ints,
    unions: Pairs,
    live: Pairs,
    *,
    score: Callable[[Ints, Ints], Ints],
    forbidden: Callable[[Ints, Ints], Flags],
    floor: float,
) -> tuple[Flags, Flags]:
    """Which unions are made, and which never can be."""
    x, y = unions
    items = len(cluster)
    members, starts, many = _members(cluster, np.concatenate((x, y)), live, items)
    granted, never = np.ones(len(x), dtype=bool), np.zeros(len(x), dtype=bool)
    grown = np.flatnonzero((many[: len(x)] > 1) | (many[len(x) :] > 1))
    if not len(grown):
        return granted, never
    left, right = many[grown], many[len(x) + grown]
    products = left * right
    inside = ranges(np.zeros_like(products), products)
    union = np.repeat(np.arange(len(grown)), products)
    a = members[np.repeat(starts[grown], products) + inside // right[union]]
    b = members[np.repeat(starts[len(x) + grown], products) + inside % right[union]]
    vetoed = np.bincount(union, forbidden(a, b), minlength=len(grown)) > 0
    total = np.bincount(union, score(a, b), minlength=len(grown))
    never[grown] = vetoed
    granted[grown] = ~vetoed & (total >= round(floor * UNITS) * products)
    return granted, never


def _members(cluster: Ints, wanted: Ints, live: Pairs, items: int) -> tuple[Ints, Ints, Ints]:
    """Items of the wanted clusters: one run each of the first array, where it starts and how long it is."""
    asked = np.zeros(items, dtype=bool)
    asked[wanted] = True
    rows = np.flatnonzero(asked[cluster])
    rows = rows[np.argsort(cluster[rows], kind="stable")]
    starts = run_starts(cluster[rows])
    at = np.zeros(items, dtype=np.int64)
    at[cluster[rows][starts]] = np.arange(len(starts))
    many = np.diff(np.append(starts, len(rows)))
    return rows, starts[at[wanted]], many[at[wanted]]
