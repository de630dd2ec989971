"""Structured events for the operator of a run: which article, which call, how it went; never their text.

Lines that may quote an article are of level debug.  Nothing is shown unless somebody asks: `shown_on` does,
and so does a program that gives the logger ``extract`` a handler of its own.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

from extract.base.printable import printable

LEVELS = ("debug", "info", "warning", "error")

_logger = logging.getLogger("extract")
_logger.addHandler(logging.NullHandler())

_call: ContextVar[dict[str, object] | None] = ContextVar("_call", default=None)


@contextmanager
def call(article_id: str, call_id: str) -> Iterator[None]:
    """Every event of the block, in this task, carries these ids."""
    token = _call.set({"article": article_id, "call": call_id})
    try:
        yield
    finally:
        _call.reset(token)


def debug(event: str, **fields: object) -> None:
    """Log what may quote an article or an answer."""
    _log(logging.DEBUG, event, fields)


def info(event: str, **fields: object) -> None:
    """Log what went as it should: ids and numbers only."""
    _log(logging.INFO, event, fields)


def warning(event: str, **fields: object) -> None:
    """Log what went wrong in one place while the run goes on: ids, numbers and kinds of error only."""
    _log(logging.WARNING, event, fields)


def error(event: str, **fields: object) -> None:
    """Log what ends the run."""
    _log(logging.ERROR, event, fields)


def _log(level: int, event: str, fields: dict[str, object]) -> None:
    if _logger.isEnabledFor(level):
        _logger.log(level, event, extra={"fields": {**(_call.get() or {}), **fields}})


@contextmanager
def shown_on(stream: TextIO, *, level: str, as_json: bool) -> Iterator[None]:
    """Events of a level and above go to the stream until the block ends: a line of text or a JSON object each."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_JsonLines() if as_json else _Lines())
    before = _logger.level
    _logger.setLevel(level.upper())
    _logger.addHandler(handler)
    try:
        yield
    finally:
        _logger.removeHandler(handler)
        _logger.setLevel(before)


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        # Escaped, all but ASCII: no text in it can command a terminal.
        return json.dumps(
            {
                "time": _time(record).isoformat(timespec="milliseconds"),
                "level": record.levelname.lower(),
                "event": record.getMessage(),
                **getattr(record, "fields", {}),
            },
            default=str,
        )


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = " ".join(f"{name}={_cell(value)}" for name, value in getattr(record, "fields", {}).items())
        return f"{_time(record):%H:%M:%S} {record.levelname.lower():7} {printable(record.getMessage())} {told}".rstrip()


def _time(record: logging.LogRecord) -> dt.datetime:
    return dt.datetime.fromtimestamp(record.created, dt.UTC)


def _cell(value: object) -> str:
    text = printable(str(value))
    return json.dumps(text, ensure_ascii=False) if " " in text or not text else text
