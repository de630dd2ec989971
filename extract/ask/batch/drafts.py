"""Questions gathered into batches of bounded size; a batch is sent only when all of it is on disk."""

from __future__ import annotations

import lzma
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from extract.ask.batch.entry import Entry
from extract.ask.batch.ledger import ASKERS, QUESTIONS, Asker, Ledger, asker_line
from extract.ask.batch.service import MOST_BYTES, MOST_QUESTIONS
from extract.ask.limits.question import Question
from extract.base import durable

# The schema and the prompt repeat from question to question: the quickest setting finds them.
_QUICKEST = 0


@dataclass(slots=True)
class _Draft:
    entry: Entry
    questions: IO[bytes]
    askers: list[bytes] = field(default_factory=list)


class Drafts:
    """The batches that a run draws up: drop them, and nothing has happened."""

    def __init__(
        self,
        ledger: Ledger,
        line: Callable[[str, str], bytes],
        *,
        api: str,
        most_questions: int = MOST_QUESTIONS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """Begin without any; ``line`` is a question as it is sent."""
        self._ledger = ledger
        self._line = line
        self._api = api
        self._most_questions = most_questions
        self._most_bytes = most_bytes
        self._drafts: list[_Draft] = []
        self._is_open = False

    def add(self, asker: Asker, body: str, size: Question) -> None:
        """Put a question in a batch."""
        length = len(self._line(asker.key, body)) + 1
        draft = self._with_room_for(length)
        entry = draft.entry
        draft.questions.write(f"{asker.key}\t{body}\n".encode())
        entry.questions += 1
        entry.size += length
        taken = size.most
        more = taken.prompt_tokens, taken.cached_tokens, taken.cache_write_tokens, taken.completion_tokens
        entry.most = [before + one for before, one in zip(entry.most, more, strict=True)]
        self.also_for(asker, entry)

    def also_for(self, asker: Asker, entry: Entry) -> bool:
        """Have the answer filed for one more article; False if the batch is none of these."""
        for draft in self._drafts:
            if draft.entry is entry:
                if self._ledger.note(entry, asker):
                    draft.askers.append(asker_line(asker))
                return True
        return False

    def close(self) -> None:
        """Put all of them on disk: the questions, then the entries that say they are there."""
        self._end_last()
        for draft in self._drafts:
            name = self._ledger.folder / draft.entry.name
            durable.sync(Path(f"{name}{QUESTIONS}"))
            durable.write(Path(f"{name}{ASKERS}"), b"".join(draft.askers))
        for draft in self._drafts:
            self._ledger.add(draft.entry)
        self._drafts = []

    def drop(self) -> None:
        """Leave nothing of those that were not closed."""
        self._end_last()
        self._ledger.forget(draft.entry for draft in self._drafts)
        self._drafts = []

    def _with_room_for(self, length: int) -> _Draft:
        if self._is_open:
            entry = self._drafts[-1].entry
            if entry.questions < self._most_questions and entry.size + length <= self._most_bytes:
                return self._drafts[-1]
            self._end_last()
        name = self._ledger.next_name(secrets.token_hex(6), after=len(self._drafts))
        path = self._ledger.folder / f"{name}{QUESTIONS}"
        file = lzma.open(path, "wb", preset=_QUICKEST)  # noqa: SIM115 - closed when it is full
        self._drafts.append(_Draft(Entry(name, self._api), file))
        self._is_open = True
        return self._drafts[-1]

    def _end_last(self) -> None:
        if self._is_open:
            self._drafts[-1].questions.close()
            self._is_open = False
