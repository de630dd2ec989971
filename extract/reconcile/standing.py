"""Which clusters are events: what is only planned, threatened or denied is none, nor is "the attack" alone."""

from __future__ import annotations

from collections.abc import Sequence

from extract.reconcile.telling import Telling, is_thin
from schemas import StrikeRecord

NOT_HAPPENED = frozenset({"planned", "hypothetical", "denied"})

Cluster = tuple[Telling, ...]


def events_of(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters that are events, in their order; the records of the others stay records.

    A strike that no record says has happened is no event.  A mention that says next to nothing
    ("the attack") is none where all its articles tell of attacks that it may mean: it was not
    clear which, or it would have joined one.  One that tells a toll says something.

    Source: ACE and PLOVER code negated, planned and hypothetical events as such, not as occurrences.
    """
    happened = [cluster for cluster in clusters if cluster[0].kind != "strike" or _has_happened(cluster)]
    told = {telling.setting.id for cluster in happened if not _is_vague(cluster) for telling in cluster}
    return [
        cluster
        for cluster in happened
        if not _is_vague(cluster) or not {telling.setting.id for telling in cluster} <= told
    ]


def _has_happened(cluster: Cluster) -> bool:
    return any(record.assertion not in NOT_HAPPENED for telling in cluster for record in telling.records)


def _is_vague(cluster: Cluster) -> bool:
    return all(is_thin(telling) and not _tells_a_toll(telling) for telling in cluster)


def _tells_a_toll(telling: Telling) -> bool:
    return any(isinstance(record, StrikeRecord) and record.casualties for record in telling.records)
