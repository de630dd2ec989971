"""Reads back what a run wrote: its event set, and the texts that offsets refer to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import ValidationError

from extract.base.errors import InputError
from extract.results import shards
from schemas import AnyRecord, ArticleInfo, EventSet, KindError

EVENTS, ARTICLES = "events.json", "articles"

MOST_SHARDS = 5
"""Shards of articles in a large result that is still read as a whole: up to 50,000 articles, some gigabytes."""


@dataclass(frozen=True, slots=True)
class Results:
    """An event set, the file or folder it is in, and the stored text of each of its articles by id."""

    file: Path
    events: EventSet
    texts: Mapping[str, str]


def read_events(path: Path) -> EventSet:
    """The event set of a run's folder, small or large, or of its ``events.json``.

    Raises:
        InputError: there is none, it is not what `schemas` describes, or there are too many shards of it.
    """
    if is_large(path):
        return _read_shards(path)
    file = _file(path)
    try:
        return EventSet.model_validate_json(file.read_bytes())
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror or error}") from error
    except KindError as error:
        raise InputError(f"{error}; mend or uninstall its package") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise InputError(f"{file} is no event set of this version: {where}: {first['msg']}") from error


def read_what_was_found(path: Path) -> tuple[Iterable[AnyRecord], Iterable[ArticleInfo]]:
    """The records and articles of a run's folder, however large, one after another.

    Raises:
        InputError: as `read_events` does, but for the size.
    """
    if is_large(path):
        return shards.RECORDS.read(path), shards.ARTICLES.read(path)
    events = read_events(path)
    return events.records, events.articles


def read_results(path: Path) -> Results:
    """The event set that `read_events` reads, with the texts beside it.

    Raises:
        InputError: the event set cannot be read, or a text is missing or not the one that was read.
    """
    events = read_events(path)
    if is_large(path):
        return Results(path, events, {one.id: one.text for one in shards.ARTICLES.read(path)})
    file = _file(path)
    for one in events.articles:
        if one.id in ("", "..") or PurePath(one.id).name != one.id:
            raise InputError(f"{file} is no result of this program: article id {one.id!r} cannot name a file")
    folder = file.parent / ARTICLES
    return Results(file, events, {one.id: _text(folder / f"{one.id}.txt", one.sha256) for one in events.articles})


def is_large(path: Path) -> bool:
    """True of the folder of a result in shards."""
    return not _file(path).exists() and bool(shards.shard_files(path / shards.ARTICLES.name))


def _read_shards(path: Path) -> EventSet:
    if len(shards.shard_files(path / shards.ARTICLES.name)) > MOST_SHARDS:
        most = MOST_SHARDS * shards.LINES_A_SHARD
        raise InputError(
            f"{path} holds a result of more than {most:,} articles, too many for this command: its events stand in "
            f"{path / shards.EVENTS.name}/part-*.jsonl, one a line, as DuckDB and pandas read them"
        )
    return EventSet(
        articles=tuple(one.info for one in shards.ARTICLES.read(path)),
        records=tuple(shards.RECORDS.read(path)),
        events=tuple(shards.EVENTS.read(path)),
        unsure=tuple(shards.UNSURE.read(path)),
        rejected=tuple(shards.REJECTED.read(path)),
        failed=tuple(shards.FAILED.read(path)),
    )


def _file(path: Path) -> Path:
    return path / EVENTS if path.is_dir() else path


def _text(path: Path, sha256: str) -> str:
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}, which belongs to the results: {error.strerror or error}") from error
    if hashlib.sha256(stored).hexdigest() != sha256:
        raise InputError(f"{path} is not the text that was read: it was changed since; run again over all articles")
    return stored.decode("utf-8")
