"""Record: one fact as one article tells it in one place, with its evidence."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Frozen
from schemas.draft import Assertion
from schemas.evidence import Evidence, SourceChain
from schemas.values import DateValue, PlaceValue


class Overruled(Frozen):
    """A model's reading that the words of the article speak against; the words hold."""

    field: str = Field(description="Whose value: 'date', 'casualties'")
    raw: str = Field(description="The words")
    kept: str = Field(description="What they say")
    reading: str = Field(description="What the model made of them")


class Record(Frozen):
    """The fields every record has; `StrikeRecord`, `StatementRecord`, `MeetingRecord` add those of their kind."""

    id: str = Field(description="Hash of article, kind and evidence spans, with an ordinal where two share them")
    kind: str
    article_id: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    assertion: Assertion = "asserted"
    according_to: tuple[SourceChain, ...] = ()
    date: DateValue | None = None
    place: PlaceValue | None = None
    overruled: tuple[Overruled, ...] = Field(default=(), description="Readings that the words speak against")
