"""Reads a file in a process of its own: one that hangs, fills the memory or crashes a parser ends that process alone.

The process gets no key and nothing else of the environment that it does not need; see `child_environment`.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from extract.base.child import answering, start_child
from extract.load.document import Facts, Flaw, Text, UnreadableError
from extract.load.fields import Columns
from extract.load.formats import FORMATS, FileFormat

SECONDS = 60
"""The longest that reading one article may take."""

MOST_SECONDS = 3600
"""The longest that reading one file may take: some ten thousand pages."""

MEMORY_BYTES = 2_000_000_000
"""The most memory that reading one file may take, where the system can say so (not on Windows and macOS)."""


class ConfinedReader:
    """Reads files of formats whose parsers are not ours, one after the other, in one process; use it with ``with``."""

    def __init__(self, columns: Columns | None = None) -> None:
        """Start nothing yet: most runs have no such file.  ``columns`` are the names of fields that the user gave."""
        self.columns: Columns = columns or {}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ConfinedReader:
        """Nothing is started before there is a file to read."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._end()

    def read(self, format_: FileFormat, data: bytes) -> Iterator[Text | Flaw]:
        """The texts in a file, and what cannot be read of it, each as soon as it is read.

        Raises:
            UnreadableError: the reader found none, or took too long, too much memory, or crashed.
        """
        self._ask(format_.name, data)
        told: dict[str, Any] = {}
        try:
            while not (told := self._answer()).keys() & {"error", "end"}:
                yield Flaw(**told) if "reason" in told else _text(told)
        finally:
            # Whoever stops in the middle leaves answers that are none to the next question.
            if not told.keys() & {"error", "end"}:
                self._end()
        if "error" in told:
            raise UnreadableError(told["error"])

    def _ask(self, name: str, data: bytes) -> None:
        process = self._process or start_child(__name__, stderr=subprocess.DEVNULL)
        self._process = process
        # Written to a process that ended, it is the missing answer that tells.
        with contextlib.suppress(BrokenPipeError):
            assert process.stdin is not None
            process.stdin.write(json.dumps([name, len(data), dict(self.columns)]).encode() + b"\n" + data)
            process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        if not answer.endswith(b"\n"):
            raise UnreadableError(_cause(self._end()))
        told: dict[str, Any] = json.loads(answer)
        return told

    def _end(self) -> int:
        """Exit status of the process, which is ended if it still runs."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(BrokenPipeError), process:
            if process.stdin is not None:
                process.stdin.close()
        return process.returncode


def _cause(status: int) -> str:
    if hasattr(signal, "SIGALRM") and status == -signal.SIGALRM:
        return f"reading it took longer than {SECONDS} seconds for one article"
    if status == -getattr(signal, "SIGABRT", 0):
        return f"reading it takes more than {MEMORY_BYTES // 1_000_000:,} MB of memory, or it is damaged"
    return f"the process that read it crashed (exit status {status}); it may be damaged"


def main() -> None:
    """Answer requests on standard input, a line of JSON for each find and one at the end, until there are no more."""
    requests = sys.stdin.buffer
    with answering() as answers:
        _limit_memory()
        for request in iter(requests.readline, b""):
            for answer in _answers(request, requests):
                answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()


def _answers(request: bytes, rest: BinaryIO) -> Iterator[dict[str, object]]:
    name, length, columns = json.loads(request)
    data = rest.read(length)
    format_ = next(format_ for format_ in FORMATS if format_.name == name)
    end = time.monotonic() + MOST_SECONDS
    _alarm(SECONDS)
    try:
        for one in format_.reader(columns)(data):
            _alarm(0)
            yield _told(one)
            if time.monotonic() > end:
                raise UnreadableError(f"reading it took longer than {MOST_SECONDS // 60} minutes; split it")
            _alarm(SECONDS)
        yield {"end": True}
    except UnreadableError as error:
        yield {"error": str(error)}
    except MemoryError:
        yield {"error": f"reading it takes more than {MEMORY_BYTES // 1_000_000:,} MB of memory"}
    # Another's parser may raise anything on a hostile file.
    except Exception as error:
        yield {"error": f"it may be damaged: {type(error).__name__}: {' '.join(str(error).split())[:200]}"}
    finally:
        _alarm(0)


def _told(found: Text | Flaw) -> dict[str, object]:
    if isinstance(found, Flaw):
        return {"reason": found.reason, "number": found.number, "left": found.left}
    facts = found.facts.model_dump(mode="json")
    return {
        "text": found.text,
        "facts": facts,
        "published_from": found.published_from,
        "number": found.number,
        "doubts": found.doubts,
    }


def _text(told: dict[str, Any]) -> Text:
    return Text(**{**told, "facts": Facts.model_validate(told["facts"]), "doubts": tuple(told["doubts"])})


def _alarm(seconds: int) -> None:
    """Have the system end this process in so many seconds, whatever it is doing then; 0 calls it off."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        # Not on Windows.
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
