"""Which strikes are one, in columns: the clusters that the small engine makes, for very many records."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from extract.columns.candidates import candidates
from extract.columns.clusters import clusters
from extract.columns.keys import looked_up
from extract.columns.scores import Scores
from extract.columns.table import UNITS, Ints, Strikes
from extract.columns.vetoes import Vetoes
from extract.reconcile import ReconcileSettings

PAIRS = 1 << 19
"""Pairs that are compared at once: some 100 MB."""


class Clustered(NamedTuple):
    """The cluster of each telling, as the number of its first telling, and how many pairs were compared."""

    cluster: Ints
    compared: int


def cluster_strikes(strikes: Strikes, settings: ReconcileSettings, *, threads: int = 2) -> Clustered:
    """Clusters of tellings, as `extract.reconcile` makes them where it has no texts of articles.

    The outcome is the same whatever the order of records and the number of threads.
    """
    order = strikes.by_publication()
    left, right = candidates(looked_up(strikes, order), strikes.article[order], limits=settings.blocking, threads=threads)
    scores, vetoes = Scores(strikes, settings), Vetoes(strikes, settings)
    least = settings.thresholds.match

    def matches(begin: int) -> tuple[Ints, Ints, Ints]:
        some = slice(begin, begin + PAIRS)
        x, y = order[left[some]], order[right[some]]
        a, b = np.minimum(x, y), np.maximum(x, y)
        score = scores.of(a, b)
        kept = np.flatnonzero(score / UNITS >= least)
        kept = kept[~vetoes.of(a[kept], b[kept])]
        return a[kept], b[kept], score[kept]

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(matches, range(0, max(1, len(left)), PAIRS)))
    compared = len(left)
    del left, right
    joined = clusters(
        len(strikes),
        (
            np.concatenate([one[0] for one in found]),
            np.concatenate([one[1] for one in found]),
            np.concatenate([one[2] for one in found]),
        ),
        score=scores.of,
        forbidden=vetoes.of,
        floor=settings.thresholds.floor,
    )
    return Clustered(joined, compared)


