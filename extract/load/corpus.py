"""Loads everything a run is given: which articles there are, under which ids, and what could not be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from extract.header import read_header
from extract.language import detect_language
from extract.load.confined import ConfinedReader
from extract.load.contents import Item, Skipped, read_file
from extract.load.copies import read_once
from extract.load.document import Text, text_fault
from extract.load.find import Listing, find_files
from extract.load.ids import article_ids
from extract.load.spool import Shelf
from extract.shards import LARGE
from extract.types import Article
from schemas import Failed

_NO_TEXT = Text("")
MOST_CHARACTERS = 1_000_000
"""The longest article that is read: three novels."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Articles by id, what could not be read, and files that are no articles, each with the reason in brackets."""

    articles: Sequence[Article]
    failed: tuple[Failed, ...]
    skipped: tuple[str, ...]


def load(paths: Sequence[str | os.PathLike[str]], *, spool: Path | None = None) -> Loaded:
    """Every article at the paths, by id; whatever their order, the same result.

    A path is a file, a folder, a quoted pattern, or ``-`` for standard input; the formats are in
    `extract.load.formats`, and any of them may be packed by gzip or zip.  A plain text is kept as
    stored, line ends too; only a leading byte order mark is dropped.  Facts come from the file's
    fields, its metadata file or its page, else from the head of the text.

    An article's id is the one its file states, else the file's stem; see `extract.load.ids` for
    what happens where several want the same.  The same text twice is one article; see
    `extract.load.copies`.  Whatever cannot be read is a `Failed` with the reason.

    Given a folder to ``spool`` in, more than `LARGE` articles are kept on disk there, in a file without
    a name, and read again one by one.

    Raises:
        InputError: a path does not exist, or a folder holds no file that is read.
    """
    shelf = Shelf(spool, LARGE)
    told: dict[str, Item] = {}
    listing = find_files(paths)
    skipped = dict(listing.skipped)
    for item in _read_all(listing, skipped):
        if isinstance(item.found, Text):
            shelf.put(_article(item.origin, item.found))
            item = replace(item, found=_NO_TEXT)  # noqa: PLW2901 - its text is on the shelf
        told[item.origin] = item
    troubles = sorted((one for one in told.values() if isinstance(one.found, str)), key=lambda item: item.origin)
    kept = read_once(shelf.articles)
    ids = article_ids([*(told[article.path] for article in kept), *troubles])
    articles = [replace(article, id=id_) for id_, article in zip(ids, kept, strict=False)]
    failed = [
        Failed(article_id=id_, error=f"{item.origin}: {item.found}")
        for id_, item in zip(ids[len(kept) :], troubles, strict=True)
    ]
    return Loaded(
        articles=shelf.named(articles),
        failed=tuple(sorted(failed, key=lambda failure: (failure.article_id, failure.error))),
        skipped=tuple(sorted(f"{path} ({reason})" for path, reason in skipped.items())),
    )


def _read_all(listing: Listing, skipped: dict[str, str]) -> Iterator[Item]:
    """What every file came to; what was left out is added to ``skipped``, by path, with the reason."""
    yield from (_failed(given, reason) for given, reason in listing.failed.items())
    with ConfinedReader() as confined:
        for given, path in listing.files.items():
            for found in read_file(given, path, confined):
                if isinstance(found, Skipped):
                    skipped[found.origin] = found.reason
                else:
                    yield _checked(found)
    for given in listing.files.keys() | listing.failed.keys():
        skipped.pop(given, None)


def _failed(given: str, reason: str) -> Item:
    path = PurePath(given)
    return Item(path.stem, path.parent.name, given, reason)


def _checked(item: Item) -> Item:
    """The item, with the reason instead of its text where that cannot be an article."""
    if isinstance(item.found, str):
        return replace(item, found=" ".join(item.found.split()))
    text = item.found.text
    fault = text_fault(text)
    if not text.strip():
        return replace(item, found="there is no text in it")
    if fault:
        return replace(item, found=f"its text {fault}")
    if len(text) > MOST_CHARACTERS:
        return replace(
            item, found=f"an article of {len(text):,} characters; at most {MOST_CHARACTERS:,} are read: split it"
        )
    return item


def _article(origin: str, found: Text) -> Article:
    """The article without its id, which depends on what others there are."""
    header = read_header(found.text)
    facts = found.facts
    published = facts.published or header.published
    source = found.published_from if facts.published else "text"
    return Article(
        id="",
        path=origin,
        sha256=hashlib.sha256(found.text.encode()).hexdigest(),
        text=found.text,
        title=facts.title or header.title,
        outlet=facts.outlet or header.outlet,
        published=published,
        published_from=source if published else None,
        dateline=header.dateline,
        language=facts.language or detect_language(found.text),
        url=facts.url,
    )
