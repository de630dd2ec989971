"""Which strikes are one, in columns: the clusters that the small engine makes, for very many records."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from benchmarks.columns.candidates import candidates
from benchmarks.columns.clusters import Judge, clusters
from benchmarks.columns.keys import looked_up
from benchmarks.columns.scores import Scores
from benchmarks.columns.table import Strikes
from benchmarks.columns.vetoes import Vetoes
from extract.large.columns.table import UNITS, Ints
from extract.reconcile import ReconcileSettings

PAIRS = 1 << 17
"""Pairs that are compared at once: some 30 MB."""


class Clustered(NamedTuple):
    """The cluster of each telling, as the number of its first telling, and how many pairs were compared."""

    cluster: Ints
    compared: int


def cluster_of_each(strikes: Strikes, clustered: Clustered) -> dict[str, str]:
    """The cluster of each record, named by the smallest record id in it."""
    telling = np.repeat(np.arange(len(strikes)), np.diff(strikes.starts))
    return dict(zip(strikes.records.tolist(), strikes.keys[clustered.cluster[telling]].tolist(), strict=True))


def cluster_strikes(strikes: Strikes, settings: ReconcileSettings, *, threads: int = 2) -> Clustered:
    """Clusters of tellings, as `extract.reconcile` makes them where it has no texts of articles.

    The outcome is the same whatever the order of records and the number of threads.
    """
    order = strikes.by_publication()
    looked = looked_up(strikes, order)
    pairs = candidates(looked, strikes.article[order], limits=settings.blocking, threads=threads)
    compared = len(pairs[0])
    judge = Judge(Scores(strikes, settings).of, Vetoes(strikes, settings).of, settings.thresholds.floor)

    def matches(begin: int) -> tuple[Ints, Ints, Ints]:
        x, y = (order[rows[begin : begin + PAIRS]] for rows in pairs)
        a, b = np.minimum(x, y), np.maximum(x, y)
        score = judge.score(a, b)
        kept = np.flatnonzero(score / UNITS >= settings.thresholds.match)
        kept = kept[~judge.forbidden(a[kept], b[kept])]
        return a[kept], b[kept], score[kept]

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(matches, range(0, max(1, compared), PAIRS)))
    left, right, score = (np.concatenate(column) for column in zip(*found, strict=True))
    return Clustered(clusters(len(strikes), (left, right, score), judge), compared)
