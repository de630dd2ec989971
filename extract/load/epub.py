"""Reads books (EPUB): each chapter an article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from extract.load.days import day_of
from extract.load.document import Facts, Flaw, Text, UnreadableError
from extract.load.fragment import plain_text
from extract.load.unpack import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PART_BYTES = 20_000_000
_FEWEST_LETTERS = 200
"""What is shorter is a cover, a title page, a list of contents."""


def read_epub(data: bytes) -> Iterator[Text | Flaw]:
    """The chapters in the order of the book, numbered, with its title, publisher and day.

    Raises:
        UnreadableError: it is no EPUB, or damaged.
    """
    archive = Archive(data)
    at = {name: position for position, name in archive.names()}
    root = _parsed(archive, at, "META-INF/container.xml").find(".//{*}rootfile")
    name = root.get("full-path", "") if root is not None else ""
    package = _parsed(archive, at, name)
    files = {one.get("id"): one.get("href", "") for one in package.findall(".//{*}manifest/{*}item")}
    facts = _facts(package)
    for number, one in enumerate(package.findall(".//{*}spine/{*}itemref"), start=1):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(files.get(one.get("idref"), ""))))
        if path not in at:
            yield Flaw(f"a chapter that is not in the book: {path}", number)
            continue
        text = plain_text(archive.read(at[path], most_bytes=_MOST_PART_BYTES).decode("utf-8-sig", "replace"))
        if len(text) < _FEWEST_LETTERS:
            yield Flaw(f"{path}: hardly any text, as of a cover or a title page", number, left=True)
        else:
            yield Text(f"{text}\n", facts, "metadata" if facts.published else None, number)


def _parsed(archive: Archive, at: Mapping[str, int], name: str) -> _Element:
    from lxml import etree  # noqa: PLC0415

    if name not in at:
        raise UnreadableError(f"no EPUB: it holds no {name or 'package'}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(archive.read(at[name], most_bytes=_MOST_PART_BYTES), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"a damaged EPUB: {error}") from None


def _facts(package: _Element) -> Facts:
    told = {name: package.findtext(f".//{{*}}metadata/{{*}}{name}") for name in ("publisher", "date", "language")}
    language = (told["language"] or "")[:2].lower()
    return Facts(
        outlet=told["publisher"],
        published=day_of(told["date"]),
        language=language if language.isalpha() and language.isascii() and language != "un" else None,
    )
