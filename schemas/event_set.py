"""EventSet: everything one run found, as `events.json` holds it."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import ConfigDict, Field

from schemas.base import Frozen
from schemas.judgement import HeardJudgement
from schemas.kinds import AnyEvent, AnyRecord

FORMAT: Final = "rashomon.events/1"


PublishedFrom = Literal["sidecar", "record", "metadata", "page", "text"]
"""The source of the day of publication: the article's metadata file, its field in a JSON file, the metadata of its
page or the page's address, a date line on the page, or the head of the text."""


class ArticleInfo(Frozen):
    """The facts known of an article without reading it."""

    id: str
    path: str = Field(description="As it was given")
    sha256: str = Field(description="Of the stored text in UTF-8")
    title: str | None = None
    outlet: str | None = None
    outlet_table: str | None = Field(
        default=None, description="The user's table that knew its outlet; null where none did"
    )
    owner: str | None = Field(
        default=None, description="The outlet's owner, where a table says that all its outlets are one origin"
    )
    published: str | None = Field(default=None, description="ISO 8601 day; null where nothing says so")
    published_from: PublishedFrom | None = Field(default=None, description="What told the day; null if unknown")
    language: str | None = Field(default=None, description="ISO 639-1; null where it could not be told")
    url: str | None = None
    also_at: tuple[str, ...] = Field(default=(), description="Other paths where the same text was found")


class Unsure(Frozen):
    """Two records the rules neither join nor part: for a person to judge."""

    records: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


SettledOutcome = Literal["joined", "kept_apart", "left_unsure", "overruled"]


class Settled(Frozen):
    """An unsure pair that was put to a model (``--settle``), the model's word, and what came of it."""

    records: tuple[str, str]
    score: float = Field(description="What the rules gave the pair")
    answer: Literal["same", "different", "cannot_tell"] | None = Field(
        default=None, description="The model's word; null where no usable answer came"
    )
    reason: str | None = Field(default=None, description="The model's reason, in its own words")
    model: str
    prompt: str = Field(description="Version of the question")
    outcome: SettledOutcome = Field(
        default="left_unsure",
        description="overruled: a rule or a person says otherwise, and that holds; left_unsure: still to be judged",
    )
    note: str | None = Field(default=None, description="Why the word was not followed, or why there is none")


class Rejected(Frozen):
    """A draft that never passed the checks."""

    article_id: str
    kind: str
    reason: str
    draft: dict[str, Any]


class Failed(Frozen):
    """A window no usable answer came back for, or (kind and window null) a file that could not be read."""

    article_id: str
    kind: str | None = None
    window: tuple[int, int] | None = Field(default=None, description="First and last sentence number asked about")
    error: str


class EventSet(Frozen):
    """Many articles in, one canonical event set out."""

    # Built when it is first used: only then are all kinds known.
    model_config = ConfigDict(defer_build=True)

    format: Literal["rashomon.events/1"] = FORMAT
    articles: tuple[ArticleInfo, ...] = ()
    records: tuple[AnyRecord, ...] = ()
    events: tuple[AnyEvent, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    failed: tuple[Failed, ...] = ()
    judgements: tuple[HeardJudgement, ...] = Field(default=(), description="What people judged, and what came of it")
    settled: tuple[Settled, ...] = Field(
        default=(), description="Pairs that a model was asked about, and what came of it"
    )
