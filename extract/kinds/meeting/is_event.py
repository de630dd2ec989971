"""When a meeting is an event: it is told as done, and its records say when, where or who."""

from __future__ import annotations

from collections.abc import Sequence

from extract.reconcile.compare.kinship import is_named
from extract.reconcile.fuse.is_event import Cluster, has_happened, is_placed
from schemas import Actor, MeetingRecord

PAIR = 2


def is_known_meeting(cluster: Cluster) -> bool:
    """True if a cluster tells of a meeting as done, and when or where it was, or whose."""
    return has_happened(cluster) and _has_company(cluster)


def _has_company(cluster: Cluster) -> bool:
    """True of a meeting with a day or place, and where those who meet or telephone are known."""
    meetings = [record for telling in cluster for record in telling.records if isinstance(record, MeetingRecord)]
    return is_placed(cluster) or any(_are_known(one.participants, called=one.format == "call") for one in meetings)


def _are_known(participants: Sequence[Actor], *, called: bool) -> bool:
    """Two or more, not "regional countries"; one man and a state ("talks with Iran") are none unless they telephone."""
    known = [actor for actor in participants if actor.country is not None or is_named(actor)]
    states = [actor for actor in known if actor.country is not None and actor.id == actor.country.lower()]
    return len(known) > PAIR or (len(known) == PAIR and (called or len(states) != 1))
