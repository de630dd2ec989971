"""Keeps beside each value that a person corrected or rejected the one that was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from schemas import (
    KINDS,
    AnyEvent,
    AnyRecord,
    Claim,
    Correct,
    Count,
    HeardJudgement,
    Reject,
    SourceCounts,
    Toll,
)
from schemas.event import ClaimValue

UNCLAIMED = frozenset({"assertion", "according_to", "occurrence", "quote_type", "cue"})
"""Fields that no claim is made of: how the article tells it, and whom it has it from."""


def with_originals(
    events: Sequence[AnyEvent], heard: Iterable[HeardJudgement], records: Iterable[AnyRecord]
) -> tuple[AnyEvent, ...]:
    """The events with a deprecated claim for every value that a judgement replaced, behind the claims of its field."""
    by_id = {record.id: record for record in records}
    replaced: dict[str, list[Claim]] = defaultdict(list)
    for one in heard:
        if one.outcome == "obeyed" and isinstance(one.judgement, Correct | Reject) and one.judgement.field:
            replaced[one.records[0]] += _claims(one, one.judgement, by_id[one.records[0]])
    return tuple(_with(event, [claim for name in event.records for claim in replaced[name]]) for event in events)


def _with(event: AnyEvent, added: Sequence[Claim]) -> AnyEvent:
    if not added:
        return event
    claims = list(event.claims)
    for claim in added:
        last = max((place for place, other in enumerate(claims) if other.field == claim.field), default=len(claims) - 1)
        claims.insert(last + 1, claim)
    return event.model_copy(update={"claims": tuple(claims)})


def _claims(one: HeardJudgement, judgement: Correct | Reject, record: AnyRecord) -> Iterator[Claim]:
    if judgement.field is None or judgement.field in UNCLAIMED:
        return
    verb = "corrected" if isinstance(judgement, Correct) else "rejected"
    for value in _values(record, judgement.field, one.original):
        yield Claim(
            field=judgement.field,
            value=value,
            records=(record.id,),
            according_to=record.according_to,
            sources=SourceCounts(outlets=1, origins_min=1, origins_max=max(1, len(record.according_to))),
            rank="deprecated",
            rule=f"{judgement.field}.{verb}_by {judgement.signature}",
        )


def _values(record: AnyRecord, field: str, original: object) -> Iterator[ClaimValue]:
    """The values that a field held, as claims have them: figures as tolls, nothing with a span."""
    held: Any = getattr(KINDS[record.kind].record.model_validate({**record.model_dump(), field: original}), field)
    for value in held if isinstance(held, tuple) else (held,):
        if isinstance(value, Count):
            yield Toll(unit=value.unit, low=value.low, high=value.high)
        elif value is not None:
            yield value.model_copy(update={"span": None}) if hasattr(value, "span") else value
