"""Keeps the texts of very many articles on disk while their names are still being found."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, overload

from extract.types import Article


class Spool(Sequence[Article]):
    """Articles of which only ids are in memory; each is read from disk when it is asked for."""

    def __init__(
        self, shelf: Shelf, places: Sequence[int], ids: Sequence[str], also_at: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Make one of articles that stand at some places of a shelf; ``also_at`` is by id."""
        self._shelf = shelf
        self._places = places
        self._ids = ids
        self._also_at = also_at

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Article: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Article]: ...
    def __getitem__(self, at: int | slice) -> Article | Sequence[Article]:
        """An article, or several, with their texts."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        id_ = self._ids[at]
        return replace(self._shelf.read(self._places[at]), id=id_, also_at=self._also_at.get(id_, ()))

    def __iter__(self) -> Iterator[Article]:
        """All of them, one after the other."""
        return (self[at] for at in range(len(self)))


class Shelf:
    """Takes articles in, and puts them on disk once there are more than a number."""

    def __init__(self, folder: Path | None, most: int) -> None:
        """Begin with none; without a folder they all stay in memory."""
        self.articles: list[Article] = []
        self._folder = folder
        self._most = most
        self._file: IO[bytes] | None = None
        self._places: dict[str, int] = {}

    def put(self, article: Article) -> None:
        """Take one in; what stays of it in ``articles`` may be without its text."""
        if self._file is not None:
            article = self._written(article)
        self.articles.append(article)
        if self._file is None and self._folder is not None and len(self.articles) > self._most:
            # Without a name: nothing is left of it, however this process ends.
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - lives as long as the articles
            weakref.finalize(self, self._file.close)
            self.articles = [self._written(one) for one in self.articles]

    def named(self, articles: Iterable[Article]) -> Sequence[Article]:
        """Of what was taken in these articles, which have their ids now, by id."""
        ordered = sorted(articles, key=lambda article: article.id)
        if self._file is None:
            return tuple(ordered)
        places = array("q", [self._places[article.path] for article in ordered])
        also_at = {article.id: article.also_at for article in ordered if article.also_at}
        # The file is closed with this shelf, which nothing else stands on any more.
        self.articles, self._places = [], {}
        return Spool(self, places, [article.id for article in ordered], also_at)

    def read(self, place: int) -> Article:
        """The article that was put on disk at a place."""
        assert self._file is not None
        self._file.seek(place)
        article: Article = pickle.load(self._file)
        return article

    def _written(self, article: Article) -> Article:
        assert self._file is not None
        self._places[article.path] = self._file.tell()
        pickle.dump(article, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        return replace(article, text="", dateline=None)
