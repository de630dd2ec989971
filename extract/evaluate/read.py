"""Reads what is compared: a gold file, an event set, the articles' texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from extract.base.errors import InputError
from extract.evaluate.gold import Gold
from extract.results.read import is_large, read_results
from extract.results.read import read_events as read_large
from schemas import EventSet, KindError

EVENTS_FILE = "events.json"
TEXTS_FOLDER = "articles"
_SUFFIXES = (".txt", ".md")
_MOST_FAULTS = 3
"""Faults of a file that are told; the first are as a rule the cause of the others."""

_SAID = {"missing": "is missing", "extra_forbidden": "is no field that is known here"}

Model = TypeVar("Model", bound=BaseModel)


def read_gold(path: Path) -> Gold:
    """The gold of a file.

    Raises:
        InputError: there is no such file, or it is no gold; with its first faults.
    """
    return _read(path, Gold, "a gold file (docs/evaluation.md describes one)")


def read_events(path: Path) -> EventSet:
    """The event set of an ``events.json``, or of the folder of a result, small or large.

    Raises:
        InputError: there is no such file, or it is no event set; with its first faults.
    """
    if is_large(path):
        return read_large(path)
    return _read(events_file(path), EventSet, "an events.json of this version")


def events_file(path: Path) -> Path:
    """The file of an event set that is given as a file or as the folder of a run's results."""
    return path / EVENTS_FILE if path.is_dir() else path


def texts_of(events: EventSet, gold: Gold, *, result: Path, folder: Path | None) -> Mapping[str, str]:
    """The texts of all articles of an event set and its gold: from a folder, else those that stand with the result.

    Raises:
        InputError: there is no such folder, or a text cannot be read.
    """
    if folder is None and is_large(result):
        return read_results(result).texts
    folder = _checked(folder) if folder else events_file(result).parent / TEXTS_FOLDER
    return read_texts(folder, sorted({record.article_id for record in events.records} | gold.articles.keys()))


def read_texts(folder: Path, article_ids: Iterable[str]) -> dict[str, str]:
    """The texts of those articles that are in a folder as ``ID.txt`` or ``ID.md``, line ends as stored.

    Raises:
        InputError: a text cannot be read, or is not UTF-8.
    """
    texts: dict[str, str] = {}
    for article_id in article_ids:
        # An id is a file's stem; one with a path in it would lead out of the folder.
        names = [f"{article_id}{suffix}" for suffix in _SUFFIXES if PurePath(article_id).name == article_id]
        path = next((folder / name for name in names if (folder / name).is_file()), None)
        if path is not None:
            texts[article_id] = _text(path)
    return texts


def _checked(folder: Path) -> Path:
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder; --texts takes the one that holds the articles")
    return folder


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text: byte {error.start}") from error


def _read(path: Path, model: type[Model], what: str) -> Model:
    try:
        return model.model_validate_json(_bytes(path))
    except KindError as error:
        raise InputError(f"{error}; mend or uninstall its package") from error
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        listed = "; ".join(_fault(fault) for fault in faults[:_MOST_FAULTS])
        more = f"; and {len(faults) - _MOST_FAULTS} more faults" if len(faults) > _MOST_FAULTS else ""
        raise InputError(f"{path} is not {what}: {listed}{more}") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error


def _fault(fault: ErrorDetails) -> str:
    where = ".".join(str(part) for part in fault["loc"])
    said = _SAID.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    return f"{where}: {said}" if where else said
