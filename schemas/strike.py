"""Strike: a physical attack."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.base import Frozen
from schemas.draft import Copied, Draft, Fine, Reading, Short
from schemas.event import Event
from schemas.record import Record
from schemas.values import Actor, Count, CountUnit, Words

StrikeMethod = Literal[
    "air_strike",
    "drone_strike",
    "missile",
    "rocket",
    "shelling",
    "bombing",
    "shooting",
    "raid",
    "assassination",
    "ground_assault",
    "stabbing",
    "arson",
    "execution",
    "killing",
    "other",
]
_FINE_METHODS = Fine(frozenset({"ground_assault", "stabbing", "arson", "execution", "killing"}))


class Casualty(Frozen):
    """How many were killed or injured, in the article's own words."""

    number: Annotated[Short, Copied("count")] = Field(
        description="The number as written, copied: 'four', 'at least 17'"
    )
    unit: CountUnit = Field(description="killed_or_injured where the text gives one figure for both")
    who: Annotated[Short | None, Copied("text")] = Field(
        default=None, description="Whom it counts, copied: 'civilians'"
    )
    low: Annotated[int | None, Reading("low", of="number")] = Field(
        default=None, ge=0, description="The fewest it can be: 17 for 'at least 17'; null if no figure is given"
    )
    high: Annotated[int | None, Reading("high", of="number")] = Field(
        default=None, ge=0, description="The most it can be; null where that is left open"
    )


Occurrence = Literal["single", "series", "general"]


class Strike(Draft):
    """A physical attack: an air strike, a rocket, a bomb, a shooting, an assassination."""

    occurrence: Occurrence = Field(
        default="single",
        description="single: one attack or one operation; series: several over a time; general: attacks as such",
    )
    attacker: Annotated[Short | None, Copied("actor", role="attacker")] = Field(
        default=None, description="Who attacked, copied from the text"
    )
    target: Annotated[Short | None, Copied("actor", role="target")] = Field(
        default=None, description="Who or what was attacked, copied from the text"
    )
    attacker_name: Annotated[str | None, Reading("name", of="attacker")] = Field(
        default=None, description="Who attacked, by the usual English name"
    )
    target_name: Annotated[str | None, Reading("name", of="target")] = Field(
        default=None, description="Who or what was attacked, by the usual English name"
    )
    claimed_by: Annotated[Short | None, Copied("actor", role="claimed_by"), Fine()] = Field(
        default=None, description="Who says they did it, where the article does not say so itself, copied"
    )
    ordered_by: Annotated[Short | None, Copied("actor", role="ordered_by", anywhere=True), Fine()] = Field(
        default=None, description="Who ordered it, if not the attacker, copied"
    )
    method: Annotated[StrikeMethod, _FINE_METHODS] = "other"
    attacks: Annotated[Short | None, Copied("count", unit="attacks"), Fine()] = Field(
        default=None, description="How many attacks are told as one, copied: '12 strikes'"
    )
    attacks_low: Annotated[int | None, Reading("low", of="attacks")] = Field(
        default=None, ge=0, description="The fewest that can be"
    )
    attacks_high: Annotated[int | None, Reading("high", of="attacks")] = Field(
        default=None, ge=0, description="The most that can be"
    )
    date: Annotated[Short | None, Copied("date")] = Field(
        default=None, description="When it happened, copied: 'early on Friday local time'"
    )
    place: Annotated[Short | None, Copied("place")] = Field(default=None, description="Where it happened, copied")
    weapon: Annotated[Short | None, Copied("text")] = Field(default=None, description="What it was done with, copied")
    casualties: list[Casualty] = Field(default_factory=list, max_length=6)
    stated_reason: Annotated[Short | None, Copied("text")] = Field(
        default=None, description="Why the attacker says it was done, copied"
    )
    in_response_to: Annotated[Short | None, Copied("text")] = Field(
        default=None, description="The earlier attack it answers, copied"
    )

    @model_validator(mode="after")
    def _tells_something(self) -> Self:
        told = (
            self.attacker,
            self.target,
            self.date,
            self.place,
            self.casualties,
            self.stated_reason,
            self.in_response_to,
        )
        read = (self.day, self.town, self.country, self.attacker_name, self.target_name)
        if not any((*told, *read)):
            raise PydanticCustomError("nothing_told", "says neither who, whom, when, where nor how many")
        return self


class StrikeRecord(Record):
    """A strike as one article tells it in one place, with its values worked out."""

    kind: Literal["strike"] = "strike"
    occurrence: Occurrence = "single"
    attacker: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    claimed_by: tuple[Actor, ...] = ()
    ordered_by: tuple[Actor, ...] = ()
    method: StrikeMethod = "other"
    attacks: Count | None = None
    weapon: Words | None = None
    casualties: tuple[Count, ...] = ()
    stated_reason: Words | None = None
    in_response_to: Words | None = None


class StrikeEvent(Event):
    """A strike once, with every article's version of it."""

    kind: Literal["strike"] = "strike"
    occurrence: Occurrence = "single"
    attacker: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    claimed_by: tuple[Actor, ...] = ()
    ordered_by: tuple[Actor, ...] = ()
    method: StrikeMethod = "other"
