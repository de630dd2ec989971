"""The values that the stages hand to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from schemas import Draft, Evidence, PublishedFrom, Span

SentenceRole = Literal["title", "body", "dateline", "header", "caption", "heading", "furniture"]
"""What a sentence is for: only furniture (links to other stories, forms, share buttons) is never read;
a header is a line like "News ID: 88056", a heading a line between paragraphs that titles the next ones."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed from and by whom: "TEHRAN (Tasnim) –"; never the place of an event."""

    place: str | None
    agency: str | None
    span: Span


class Block(NamedTuple):
    """A paragraph of a page, without the white space around it, and what it is for."""

    start: int
    end: int
    role: SentenceRole


@dataclass(frozen=True, slots=True)
class Article:
    """A news text as stored, and what its file, its page or its own header says of it.

    ``text`` is exactly the decoded file (a leading byte order mark aside), or what a reader made of
    a page; every offset in this package is a code-point offset into it.  ``also_at`` are the other
    paths where the same text was found; ``doubts`` what a person should look at before trusting it;
    ``blocks`` its paragraphs as they were read with its head, None where nobody has read them yet.
    """

    id: str
    path: str
    sha256: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    dateline: Dateline | None = None
    language: str | None = None
    url: str | None = None
    published_from: PublishedFrom | None = None
    also_at: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    blocks: tuple[Block, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    ``start:end`` tile the text (trailing white space belongs to the sentence before it);
    ``content`` is the same span without white space at either end.  ``number`` counts from 1 in
    article order; ``paragraph`` from 1, a new one at every line break.
    """

    number: int
    start: int
    end: int
    content: Span
    paragraph: int
    role: SentenceRole = "body"


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences a model is asked about in one call, and those before it that it may look at.

    ``triggers`` are the words that made a routed window worth a call (see `extract.ask.window`);
    empty where the window was not routed.  ``also`` are further kinds that the same call asks for.
    """

    article: Article
    kind: str
    context: tuple[Sentence, ...]
    targets: tuple[Sentence, ...]
    triggers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds that are asked for."""
        return (self.kind, *self.also)

    def of(self, kind: str) -> Window:
        """The same sentences, asked about one kind alone."""
        return replace(self, kind=kind, also=())

    @property
    def numbers(self) -> tuple[int, int]:
        """First and last sentence number asked about."""
        return self.targets[0].number, self.targets[-1].number


@dataclass(frozen=True, slots=True)
class Grounded:
    """A draft whose every copied word was found in the article.

    ``spans`` maps a field's path ("attacker", "participants.0", "casualties.1.number") to where
    its words stand; ``meant`` to the name, from elsewhere in the article, of whom a pronoun means.
    """

    kind: str
    article_id: str
    draft: Draft
    evidence: tuple[Evidence, ...]
    spans: Mapping[str, Span]
    meant: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of a call, or of several together.

    Of the prompt's, ``cached_tokens`` came from the service's cache and ``cache_write_tokens`` were put in it.
    ``in_batch`` is the part of all this that was asked in a batch, which costs less.
    """

    prompt_tokens: int = 0
    cached_tokens: int = 0
    cache_write_tokens: int = 0
    completion_tokens: int = 0
    in_batch: Usage | None = None

    @property
    def at_once(self) -> Usage:
        """The part that was not asked in a batch."""
        part = self.in_batch
        if part is None:
            return self
        return Usage(
            self.prompt_tokens - part.prompt_tokens,
            self.cached_tokens - part.cached_tokens,
            self.cache_write_tokens - part.cache_write_tokens,
            self.completion_tokens - part.completion_tokens,
        )

    def batched(self) -> Usage:
        """The same tokens, all of them asked in a batch."""
        return replace(self, in_batch=replace(self, in_batch=None))

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.cached_tokens + other.cached_tokens,
            self.cache_write_tokens + other.cache_write_tokens,
            self.completion_tokens + other.completion_tokens,
            self.in_batch + other.in_batch if self.in_batch and other.in_batch else self.in_batch or other.in_batch,
        )


class Opinion(NamedTuple):
    """A model's word on two passages: same, different or cannot_tell, and why."""

    answer: Literal["same", "different", "cannot_tell"]
    reason: str


class Refused(NamedTuple):
    """A draft of a kind as the model gave it, and why it was refused, or kept otherwise."""

    kind: str
    draft: Mapping[str, object]
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one call, re-asks included.

    ``rejected`` holds the drafts that were refused; ``error``
    says why there is no usable answer at all, or no whole one, and is None where there is one.
    ``usages`` are the tokens of each answer that came in this run, ``replayed`` those of recorded ones.
    ``opinion`` is there where the call was about two passages.
    """

    grounded: tuple[Grounded, ...] = ()
    rejected: tuple[Refused, ...] = ()
    error: str | None = None
    attempts: int = 1
    usages: tuple[Usage, ...] = ()
    replayed: tuple[Usage, ...] = ()
    opinion: Opinion | None = None

    @property
    def usage(self) -> Usage:
        """Tokens of all its answers together."""
        return sum((*self.usages, *self.replayed), Usage())

    def with_cost_of(self, other: Answer) -> Answer:
        """This answer, with what another cost that came to nothing."""
        return replace(
            self,
            attempts=self.attempts + other.attempts,
            usages=self.usages + other.usages,
            replayed=self.replayed + other.replayed,
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """Two records (by id) that were taken to tell the same, and why, the weightiest reason first.

    ``score`` is in [-1, 1]; what a person said is 1.
    """

    left: str
    right: str
    reasons: tuple[str, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class HumanDecisions:
    """The decisions of people on records, by id, free of contradictions.

    ``same`` holds groups of records of one event, no record in two groups; ``apart`` pairs (smaller
    id first) that no event may hold together.  Each comes with who said so, when and why.
    """

    same: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    apart: Mapping[tuple[str, str], str] = field(default_factory=dict)


class Progress(NamedTuple):
    """How far a run is: windows answered, windows in all, and what was answered last."""

    done: int
    total: int
    label: str
