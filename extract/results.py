"""Reads back what a run wrote: its event set, and the texts that offsets refer to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import ValidationError

from extract.errors import InputError
from extract.shards import EVENTS as EVENT_SHARDS
from extract.shards import shard_files
from schemas import EventSet

EVENTS, ARTICLES = "events.json", "articles"


@dataclass(frozen=True, slots=True)
class Results:
    """An event set, the file it is in, and the stored text of each of its articles by id."""

    file: Path
    events: EventSet
    texts: Mapping[str, str]


def read_events(path: Path) -> EventSet:
    """The event set of a run's folder or of its ``events.json``.

    Raises:
        InputError: there is none, or it is not what `schemas` describes.
    """
    file = _file(path)
    if shard_files(path / EVENT_SHARDS.name) and not file.exists():
        raise InputError(
            f"{path} holds a large result, whose events stand in {path / EVENT_SHARDS.name}/part-*.jsonl, a line each: "
            "too many for this command, which takes an events.json"
        )
    try:
        return EventSet.model_validate_json(file.read_bytes())
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror or error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise InputError(f"{file} is no event set of this version: {where}: {first['msg']}") from error


def read_results(path: Path) -> Results:
    """The event set of a run's folder or of its ``events.json``, with the texts beside it.

    Raises:
        InputError: the event set cannot be read, or a text is missing or not the one that was read.
    """
    events, file = read_events(path), _file(path)
    for one in events.articles:
        if one.id in ("", "..") or PurePath(one.id).name != one.id:
            raise InputError(f"{file} is no result of this program: article id {one.id!r} cannot name a file")
    folder = file.parent / ARTICLES
    return Results(file, events, {one.id: _text(folder / f"{one.id}.txt", one.sha256) for one in events.articles})


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
