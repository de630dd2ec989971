"""Which clusters are events: what is only planned, threatened or denied is none, nor is "the attack" alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.reconcile.compare.kinship import is_named
from extract.reconcile.mention import Telling, says_little
from schemas import Actor, MeetingRecord, StrikeRecord

PAIR = 2

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
    return _has_happened(cluster) and _is_placed(cluster)


def is_always_one(_cluster: Cluster) -> bool:
    """True: what is said was said, whatever it is about."""
    return True


def is_particular_attack(cluster: Cluster) -> bool:
    """True if a cluster tells of an attack as done, and which it is."""
    return _has_happened(cluster) and _is_particular(cluster)


def is_known_meeting(cluster: Cluster) -> bool:
    """True if a cluster tells of a meeting as done, and when or where it was, or whose."""
    return _has_happened(cluster) and _has_company(cluster)


def _has_happened(cluster: Cluster) -> bool:
    return any(record.assertion not in NOT_HAPPENED for telling in cluster for record in telling.records)


def _is_particular(cluster: Cluster) -> bool:
    """True if the records together tell the toll of one attack in figures, or a time or place and what was done."""
    strikes = [record for telling in cluster for record in telling.records if isinstance(record, StrikeRecord)]
    if any(one.occurrence == "single" and _tells_how_many(one) for one in strikes):
        return True
    if not any(_tells_when(one) or _tells_where(one) for one in strikes):
        return False
    return any(one.attacker or one.target or one.casualties or one.method != "other" for one in strikes)


def _tells_when(strike: StrikeRecord) -> bool:
    """False of a time without an end ("since 1980"), and of a whole year unless it is told who attacked or whom."""
    date = strike.date
    if date is None or (date.earliest and not date.latest):
        return False
    wide = date.earliest is not None and date.precision in {"year", "none"}
    return not wide or bool(strike.attacker or strike.target)


def _tells_where(strike: StrikeRecord) -> bool:
    """True of a place by name, though no table knows it."""
    return strike.place is not None and (strike.place.name is not None or strike.place.precision != "none")


def _tells_how_many(strike: StrikeRecord) -> bool:
    """True of a figure; "many" and "hundreds" are told of any war."""
    return any(count.qualifier != "vague" and (count.low, count.high) != (None, None) for count in strike.casualties)


def _is_placed(cluster: Cluster) -> bool:
    records = [record for telling in cluster for record in telling.records]
    return any(record.date or (record.place and record.place.precision != "none") for record in records)


def _has_company(cluster: Cluster) -> bool:
    """True of a meeting with a day or place, and where those who meet or telephone are known."""
    meetings = [record for telling in cluster for record in telling.records if isinstance(record, MeetingRecord)]
    return _is_placed(cluster) or any(_are_known(one.participants, called=one.format == "call") for one in meetings)


def _are_known(participants: Sequence[Actor], *, called: bool) -> bool:
    """Two or more, not "regional countries"; one man and a state ("talks with Iran") are none unless they telephone."""
    known = [actor for actor in participants if actor.country is not None or is_named(actor)]
    states = [actor for actor in known if actor.country is not None and actor.id == actor.country.lower()]
    return len(known) > PAIR or (len(known) == PAIR and (called or len(states) != 1))


def is_vague(cluster: Cluster) -> bool:
    """True if a cluster says next to nothing ("the attack"): it is an event only where no other may be meant."""
    return all(says_little(telling) and not _tells_a_toll(telling) for telling in cluster)


def _tells_a_toll(telling: Telling) -> bool:
    return any(isinstance(record, StrikeRecord) and record.casualties for record in telling.records)
