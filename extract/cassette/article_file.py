"""One article's recorded answers, in memory and on disk: nothing that arrived is lost by a crash.

Several runs may use a file at once: each adds to it under a lock, sees what the others added, and
puts what stands on disk in order, not what it remembers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from filelock import FileLock

from extract.base import durable
from extract.base.errors import CassetteError
from extract.cassette.format import HEADER, Exchange, Recorded, Reply, dump, dump_line, parse

LOCK = ".lock"
"""Held, in the folder of a model, by who writes there."""


class Place(NamedTuple):
    """Where in its article an answer is filed: the first sentence of the first window that wants it, and its label."""

    order: int
    label: str


_Version = tuple[int, int, int]


@dataclass(slots=True, eq=False)
class ArticleFile:
    """Recorded replies by the key of their request.

    ``finished`` says that the file was put in order by a run that came to its end; ``torn`` how many
    answers a crash cut short; ``interrupted`` that this run did not get every answer it wanted, so
    that what it did not ask for may still be good.
    """

    path: Path
    replies: dict[str, Reply] = field(default_factory=dict)
    finished: bool = False
    torn: int = 0
    interrupted: bool = False
    _version: _Version | None = None
    _at_first: frozenset[str] = frozenset()
    _filed: dict[str, Place] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    _unanswered: set[str] = field(default_factory=set)
    _changed: bool = False
    _extensible: bool = False

    @classmethod
    def read(cls, path: Path) -> ArticleFile:
        """The file as it stands; an empty one where there is none.

        Raises:
            CassetteError: it cannot be read, or is no recording.
        """
        file = cls(path)
        file.refresh()
        file._at_first = frozenset(file.replies) if file.finished else frozenset()
        return file

    def refresh(self) -> None:
        """Takes in what other runs have added since this one last looked.

        Raises:
            CassetteError: the file cannot be read, or is no recording.
        """
        version = self._version_on_disk()
        if version is None or version == self._version:
            return
        recorded = _read(self.path)
        if self._version is None:
            self.finished = not recorded.appended and not recorded.torn
            self.torn = recorded.torn
            self._changed = not self.finished
        self._version = version
        for each in recorded.exchanges:
            self.replies[each.request.key] = each.reply
            self._filed[each.request.key] = Place(each.order, each.label)

    def use(self, key: str, place: Place) -> Reply:
        """The recorded reply, filed from now on under the first place in the article that asked for it."""
        first = min(place, self._places.get(key, place))
        self._places[key] = first
        self._changed = self._changed or first != self._filed[key]
        return self.replies[key]

    def expect(self, key: str) -> None:
        """Notes that a request was sent; without an answer to it the run is incomplete."""
        self._unanswered.add(key)

    def remember(self, exchange: Exchange) -> None:
        """Takes an answer as if it stood in the file, which stays as it is."""
        key = exchange.request.key
        self.replies[key], self._filed[key] = exchange.reply, Place(exchange.order, exchange.label)
        self._places[key] = self._filed[key]

    def add(self, exchange: Exchange) -> None:
        """Keeps an answer; it is on disk when this returns.

        Raises:
            CassetteError: the disk is full, or the folder cannot be written to.
        """
        (error,) = add_all([(self, exchange)])
        if error:
            raise error

    def append(self, exchange: Exchange) -> bool:
        """Adds an answer, for whoever holds the folder's lock; True if that made the file. It is not yet on disk.

        Raises:
            OSError: it could not be written.
        """
        key = exchange.request.key
        version, line = self._version_on_disk(), dump_line(exchange)
        undisturbed = version == self._version
        if version is None:
            line = HEADER + line
        elif not (undisturbed and self._extensible):
            self._make_extensible()
        durable.append(self.path, line.encode())
        if undisturbed:
            self._version = self._version_on_disk()
            self._extensible = True
        self._unanswered.discard(key)
        self._changed = True
        self.replies[key] = exchange.reply
        self._places[key] = self._filed[key] = Place(exchange.order, exchange.label)
        return version is None

    def exchanges(self) -> list[Exchange]:
        """All that is recorded, with the requests; read again from the disk."""
        return _read(self.path).exchanges if self.path.exists() else []

    @property
    def is_in_order(self) -> bool:
        """True if the file has its finished form."""
        return not self._changed and not self._stale()

    def _stale(self) -> frozenset[str]:
        """Answers that this run found in a finished file and, though it got all it wanted, did not ask for.

        What stands in an unfinished one may be another run's, still at work.
        """
        whole = not self.interrupted and not self._unanswered
        return self._at_first - self._places.keys() if whole and self._places else frozenset()

    def in_order(self) -> tuple[bytes | None, int]:
        """The finished form, None where there is nothing; and how many stale answers it drops.

        Raises:
            CassetteError: the file cannot be read.
        """
        stale = self._stale()
        on_disk = {each.request.key: each for each in self.exchanges()}
        kept = [self._in_place(each) for key, each in on_disk.items() if key not in stale]
        return dump(kept).encode() if kept else None, len(stale & on_disk.keys())

    def put_in_order(self) -> int:
        """Gives the file its finished form; see `put_in_order` for several."""
        return put_in_order([self])[0]

    def _make_extensible(self) -> None:
        """Gives the file its header, and an end of line after what an editor or a crash left without one."""
        head, last = _ends(self.path)
        if head != HEADER.encode():
            exchanges = self.exchanges()
            durable.replace(self.path, (dump(exchanges) if exchanges else HEADER).encode())
        elif last != b"\n":
            durable.append(self.path, b"\n")

    def _in_place(self, exchange: Exchange) -> Exchange:
        place = self._places.get(exchange.request.key)
        return replace(exchange, order=place.order, label=place.label) if place else exchange

    def _version_on_disk(self) -> _Version | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CassetteError(f"cannot read {self.path}: {error.strerror}") from error
        return status.st_ino, status.st_size, status.st_mtime_ns


def add_all(answers: Sequence[tuple[ArticleFile, Exchange]]) -> list[CassetteError | None]:
    """Keeps answers in files of one folder; each is on disk when this returns, or its error stands in its place."""
    folder = answers[0][0].path.parent
    errors: list[CassetteError | None] = [None] * len(answers)
    added: dict[ArticleFile, list[int]] = {}
    new = False
    try:
        with _reported(folder), _writing(folder):
            for position, (file, exchange) in enumerate(answers):
                try:
                    with _reported(file.path):
                        new |= file.append(exchange)
                    added.setdefault(file, []).append(position)
                except CassetteError as error:
                    errors[position] = error
    except CassetteError as error:
        return [error] * len(answers)
    # Others may write meanwhile: waiting for the disk is what takes long.
    for file, positions in () if durable.sync_at_once(len(added)) else added.items():
        try:
            with _reported(file.path):
                durable.sync(file.path)
        except CassetteError as error:
            for position in positions:
                errors[position] = error
    if new:
        durable.sync_folder(folder)
    return errors


def put_in_order(files: Sequence[ArticleFile]) -> list[int]:
    """Gives files of one folder their finished form, each in one step; how many stale answers each has dropped.

    Raises:
        CassetteError: one cannot be written; what was appended is still there.
    """
    dropped = dict.fromkeys((file.path for file in files), 0)
    if changed := [file for file in files if not file.is_in_order]:
        folder = changed[0].path.parent
        with _reported(folder), _writing(folder):
            formed = {file.path: file.in_order() for file in changed}
            durable.replace_all({path: form for path, (form, _) in formed.items() if form})
        dropped |= {path: number for path, (_, number) in formed.items()}
    return list(dropped.values())


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CassetteError(f"cannot record to {path}: {error.strerror or error}") from error


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """The block alone writes to a folder, of all threads and processes."""
    folder.mkdir(parents=True, exist_ok=True)
    # Threads of this process wait for each other without asking again and again.
    mine, everybodys = _locks(folder)
    with mine, everybodys:
        yield


@lru_cache(maxsize=64)
def _locks(folder: Path) -> tuple[Lock, FileLock]:
    return Lock(), FileLock(folder / LOCK, poll_interval=0.005)


def _read(path: Path) -> Recorded:
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise CassetteError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise CassetteError(f"{path} is not a recording, restore or delete it: {error}") from error


def _ends(path: Path) -> tuple[bytes, bytes]:
    """The bytes where the header should be, and the last one; nothing of a file that is not there."""
    try:
        with path.open("rb") as file:
            head = file.read(len(HEADER))
            file.seek(-min(1, len(head)), os.SEEK_END)
            return head, file.read()
    except FileNotFoundError:
        return b"", b""
