"""Judgement: what a person says of records, which holds over every rule."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from schemas.base import Frozen
from schemas.evidence import Span
from schemas.kinds import KindName

Outcome = Literal["obeyed", "overruled", "not_found", "unusable"]

KEPT = frozenset({"id", "kind", "article_id", "evidence"})
"""Fields of a record that say which it is: no judgement changes them."""


class RecordRef(Frozen):
    """A record by what outlives a new reading: its article's text, its kind and where its evidence stands."""

    article: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the article's stored text in UTF-8")
    kind: KindName
    spans: tuple[Span, ...] = Field(min_length=1, description="Of its evidence, in article order")
    ordinal: int = Field(default=1, ge=1, description="Which one, where several records share kind and spans")
    quote: str | None = Field(default=None, description="What stands there, for people; not used to find it")

    @field_validator("spans")
    @classmethod
    def _in_article_order(cls, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(sorted(set(spans), key=lambda span: (span.start, span.end)))

    @property
    def key(self) -> tuple[str, str, tuple[tuple[int, int], ...], int]:
        """The same for all references to one record."""
        return self.article, self.kind, tuple((span.start, span.end) for span in self.spans), self.ordinal


class _Signed(Frozen):
    who: str = Field(min_length=1, description="Who judged")
    when: dt.date | dt.datetime = Field(description="ISO 8601 day or time")
    why: str = Field(min_length=1, description="The reason, in a sentence")

    @property
    def signature(self) -> str:
        """Who judged, when and why, in one phrase: "A. Reader, 2026-11-21: one depot, two spellings"."""
        return f"{self.who}, {self.when.isoformat()[: len('2026-11-21')]}: {self.why}"


class _OfSeveral(_Signed):
    records: tuple[RecordRef, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _one_kind_each_once(self) -> Self:
        if len({record.kind for record in self.records}) > 1:
            raise ValueError("the records are of different kinds, which are never one event")
        if len({record.key for record in self.records}) < len(self.records):
            raise ValueError("a record is named twice")
        return self

    @property
    def refs(self) -> tuple[RecordRef, ...]:
        """The records it names."""
        return self.records


class Same(_OfSeveral):
    """All these records tell one event."""

    judgement: Literal["same"]


class Different(_OfSeveral):
    """No two of these records tell one event."""

    judgement: Literal["different"]


class _OfField(_Signed):
    record: RecordRef
    field: str | None = None

    @field_validator("field")
    @classmethod
    def _can_be_judged(cls, field: str | None) -> str | None:
        if field in KEPT:
            raise ValueError(f"{field} says which record it is; reject the record instead")
        return field

    @property
    def refs(self) -> tuple[RecordRef, ...]:
        """The record it names."""
        return (self.record,)


class Correct(_OfField):
    """A field of a record has another value than was read."""

    judgement: Literal["correct"]
    field: str
    value: Any = Field(description="As `events.json` has it, or in words: '26 February 2021', 'Abu Kamal'")


class Reject(_OfField):
    """A record tells nothing that belongs here; or, with a field, that field's value is none."""

    judgement: Literal["reject"]
    field: str | None = None


AnyJudgement = Annotated[Same | Different | Correct | Reject, Field(discriminator="judgement")]


class HeardJudgement(Frozen):
    """A judgement and what came of it in this event set."""

    line: int = Field(ge=1, description="Where it stands in its file")
    judgement: AnyJudgement
    outcome: Outcome
    records: tuple[str, ...] = Field(default=(), description="Ids of the records it was found to name")
    note: str | None = Field(default=None, description="Why it was not obeyed, or how a record was found again")
    original: Any = Field(default=None, description="What a correction or rejection replaced")
