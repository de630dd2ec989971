"""The batches of one folder of recordings, on disk: what was sent, what came of it, and where each question stands."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

from filelock import FileLock, Timeout

from extract.ask.batch.entry import Entry
from extract.base import durable
from extract.base.errors import CassetteError, ConfigError

FOLDER = ".batches"
"""In the folder of a model's recordings."""

_LOCK = ".lock"
ENTRY, QUESTIONS, ASKERS = ".json", ".questions.xz", ".askers.jsonl"


class LedgerInUseError(ConfigError):
    """Another run is at work on the batches of the folder."""


class Standing(NamedTuple):
    """Where a question stands; ``tries`` is in how many batches it got no answer, ``why`` the last reason."""

    state: Literal["new", "waiting", "answered", "refused", "lost"]
    entry: Entry | None = None
    status: int = 0
    body: Any = None
    tries: int = 0
    why: str = ""


class Asker(NamedTuple):
    """For whom a question is asked: an article or whatever its recording is named after, and where in it.

    ``within`` is the folder of that recording in the model's own, empty for that itself.
    """

    key: str
    article: str
    label: str
    order: int
    within: str = ""


_NEW = Standing("new")


class Ledger:
    """The entries of a folder, oldest first, and the newest batch that each question is in."""

    def __init__(self, folder: Path) -> None:
        """Read what is there; nothing where there is no such folder.

        Raises:
            CassetteError: an entry cannot be read.
        """
        self.folder = folder
        self.entries: list[Entry] = [_read(path) for path in sorted(folder.glob(f"*{ENTRY}"))]
        self._of: dict[bytes, tuple[Entry, tuple[str, ...]]] = {}
        for entry in self.entries:
            for asker in self.askers(entry):
                self.note(entry, asker)

    def __len__(self) -> int:
        """How many questions are in batches that have not been fetched."""
        return sum(entry.questions for entry in self.entries if not entry.fetched)

    def standing(self, key: str) -> Standing:
        """Where a question stands."""
        entry, _ = self._of.get(_short(key), (None, ()))
        if entry is None:
            return _NEW
        if not entry.fetched:
            return Standing("waiting", entry)
        if key in entry.refused:
            status, body = entry.refused[key]
            return Standing("refused", entry, status, body)
        if key in entry.lost:
            tries = sum(key in each.lost and not each.too_large for each in self.entries)
            return Standing("lost", entry, tries=tries, why=entry.lost[key])
        return Standing("answered", entry)

    def is_in(self, entry: Entry, key: str) -> bool:
        """True if a question is in the batch, and in no later one."""
        return self._of.get(_short(key), (None, ()))[0] is entry

    def also_for(self, asker: Asker, entry: Entry) -> None:
        """Have the answer to a question in a batch filed for one more article."""
        if self.note(entry, asker):
            path = self.folder / f"{entry.name}{ASKERS}"
            durable.append(path, asker_line(asker))
            durable.sync(path)

    def next_name(self, nonce: str, *, after: int) -> str:
        """A name for a new entry that sorts behind those here and ``after`` more."""
        last = int(self.entries[-1].name.split("-")[1]) if self.entries else 0
        return f"rashomon-{last + after + 1:06d}-{nonce}"

    def add(self, entry: Entry) -> None:
        """Take in an entry whose questions are on disk already."""
        self.entries.append(entry)
        self.save(entry)

    def note(self, entry: Entry, asker: Asker) -> bool:
        """Know for whom a question of a batch is asked; False if that was known."""
        key = _short(asker.key)
        known, articles = self._of.get(key, (None, ()))
        if known is not entry:
            self._of[key] = entry, (asker.article,)
        elif asker.article not in articles:
            self._of[key] = entry, (*articles, asker.article)
        return known is not entry or asker.article not in articles

    def save(self, entry: Entry) -> None:
        """Put an entry on disk as it is now.

        Raises:
            OSError: it could not be written.
        """
        durable.replace(self.folder / f"{entry.name}{ENTRY}", entry.dumped())
        durable.sync_folder(self.folder)

    def questions(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Key and body of each question of a batch, as they were put in."""
        with lzma.open(self.folder / f"{entry.name}{QUESTIONS}", "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                key, _, body = line.rstrip("\n").partition("\t")
                yield key, body

    def askers(self, entry: Entry) -> Iterator[Asker]:
        """For whom the questions of a batch are asked."""
        try:
            lines = (self.folder / f"{entry.name}{ASKERS}").read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, start=1):
                try:
                    yield Asker(*json.loads(line))
                except ValueError:
                    # A line that a crash cut short was for one more article, whose question is asked again.
                    if number < len(lines):
                        raise
        except (OSError, ValueError, TypeError) as error:
            raise CassetteError(f"cannot read {self.folder / entry.name}{ASKERS}: {error}") from error

    def forget(self, entries: Iterable[Entry]) -> None:
        """Remove entries that are of no use any more, and the folder with the last of them."""
        gone = list(entries)
        for entry in gone:
            # The entry first: without its questions it would be a riddle.
            for part in (ENTRY, QUESTIONS, ASKERS):
                (self.folder / f"{entry.name}{part}").unlink(missing_ok=True)
        self.entries = [entry for entry in self.entries if entry not in gone]
        self._of = {key: known for key, known in self._of.items() if known[0] not in gone}


@contextmanager
def alone_in(folder: Path) -> Iterator[Ledger]:
    """The ledger of a folder, which no other run uses until the block ends; leftovers of drafts are cleared away.

    Raises:
        LedgerInUseError: another run uses it.
        CassetteError: it cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise LedgerInUseError(
            f"another run is at work on the batches in {folder}: wait until it has ended, then run this command again"
        ) from None
    try:
        ledger = Ledger(folder)
        _clear_drafts(ledger)
        yield ledger
    finally:
        lock.release()


def asker_line(asker: Asker) -> bytes:
    """An asker as it stands in its file."""
    return f"{json.dumps(asker, ensure_ascii=False)}\n".encode()


def _clear_drafts(ledger: Ledger) -> None:
    """A draft without an entry was never sent, and is drawn up again."""
    known = {entry.name for entry in ledger.entries}
    for path in ledger.folder.glob("rashomon-*"):
        if path.name.split(".")[0] not in known:
            path.unlink()


def _read(path: Path) -> Entry:
    try:
        entry = Entry.parsed(path.read_bytes())
        if entry.name != path.name.removesuffix(ENTRY):
            raise ValueError(f"it calls itself {entry.name}")
        return entry
    except (OSError, ValueError) as error:
        raise CassetteError(f"cannot read {path}, which says what was sent as a batch: {error}") from error


def _short(key: str) -> bytes:
    """Half of a key's bytes, which tells as much; what is no key of ours stays what it is."""
    try:
        return bytes.fromhex(key)[:16]
    except ValueError:
        return key.encode()
