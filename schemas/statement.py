"""Statement: an attributed utterance."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.draft import Copied, Draft, Fine, Reading, Short
from schemas.event import Event
from schemas.record import Record
from schemas.values import Actor, Words

Act = Literal[
    "accuse",
    "condemn",
    "deny",
    "warn",
    "threaten",
    "demand",
    "request",
    "promise",
    "support",
    "claim",
    "announce",
    "praise",
    "condole",
    "inform",
    "find",
    "decline",
    "comment",
]
_FINE_ACTS = Fine(frozenset({"praise", "condole", "inform", "find", "decline"}))
QuoteType = Literal["direct", "indirect", "mixed"]


class Statement(Draft):
    """Somebody says, writes, denies, condemns, warns or announces something."""

    speaker: Annotated[Short, Copied("actor", role="speaker", anywhere=True)] = Field(
        description="Who says it: the name, copied; where the sentence says 'he', the name he has in the text before"
    )
    speaker_name: Annotated[str | None, Reading("name", of="speaker")] = Field(
        default=None, description="Who says it, by the usual English name"
    )
    cue: Annotated[Short | None, Copied("text")] = Field(
        description="The words that show it is said, copied: 'said', 'denied'"
    )
    content: Annotated[str, Copied("text")] = Field(
        min_length=1,
        max_length=800,
        description="What is said, copied; a long one by its first and last words: 'We condemn … be punished'",
    )
    act: Annotated[Act, _FINE_ACTS] = Field(default="comment", description="What the speaker does by saying it")
    addressee: Annotated[Short | None, Copied("actor", role="addressee", anywhere=True)] = Field(
        default=None, description="Whom it is said to, copied"
    )
    about: Annotated[Short | None, Copied("text", anywhere=True)] = Field(
        default=None, description="The event it is about, copied"
    )
    date: Annotated[Short | None, Copied("date")] = Field(default=None, description="When it was said, copied")
    place: Annotated[Short | None, Copied("place")] = Field(default=None, description="Where it was said, copied")
    channel: Annotated[Short | None, Copied("text")] = Field(
        default=None, description="Through what it was said, copied: 'in a statement', 'told state television'"
    )


class StatementRecord(Record):
    """A statement as one article gives it in one place, with its values worked out."""

    kind: Literal["statement"] = "statement"
    speaker: Actor | None = None
    cue: Words | None = None
    content: Words | None = None
    act: Act = "comment"
    quote_type: QuoteType = "indirect"
    addressee: Actor | None = None
    about: Words | None = None
    channel: Words | None = None


class StatementEvent(Event):
    """One utterance once, with every article's wording of it."""

    kind: Literal["statement"] = "statement"
    speaker: Actor | None = None
    act: Act = "comment"
    content: Words | None = None
