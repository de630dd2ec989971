"""Gold: what a careful reader finds in some articles, to measure an event set against."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from extract.evaluate import own_fields
from extract.evaluate.own_fields import Accepted, listed
from schemas import KINDS
from schemas.base import Frozen
from schemas.draft import Assertion
from schemas.event import ConflictKind
from schemas.kinds import KindName
from schemas.statement import Act
from schemas.strike import StrikeMethod
from schemas.values import Weekday

ArticleRef = Annotated[int, Field(ge=0)] | str
"""An article by its id, or by its position in ``articles``, counted from 0."""

Assertions = Annotated[tuple[Assertion, ...], BeforeValidator(listed)]
Methods = Annotated[tuple[StrikeMethod, ...], BeforeValidator(listed)]
Acts = Annotated[tuple[Act, ...], BeforeValidator(listed)]


class GoldFacts(Frozen):
    """The gold facts of an event as a whole, and of one mention of it; those left out are not measured.

    Kinds of other packages have the fields that follow from their schemas (`extract.evaluate.own_fields`).
    """

    model_config = ConfigDict(extra="allow")

    earliest: dt.date | None = Field(default=None, description="First day it may have been")
    latest: dt.date | None = Field(default=None, description="Last day it may have been")
    place: Accepted = ()
    attacker: Accepted = ()
    target: Accepted = ()
    method: Methods = ()
    speaker: Accepted = ()
    act: Acts = ()
    participants: tuple[Accepted, ...] = Field(default=(), description="All who took part, each by accepted words")
    assertion: Assertions = ()
    according_to: tuple[Accepted, ...] | None = Field(
        default=None, description="Whom the article has it from, nearest first; an empty list: it says so itself"
    )

    @model_validator(mode="before")
    @classmethod
    def _has_no_field_but_those_of_kinds(cls, facts: Any) -> Any:  # noqa: ANN401 (whatever stands in the file)
        return own_fields.checked(facts, known=cls.model_fields) if isinstance(facts, dict) else facts

    @model_validator(mode="after")
    def _interval_is_ordered(self) -> Self:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"the latest day {self.latest} is before the earliest {self.earliest}")
        return self


class GoldToll(Frozen):
    """A number of casualties that some article gives."""

    unit: str
    value: int | None = Field(default=None, ge=0)
    vague: bool = Field(default=False, description="True where the text gives words and no number: 'several'")
    source: str | None = Field(default=None, description="For readers; not measured")
    article: Annotated[tuple[ArticleRef, ...], BeforeValidator(listed)] = ()

    @model_validator(mode="after")
    def _says_how_many(self) -> Self:
        if (self.value is None) != self.vague:
            raise ValueError('a toll has either a value or "vague": true')
        return self


class GoldEvent(GoldFacts):
    """Something that happened, once, however many articles tell it.

    An optional event counts neither way: finding it is no error, missing it no loss.
    """

    id: str
    kind: KindName
    optional: bool = False
    casualties: tuple[GoldToll, ...] = ()
    conflict: str | None = Field(default=None, description="A field on which the articles disagree")
    in_response_to: str | None = Field(default=None, description="The gold event it answers")
    country: str | None = Field(default=None, description="For readers; not measured")
    weekday: Weekday | None = Field(default=None, description="For readers; not measured")
    month: str | None = Field(default=None, description="For readers; not measured")
    note: str | None = Field(default=None, description="For readers; not measured")

    @property
    def tolls(self) -> tuple[GoldToll, ...]:
        """All numbers that some article gives, of every field of counts."""
        own = (getattr(self, field.name, ()) for field in KINDS[self.kind].fields("count"))
        return tuple(GoldToll.model_validate(toll) for tolls in own for toll in tolls)


class GoldMention(GoldFacts):
    """Where an article tells an event: the words that do so, as a half-open range of its code points."""

    event: str
    article: str
    start: int = Field(ge=0)
    end: int
    anchor: str

    @model_validator(mode="after")
    def _anchor_fills_the_span(self) -> Self:
        if not self.anchor or len(self.anchor) != self.end - self.start:
            raise ValueError(f"an anchor of {len(self.anchor)} characters cannot fill {self.start}:{self.end}")
        return self

    @property
    def key(self) -> MentionKey:
        """The event, article and start that no two mentions share."""
        return self.event, self.article, self.start


MentionKey = tuple[str, str, int]
"""Event, article and start of a mention."""


class GoldConflict(Frozen):
    """A disagreement between articles that must still be seen in the events."""

    event: str
    field: str
    values: tuple[str, ...] = Field(default=(), description="For readers; not measured")
    kind: ConflictKind | None = None


class Gold(Frozen):
    """The gold of some articles."""

    articles: dict[str, Annotated[int, Field(ge=0)]] = Field(description="Length in code points, by article id")
    events: tuple[GoldEvent, ...] = Field(min_length=1)
    mentions: tuple[GoldMention, ...]
    must_not_merge: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[GoldConflict, ...] = ()
    one_origin: tuple[tuple[str, tuple[ArticleRef, ...]], ...] = Field(
        default=(), description="An event and articles that have it from one and the same source"
    )

    @model_validator(mode="after")
    def _refers_to_itself(self) -> Self:
        """Each fault of reference with what refers, the first five."""
        faults = [*_twice(self), *_unknown_events(self), *_unknown_articles(self), *_fields_of_other_kinds(self)]
        if faults:
            raise ValueError("; ".join(faults[:5]))
        return self

    def article_id(self, ref: ArticleRef) -> str:
        """The id of an article that is given by id or position."""
        return ref if isinstance(ref, str) else list(self.articles)[ref]


def _twice(gold: Gold) -> Iterator[str]:
    for event, times in Counter(event.id for event in gold.events).items():
        if times > 1:
            yield f"the event id {event!r} is used {times} times"
    for (event, article, start), times in Counter(mention.key for mention in gold.mentions).items():
        if times > 1:
            yield f"{event!r} is mentioned {times} times at {start} of {article!r}"


def _unknown_events(gold: Gold) -> Iterator[str]:
    known = {event.id for event in gold.events}
    referring: list[tuple[str, Iterable[str]]] = [
        ("mentions", (mention.event for mention in gold.mentions)),
        ("must_not_merge", (event for pair in gold.must_not_merge for event in pair)),
        ("conflicts", (conflict.event for conflict in gold.conflicts)),
        ("one_origin", (event for event, _ in gold.one_origin)),
        ("in_response_to", (event.in_response_to for event in gold.events if event.in_response_to)),
    ]
    for where, names in referring:
        for name in dict.fromkeys(names):
            if name not in known:
                yield f"{where} names the event {name!r}, which is not in events"


def _unknown_articles(gold: Gold) -> Iterator[str]:
    for mention in gold.mentions:
        length = gold.articles.get(mention.article)
        if length is None:
            yield f"a mention of {mention.event!r} is in {mention.article!r}, which is not in articles"
        elif mention.end > length:
            yield f"a mention of {mention.event!r} ends at {mention.end}, past the end of {mention.article!r}"
    refs = [ref for _, group in gold.one_origin for ref in group]
    refs += [ref for event in gold.events for toll in event.tolls for ref in toll.article]
    for ref in dict.fromkeys(refs):
        if ref not in gold.articles and not (isinstance(ref, int) and ref < len(gold.articles)):
            yield f"there is no article {ref!r}"


def _fields_of_other_kinds(gold: Gold) -> Iterator[str]:
    kinds = {event.id: event.kind for event in gold.events}
    told: list[tuple[str, GoldFacts]] = [(event.id, event) for event in gold.events]
    told += [(mention.event, mention) for mention in gold.mentions]
    for event, facts in told:
        for field, of in own_fields.kinds_with().items():
            if getattr(facts, field, None) and kinds.get(event) not in (None, *of):
                yield f"{event!r} is a {kinds[event]}, which has no {field}"
