"""Keeps the texts of very many articles on disk while their names are still being found."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, NamedTuple, overload

from extract.base.types import Article
from extract.load.article import article_of
from extract.load.document import Text


class ShelvedText(NamedTuple):
    """A text on a shelf, and where it was found."""

    origin: str
    text: Text


class Shelf:
    """Takes texts in, numbered from 0, and puts them on disk once there are more than a number."""

    def __init__(self, folder: Path | None, most: int) -> None:
        """Begin with none; without a folder they all stay in memory."""
        self._folder = folder
        self._most = most
        self._kept: list[ShelvedText] = []
        self._file: IO[bytes] | None = None
        self._places = array("q")

    @property
    def is_on_disk(self) -> bool:
        """Whether there were more than stay in memory."""
        return self._file is not None

    def put(self, origin: str, text: Text) -> int:
        """Take one in, and give its number."""
        one = ShelvedText(origin, text)
        if self._file is not None:
            return self._write(one)
        self._kept.append(one)
        if self._folder is not None and len(self._kept) > self._most:
            # Without a name: nothing is left of it, however this process ends.
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - lives as long as the shelf
            weakref.finalize(self, _close, self._file)
            for kept in self._kept:
                self._write(kept)
            self._kept = []
            return len(self._places) - 1
        return len(self._kept) - 1

    def article(self, number: int) -> Article:
        """The article that a text is, without its id."""
        return article_of(*self._read(number))

    def _write(self, one: ShelvedText) -> int:
        assert self._file is not None
        self._places.append(self._file.tell())
        pickle.dump(one, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        return len(self._places) - 1

    def _read(self, number: int) -> ShelvedText:
        if self._file is None:
            return self._kept[number]
        end = self._file.seek(0, 2) if number + 1 == len(self._places) else self._places[number + 1]
        self._file.seek(self._places[number])
        kept: ShelvedText = pickle.loads(self._file.read(end - self._places[number]))
        return kept


def _close(file: IO[bytes]) -> None:
    """Ends a file that nobody will read again: what a full disk did not take of it is no loss."""
    with suppress(OSError):
        file.close()


class Spool(Sequence[Article]):
    """Articles of which only ids are in memory; each is read from disk, and described, when it is asked for."""

    def __init__(
        self, shelf: Shelf, numbers: Sequence[int], ids: Sequence[str], also_at: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Make one of texts of a shelf, by number, with the id of each; ``also_at`` is by id."""
        self._shelf = shelf
        self._numbers = numbers
        self._ids = ids
        self._also_at = also_at

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Article: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Article]: ...
    def __getitem__(self, at: int | slice) -> Article | Sequence[Article]:
        """An article, or several, with their texts."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        id_ = self._ids[at]
        return replace(self._shelf.article(self._numbers[at]), id=id_, also_at=self._also_at.get(id_, ()))

    def __iter__(self) -> Iterator[Article]:
        """All of them, one after the other."""
        return (self[at] for at in range(len(self)))
