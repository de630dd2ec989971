"""Meeting: people or delegations who meet or talk."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.draft import Copied, Draft, Short
from schemas.event import Event
from schemas.record import Record
from schemas.values import Actor, Words

MeetingFormat = Literal["in_person", "call", "multilateral"]


class Meeting(Draft):
    """People or delegations meet, visit or hold talks."""

    participants: Annotated[list[Short], Copied("actor", role="participant", anywhere=True, company=True)] = Field(
        min_length=2, max_length=8, description="Who met, each name copied"
    )
    format: MeetingFormat = Field(default="in_person", description="multilateral: more than two parties")
    date: Annotated[Short | None, Copied("date")] = Field(default=None, description="When they met, copied")
    place: Annotated[Short | None, Copied("place")] = Field(default=None, description="Where they met, copied")
    topics: Annotated[list[Short], Copied("text")] = Field(
        default_factory=list, max_length=6, description="What they talked about, copied"
    )
    outcome: Annotated[Short | None, Copied("text")] = Field(default=None, description="What they agreed, copied")


class MeetingRecord(Record):
    """A meeting as one article tells it in one place, with its values worked out."""

    kind: Literal["meeting"] = "meeting"
    participants: tuple[Actor, ...] = ()
    format: MeetingFormat = "in_person"
    topics: tuple[Words, ...] = ()
    outcome: Words | None = None


class MeetingEvent(Event):
    """A meeting once, with every article's version of it."""

    kind: Literal["meeting"] = "meeting"
    participants: tuple[Actor, ...] = ()
    format: MeetingFormat = "in_person"
