"""When a strike is an event: it is told as done, and its records say which attack it was."""

from __future__ import annotations

from extract.reconcile.fuse.is_event import Cluster, has_happened
from schemas import StrikeRecord


def is_particular_attack(cluster: Cluster) -> bool:
    """True if a cluster tells of an attack as done, and which it is."""
    return has_happened(cluster) and _is_particular(cluster)


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
