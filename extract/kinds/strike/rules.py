"""Strikes: one attack, or one series of them, each; a mention that says too little is of no attack of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.kinds.rules import Rules
from extract.kinds.strike.is_event import is_particular_attack
from extract.kinds.strike.second_look import check
from extract.kinds.strike.title import title
from extract.reconcile.fuse.is_event import Cluster
from extract.reconcile.fuse.links import link_answers, link_sequences, link_series
from extract.reconcile.kind_rules import KindRules
from extract.reconcile.match.cannot_link import (
    answered,
    dates_apart,
    other_country,
    other_standing,
    series_and_one,
    swapped,
    told_as_another,
    told_before,
    towns_apart,
)
from schemas import AnyRecord, StrikeRecord


def occurrence(cluster: Cluster, records: Sequence[AnyRecord]) -> Mapping[str, object]:
    """Whether an event is a single attack, a series, or attacks as such: by what the records say together."""
    if not all(telling.series for telling in cluster):
        return {"occurrence": "single"}
    general = all(isinstance(record, StrikeRecord) and record.occurrence == "general" for record in records)
    return {"occurrence": "general" if general else "series"}


RULES = Rules(
    check=check,
    reconciling=KindRules(
        vetoes=(
            dates_apart,
            told_before,
            other_country,
            towns_apart,
            swapped,
            series_and_one,
            other_standing,
            answered,
            told_as_another,
        ),
        is_event=is_particular_attack,
        title=title,
        claimed=("place", "method", "weapon", "stated_reason", "in_response_to"),
        values=occurrence,
        links=(link_answers, link_sequences, link_series),
    ),
)
