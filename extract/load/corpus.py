"""Loads everything a run is given: which articles there are, under which ids, and what could not be read."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path, PurePath
from typing import NamedTuple

from extract.base.settings import LARGE
from extract.base.types import Article
from extract.load.confined import ConfinedReader
from extract.load.contents import InputText, Skipped, read_file
from extract.load.copies import read_once
from extract.load.document import Text, text_fault
from extract.load.fields import Columns, check_columns
from extract.load.find import Listing, find_files
from extract.load.ids import article_ids
from extract.load.parts import parts_of
from extract.load.spool import Shelf, Spool
from schemas import Failed


@dataclass(frozen=True, slots=True)
class Loaded:
    """Articles by id, what could not be read, and files that are no articles, each with the reason in brackets."""

    articles: Sequence[Article]
    failed: tuple[Failed, ...]
    skipped: tuple[str, ...]


class _Place(NamedTuple):
    """Where a text stands: the name it would have alone, its folder and path; its hash and its number on the shelf."""

    stem: str
    folder: str
    origin: str
    digest: bytes
    number: int


def load(
    paths: Sequence[str | os.PathLike[str]], *, spool: Path | None = None, columns: Columns | None = None
) -> Loaded:
    """Every article at the paths, by id; whatever their order, the same result.

    A path is a file, a folder, a quoted pattern, or ``-`` for standard input; the formats are in
    `extract.load.formats`, and any of them may be packed by gzip or zip.  A plain text is kept as
    stored, line ends too; only a leading byte order mark is dropped.  Facts come from the file's
    fields, its metadata file or its page, else from the head of the text.

    An article's id is the one its file states, else the file's stem; see `extract.load.ids` for
    what happens where several want the same.  The same text twice is one article; see
    `extract.load.copies`.  Whatever cannot be read is a `Failed` with the reason.

    Given a folder to ``spool`` in, more than `LARGE` articles are kept on disk there, in a file without
    a name, and read again one by one; what the head of a text says is found out then, which takes
    ten times as long as reading it.

    ``columns`` name fields of tables and JSON files by what they hold (`extract.load.fields.NAMES`).

    Raises:
        InputError: a column is for nothing known, a path does not exist, or a folder holds no file that is read.
    """
    check_columns(columns or {})
    shelf = Shelf(spool, LARGE)
    texts: dict[str, _Place] = {}
    troubles: dict[str, InputText] = {}
    listing = find_files(paths)
    skipped = dict(listing.skipped)
    for item in _read_all(listing, skipped, ConfinedReader(columns)):
        if isinstance(item.found, Text):
            texts[item.origin] = _put(shelf, item, item.found)
        else:
            troubles[item.origin] = item
    kept, also_at = _each_once(texts, shelf)
    failing = [troubles[origin] for origin in sorted(troubles)]
    ids = article_ids([*kept, *failing])
    failed = [
        Failed(article_id=id_, error=f"{item.origin}: {item.found}")
        for id_, item in zip(ids[len(kept) :], failing, strict=True)
    ]
    return Loaded(
        articles=_articles(shelf, sorted(zip(ids, kept, strict=False)), also_at),
        failed=tuple(sorted(failed, key=lambda failure: (failure.article_id, failure.error))),
        skipped=tuple(sorted(f"{path} ({reason})" for path, reason in skipped.items())),
    )


def _put(shelf: Shelf, item: InputText, text: Text) -> _Place:
    digest = hashlib.sha256(text.text.encode()).digest()
    return _Place(item.stem, item.folder, item.origin, digest, shelf.put(item.origin, text))


def _each_once(texts: Mapping[str, _Place], shelf: Shelf) -> tuple[list[_Place], dict[str, tuple[str, ...]]]:
    """The texts to read in the order of their paths, and for those that stand elsewhere too: where.

    Only of texts that stand in several places it is asked here what they say of themselves.
    """
    kept: list[_Place] = []
    also_at: dict[str, tuple[str, ...]] = {}
    for _, alike in groupby(sorted(texts.values(), key=_digest), key=_digest):
        first, *others = alike
        if not others:
            kept.append(first)
            continue
        copies = (replace(shelf.article(one.number), text="", dateline=None) for one in (first, *others))
        for article in read_once(copies):
            kept.append(texts[article.path])
            also_at[article.path] = article.also_at
    return sorted(kept, key=lambda one: one.origin), also_at


def _digest(place: _Place) -> bytes:
    return place.digest


def _articles(
    shelf: Shelf, named: Sequence[tuple[str, _Place]], also_at: Mapping[str, tuple[str, ...]]
) -> Sequence[Article]:
    """The articles by id, in memory unless their texts are on disk."""
    numbers = array("q", (place.number for _, place in named))
    elsewhere = {id_: also_at[place.origin] for id_, place in named if place.origin in also_at}
    spool = Spool(shelf, numbers, [id_ for id_, _ in named], elsewhere)
    return spool if shelf.is_on_disk else tuple(spool)


def _read_all(listing: Listing, skipped: dict[str, str], reader: ConfinedReader) -> Iterator[InputText]:
    """The finds of every file; those left out are added to ``skipped``, by path, with the reason."""
    yield from (_failed(given, reason) for given, reason in listing.failed.items())
    for given in listing.files.keys() | listing.failed.keys():
        skipped.pop(given, None)
    with reader as confined:
        for given, path in listing.files.items():
            for found in read_file(given, path, confined):
                if isinstance(found, Skipped):
                    before = f"{skipped[found.origin]}; " if found.origin in skipped else ""
                    skipped[found.origin] = before + found.reason
                else:
                    yield from map(_checked, parts_of(found))


def _failed(given: str, reason: str) -> InputText:
    path = PurePath(given)
    return InputText(path.stem, path.parent.name, given, reason)


def _checked(item: InputText) -> InputText:
    """The item, with the reason instead of its text where that cannot be an article."""
    if isinstance(item.found, str):
        return replace(item, found=" ".join(item.found.split()))
    text = item.found.text
    fault = text_fault(text)
    if not text.strip():
        return replace(item, found="there is no text in it")
    if fault:
        return replace(item, found=f"its text {fault}")
    return item
