"""Cluster: join by falling score, never across a cannot-link, never by a chain through a third."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Scored(NamedTuple):
    """A pair of items that match, ``left`` before ``right`` in order."""

    score: float
    left: str
    right: str


class RefusedUnion(NamedTuple):
    """A union that was not made, and why."""

    left: str
    right: str
    reason: str


class Clustering(NamedTuple):
    """Clusters, each sorted and all in order of their first item, and the unions refused."""

    clusters: tuple[tuple[str, ...], ...]
    refused: tuple[RefusedUnion, ...]


def agglomerate(
    start: Iterable[Sequence[str]],
    matches: Iterable[Scored],
    *,
    score: Callable[[str, str], float],
    forbidden: Callable[[str, str], str | None],
    floor: float,
) -> Clustering:
    """Clusters of items that match, the same whatever the order of items and matches.

    ``start`` holds every item once: alone, or with others that are one whatever their scores.

    Two clusters join if no pair between them is forbidden and the mean score of all such pairs,
    compared or not before, is at least ``floor`` (average linkage).
    """
    cluster_of = {item: tuple(sorted(group)) for group in start for item in group}
    refused = []
    for match in sorted(matches, key=lambda pair: (-pair.score, pair.left, pair.right)):
        ours, theirs = cluster_of[match.left], cluster_of[match.right]
        if ours == theirs:
            continue
        reason = _obstacle(ours, theirs, score=score, forbidden=forbidden, floor=floor)
        if reason:
            refused.append(RefusedUnion(match.left, match.right, reason))
            continue
        union = tuple(sorted((*ours, *theirs)))
        cluster_of.update(dict.fromkeys(union, union))
    return Clustering(tuple(sorted(set(cluster_of.values()))), tuple(refused))


def _obstacle(
    ours: Sequence[str],
    theirs: Sequence[str],
    *,
    score: Callable[[str, str], float],
    forbidden: Callable[[str, str], str | None],
    floor: float,
) -> str | None:
    for a in ours:
        for b in theirs:
            reason = forbidden(a, b)
            if reason:
                return reason
    mean = round(math.fsum(score(a, b) for a in ours for b in theirs) / (len(ours) * len(theirs)), 9)
    return None if mean >= floor else f"all pairs together score only {mean:.2f}"
