"""One article's recorded answers, in memory and on disk: nothing that arrived is lost by a crash."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.cassette_format import HEADER, Exchange, Json, dump, dump_line, parse
from extract.errors import CassetteError


@dataclass(slots=True)
class ArticleFile:
    """Recorded answers by the key of their request.

    ``torn`` says that a crash cut the last answer short; ``interrupted`` that this run did not get
    every answer it wanted, so that what it did not ask for may still be good.
    """

    path: Path
    answers: dict[str, Exchange]
    existed: bool
    torn: bool
    interrupted: bool = False
    _whole_bytes: int = 0
    _before_line: str = HEADER
    _changed: bool = False
    _used: set[str] = field(default_factory=set)
    _unanswered: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> ArticleFile:
        """The file as it stands; an empty one where there is none.

        Raises:
            CassetteError: it cannot be read, or is no recording.
        """
        try:
            content = path.read_bytes()
            exchanges, length = parse(content)
        except FileNotFoundError:
            return cls(path, {}, existed=False, torn=False)
        except OSError as error:
            raise CassetteError(f"cannot read {path}: {error.strerror}") from error
        except ValueError as error:
            raise CassetteError(f"{path} is not a recording, restore or delete it: {error}") from error
        whole = content[:length]
        return cls(
            path,
            {each.request.key: each for each in exchanges},
            existed=True,
            torn=length < len(content),
            _whole_bytes=length,
            _before_line="" if whole.endswith(b"\n") else "\n" if whole else HEADER,
            _changed=length < len(content) or b"\n- {" in whole,
        )

    def use(self, key: str, *, label: str, order: int) -> Json:
        """The recorded answer, filed from now on under the first place in the article that asked for it."""
        recorded = self.answers[key]
        place = (order, label)
        if key in self._used:
            place = min(place, (recorded.order, recorded.label))
        if place != (recorded.order, recorded.label):
            self.answers[key] = replace(recorded, order=place[0], label=place[1])
            self._changed = True
        self._used.add(key)
        return recorded.answer

    def expect(self, key: str) -> None:
        """Notes that a request was sent; without an answer to it the run is incomplete."""
        self._unanswered.add(key)

    def add(self, exchange: Exchange) -> None:
        """Keeps an answer; it is on disk when this returns.

        Raises:
            CassetteError: the disk is full, or the folder cannot be written to.
        """
        key = exchange.request.key
        self._unanswered.discard(key)
        self._used.add(key)
        self._changed = True
        self.answers[key] = exchange
        try:
            self._append(dump_line(exchange))
        except OSError as error:
            raise CassetteError(f"cannot record to {self.path}: {error.strerror}") from error

    def _append(self, line: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.torn:
            os.truncate(self.path, self._whole_bytes)
            self.torn = False
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(self._before_line + line)
        self._before_line = ""

    def drop_stale(self) -> int:
        """Forgets the answers that a complete run did not ask for, and counts them."""
        stale = self.answers.keys() - self._used
        if self.interrupted or self._unanswered or not self._used or not stale:
            return 0
        self.answers = {key: each for key, each in self.answers.items() if key in self._used}
        self._changed = True
        return len(stale)

    def write(self) -> None:
        """Gives the file its finished form in one step, if anything in it changed.

        Raises:
            CassetteError: it cannot be written; what was appended is still there.
        """
        if not self._changed or not self.answers:
            return
        draft = self.path.with_name(f"{self.path.name}.tmp")
        try:
            draft.write_text(dump(self.answers.values()), encoding="utf-8", newline="\n")
            draft.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            raise CassetteError(f"cannot write {self.path}: {error.strerror}") from error
