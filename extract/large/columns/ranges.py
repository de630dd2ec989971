"""Runs of numbers, the way columns of lists are read."""

from __future__ import annotations

import numpy as np

from extract.large.columns.table import Ints


def ranges(first: Ints, many: Ints) -> Ints:
    """The numbers from ``first[i]`` on, ``many[i]`` of them, one run after the other."""
    ends = np.cumsum(many)
    if not len(ends) or not ends[-1]:
        return np.zeros(0, dtype=np.int64)
    return np.arange(ends[-1]) + np.repeat(first - (ends - many), many)


def run_starts(ordered: Ints) -> Ints:
    """Where each run of equal numbers begins."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def products(ours: Ints, theirs: Ints) -> tuple[Ints, Ints, Ints]:
    """Of each pair of so many things every one of ours beside every one of theirs: the pair, and the places of both."""
    both = ours.astype(np.int64) * theirs
    pair = np.repeat(np.arange(len(both)), both)
    inside = ranges(np.zeros_like(both), both)
    return pair, inside // theirs[pair], inside % theirs[pair]
