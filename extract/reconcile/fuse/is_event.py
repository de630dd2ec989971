"""Which clusters are events: what is only planned, threatened or denied is none, nor is "the attack" alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.reconcile.mention import Telling, says_little
from schemas import StrikeRecord

NOT_HAPPENED = frozenset({"planned", "hypothetical", "denied"})

Cluster = tuple[Telling, ...]


def events_of(clusters: Sequence[Cluster], is_event: Callable[[Cluster], bool]) -> list[Cluster]:
    """The clusters of a kind that are events, in their order; the records of the others stay records.

    A strike or meeting that no record says has happened is no event.  A mention that says next to nothing
    ("the attack") is none where all its articles tell of attacks that it may mean: it was not
    clear which, or it would have joined one.  One that tells a toll says something.  Nor is it an
    event where nobody says when, where or how many: talk of violence is no attack, "many" and the toll of
    years no toll of one, and "cooperation among countries" no meeting.

    Source: ACE and PLOVER code negated, planned and hypothetical events as such, not as occurrences;
    UCDP GED codes what can be given a time and a place.
    """
    happened = [cluster for cluster in clusters if is_event(cluster)]
    told = {telling.setting.id for cluster in happened if not is_vague(cluster) for telling in cluster}
    return [
        cluster
        for cluster in happened
        if not is_vague(cluster) or not {telling.setting.id for telling in cluster} <= told
    ]


def happened_somewhere(cluster: Cluster) -> bool:
    """True if a cluster is told as done, on a day or at a place: what most kinds need to be an event."""
    return has_happened(cluster) and is_placed(cluster)


def is_always_one(_cluster: Cluster) -> bool:
    """True: what is said was said, whatever it is about."""
    return True


def has_happened(cluster: Cluster) -> bool:
    """True if some record tells it as done."""
    return any(record.assertion not in NOT_HAPPENED for telling in cluster for record in telling.records)


def is_placed(cluster: Cluster) -> bool:
    """True if some record tells when or where it was."""
    records = [record for telling in cluster for record in telling.records]
    return any(record.date or (record.place and record.place.precision != "none") for record in records)


def is_vague(cluster: Cluster) -> bool:
    """True if a cluster says next to nothing ("the attack"): it is an event only where no other may be meant."""
    return all(says_little(telling) and not _tells_a_toll(telling) for telling in cluster)


def _tells_a_toll(telling: Telling) -> bool:
    return any(isinstance(record, StrikeRecord) and record.casualties for record in telling.records)
