"""Record: one fact as one article tells it in one place, with its evidence."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Frozen
from schemas.draft import Assertion
from schemas.evidence import Evidence, SourceChain
from schemas.values import DateValue, PlaceValue


class Record(Frozen):
    """What the program knows of one draft; `StrikeRecord`, `StatementRecord`, `MeetingRecord` add its fields."""

    id: str = Field(description="Hash of article, kind and evidence spans, with an ordinal where two share them")
    kind: str
    article_id: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    assertion: Assertion = "asserted"
    according_to: tuple[SourceChain, ...] = ()
    date: DateValue | None = None
    place: PlaceValue | None = None
