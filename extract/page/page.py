"""A page read once: what its head says, and its paragraphs with what each is for."""

from __future__ import annotations

from typing import NamedTuple

from extract.base.types import Block
from extract.page.header import Header, read_header
from extract.page.layout import blocks_of, layout


class Page(NamedTuple):
    """The head of a text, and its paragraphs in order."""

    header: Header
    blocks: tuple[Block, ...]


def read_page(text: str) -> Page:
    """The page read from a text in one pass; its article carries it along, so that nobody lays the text out again."""
    parts = layout(text)
    return Page(read_header(text, parts), blocks_of(parts))
