"""Event: a cluster of records that tell one thing, with every version kept side by side."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Frozen
from schemas.evidence import SourceChain
from schemas.values import Actor, DateValue, PlaceValue, Via, Words

Rank = Literal["preferred", "normal", "deprecated"]
ConflictKind = Literal["disagreement", "update", "granularity", "unit", "timezone", "scope"]
ConflictStatus = Literal["open", "resolved"]
LinkType = Literal["in_response_to", "follows", "part_of"]


class Toll(Frozen):
    """A number of casualties claimed of an event; a claim, so the words stay with its records."""

    unit: str
    low: int | None = None
    high: int | None = None
    best: int | None = Field(default=None, description="Null where the rules give no best figure")
    part: bool = Field(default=False, description="True if it counts some of those whom another claim counts")
    via: Via = Field(default="words", description="As of a count: words, model or both")


class SourceCounts(Frozen):
    """How many outlets print something, and how many independent origins they have it from."""

    outlets: int = Field(ge=0, description="Distinct publishers; an article of unknown outlet counts as its own")
    origins_min: int = Field(ge=0, description="Independent origins if every doubtful pair is one")
    origins_max: int = Field(ge=0, description="Independent origins if every doubtful pair is two")


# Left to right, narrowest first: `Words` has only fields that `DateValue` has too.
ClaimValue = Annotated[
    Toll | Words | Actor | DateValue | PlaceValue | str,
    Field(union_mode="left_to_right"),
]


class Claim(Frozen):
    """One value of one field of an event, who asserts it, and how it ranks."""

    field: str
    value: ClaimValue
    records: tuple[str, ...] = Field(min_length=1)
    according_to: tuple[SourceChain, ...] = ()
    sources: SourceCounts
    rank: Rank = "normal"
    rule: str = Field(description="The rule that gave the rank")


class Conflict(Frozen):
    """Claims of one field that cannot all be true."""

    field: str
    kind: ConflictKind
    status: ConflictStatus
    values: tuple[ClaimValue, ...] = Field(min_length=2)


class Link(Frozen):
    """A relation from this event to another."""

    type: LinkType
    event: str


class Event(Frozen):
    """The fields every event has; `StrikeEvent`, `StatementEvent`, `MeetingEvent` add their parties."""

    id: str
    kind: str
    title: str = Field(description="Neutral and in English, as far as the words' English is known")
    title_original: str | None = Field(
        default=None, description="The title with the articles' own words, where it has their English; else null"
    )
    date: DateValue | None = None
    place: PlaceValue | None = None
    records: tuple[str, ...] = Field(min_length=1)
    articles: tuple[str, ...] = Field(min_length=1)
    sources: SourceCounts
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    links: tuple[Link, ...] = ()
