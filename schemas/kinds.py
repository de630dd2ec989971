"""The registry of record kinds: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from schemas.draft import Draft
from schemas.event import Event
from schemas.meeting import Meeting, MeetingEvent, MeetingRecord
from schemas.record import Record
from schemas.statement import Statement, StatementEvent, StatementRecord
from schemas.strike import Strike, StrikeEvent, StrikeRecord


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of fact is at each stage: draft (model), record (article), event (all articles)."""

    name: str
    draft: type[Draft]
    record: type[Record]
    event: type[Event]


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("strike", Strike, StrikeRecord, StrikeEvent),
        Kind("statement", Statement, StatementRecord, StatementEvent),
        Kind("meeting", Meeting, MeetingRecord, MeetingEvent),
    )
}

AnyRecord = Annotated[StrikeRecord | StatementRecord | MeetingRecord, Field(discriminator="kind")]
AnyEvent = Annotated[StrikeEvent | StatementEvent | MeetingEvent, Field(discriminator="kind")]
