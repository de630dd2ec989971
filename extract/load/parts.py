"""Cuts a text that is longer than one article may be into parts, each an article; where a line ends, if one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.load.contents import InputText
from extract.load.document import Text

MOST_CHARACTERS = 1_000_000
"""The longest text that is read as one article: three novels."""

PART = 500_000
"""Characters of a part at most; what is read at once is in memory several times over."""


def parts_of(item: InputText) -> Iterator[InputText]:
    """The item itself, or its parts by number, each of which says how many there are."""
    if isinstance(item.found, str) or len(item.found.text) <= MOST_CHARACTERS:
        yield item
        return
    texts = list(_cut(item.found.text))
    for number, text in enumerate(texts, start=1):
        doubt = f"part {number} of {len(texts)} of a text of {len(item.found.text):,} characters"
        found = replace(item.found, text=text, doubts=(*item.found.doubts, doubt))
        yield replace(item, stem=f"{item.stem}-{number}", origin=_within(item.origin, number), found=_own(found))


def _own(found: Text) -> Text:
    """A part without the id of the whole, which its name has already."""
    return replace(found, facts=found.facts.model_copy(update={"id": None}))


def _within(origin: str, number: int) -> str:
    return f"{origin}.{number}" if "#" in origin else f"{origin}#{number}"


def _cut(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + PART
        if end < len(text):
            end = max(text.rfind(mark, start + PART // 2, end) + len(mark) for mark in ("\n\n", "\n", ". ")) or end
            end = end if end > start + PART // 2 else start + PART
        yield text[start:end]
        start = end
