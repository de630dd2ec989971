"""Shards: many values on disk as JSON Lines, written and read one at a time, so that no run has to hold them all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from extract.base.errors import ConfigError, InputError
from schemas import AnyEvent, AnyRecord, ArticleInfo, Failed, Rejected, Unsure

LINES_A_SHARD = 10_000
"""Of a result's shards, whatever it holds: 40 MB of articles, 20 MB of records."""

_PART = "part-{:05}.jsonl"
# JSON allows these inside a string, but readers that split lines the Unicode way would cut a value there.
_LINE_BREAKS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}

Value = TypeVar("Value")


class StoredArticle(ArticleInfo):
    """An article as a shard holds it: what is known of it, and the text that offsets refer to."""

    text: str

    @property
    def info(self) -> ArticleInfo:
        """The article without its text."""
        return ArticleInfo(**{name: getattr(self, name) for name in ArticleInfo.model_fields})


class ArticleCost(BaseModel):
    """The calls and tokens of an article, and what they cost in US dollars; None where the price is not known."""

    article: str
    calls: int
    prompt_tokens: int
    cached_tokens: int
    cache_write_tokens: int
    completion_tokens: int
    cost: float | None


class EventCost(BaseModel):
    """The cost of an event in US dollars: its records' shares of the calls that gave them."""

    event: str
    cost: float


@dataclass(frozen=True)
class ShardFolder(Generic[Value]):
    """One of the folders of a large result: its name, and what a line of it holds."""

    name: str
    of: Any

    @cached_property
    def shape(self) -> TypeAdapter[Value]:
        """How a line is read back; made when it is needed, for only then are all kinds known."""
        return TypeAdapter(self.of)

    def read(self, result: Path) -> Iterator[Value]:
        """Every value of this part of a result, in order; nothing where it has no such part.

        Raises:
            InputError: a shard cannot be read, or a line is not what `schemas` describes.
        """
        for file in shard_files(result / self.name):
            for number, line in enumerate(_lines(file), start=1):
                try:
                    yield self.shape.validate_json(line)
                except ValidationError as error:
                    first = error.errors()[0]
                    where = ".".join(map(str, first["loc"])) or "the line"
                    raise InputError(f"{file}:{number} is not of this version: {where}: {first['msg']}") from error

    def writer(self, result: Path, *, lines: int = LINES_A_SHARD) -> ShardWriter:
        """A writer of this part of a result."""
        return ShardWriter(result / self.name, lines=lines)


ARTICLES: ShardFolder[StoredArticle] = ShardFolder("articles", StoredArticle)
RECORDS: ShardFolder[AnyRecord] = ShardFolder("records", AnyRecord)
REJECTED: ShardFolder[Rejected] = ShardFolder("rejected", Rejected)
FAILED: ShardFolder[Failed] = ShardFolder("failed", Failed)
EVENTS: ShardFolder[AnyEvent] = ShardFolder("events", AnyEvent)
UNSURE: ShardFolder[Unsure] = ShardFolder("unsure", Unsure)

ARTICLE_COSTS: ShardFolder[ArticleCost] = ShardFolder("article_costs", ArticleCost)
EVENT_COSTS: ShardFolder[EventCost] = ShardFolder("event_costs", EventCost)

ArticleWithRecords = tuple[StoredArticle, Sequence[AnyRecord]]

PARTS = tuple(part.name for part in (ARTICLES, RECORDS, REJECTED, FAILED, EVENTS, UNSURE))
"""Names of the folders of a large result that hold what ``events.json`` of a small one does."""

OWNED = (*PARTS, ARTICLE_COSTS.name, EVENT_COSTS.name)
"""Names of all folders of a large result."""


def line_of(value: BaseModel) -> str:
    """A value as one line of JSON, keys in the order of its schema, text as it is."""
    # Python's encoder rather than pydantic's: how a float is spelt must not change with pydantic's version.
    return json.dumps(value.model_dump(mode="json"), ensure_ascii=False).translate(_LINE_BREAKS) + "\n"


def shard_files(folder: Path) -> list[Path]:
    """The shards of a folder in the order that they are read; none where there is no such folder."""
    return sorted(folder.glob(_PART.replace("{:05}", "*")), key=lambda file: (len(file.name), file.name))


@dataclass(slots=True)
class ShardWriter:
    """Writes lines to a folder of shards, each of so many lines but for the last: the same lines give the same bytes.

    Use it in a ``with`` statement; ``written`` counts lines.
    """

    folder: Path
    lines: int = LINES_A_SHARD
    written: int = 0
    _open: IO[bytes] | None = field(default=None, repr=False)

    def write(self, value: BaseModel) -> None:
        """Add a value."""
        self.write_line(line_of(value))

    def write_all(self, values: Iterable[BaseModel]) -> None:
        """Add values as they come."""
        for value in values:
            self.write(value)

    def write_line(self, line: str) -> None:
        """Add a line as it is, with its end.

        Raises:
            ConfigError: it cannot be written.
        """
        try:
            self._shard().write(line.encode())
        except OSError as error:
            raise ConfigError(f"cannot write to {self.folder}: {error.strerror or error}") from error
        self.written += 1

    def flush(self) -> None:
        """Hand what was added to the system, so that others can read it."""
        if self._open is not None:
            self._open.flush()

    def close(self) -> None:
        """Close the last shard."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def __enter__(self) -> Self:
        """Itself; its folder is made, so that one without a line is there too."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _shard(self) -> IO[bytes]:
        if self._open is None or self.written % self.lines == 0:
            self.close()
            self._open = (self.folder / _PART.format(self.written // self.lines)).open("wb")
        return self._open


def _lines(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as shard:
            yield from shard
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror or error}") from error


def told_by_article(result: Path) -> Iterator[ArticleWithRecords]:
    """Each article of a result with its records.

    Raises:
        InputError: a record is of no article, or not in the order of the articles.
    """
    records = RECORDS.read(result)
    following = next(records, None)
    for article in ARTICLES.read(result):
        mine: list[AnyRecord] = []
        while following is not None and following.article_id == article.id:
            mine.append(following)
            following = next(records, None)
        yield article, mine
    if following is not None:
        raise InputError(
            f"{result}: record {following.id} is of article {following.article_id}, which is not there or comes earlier"
        )
