"""Tells direct from indirect speech by the quotation marks around and within what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import Span
from schemas.statement import QuoteType

_DOUBLE = re.compile(r"[\"“”„«»]")
_SINGLE = re.compile(r"(?<!\w)‘[^‘’\n]*(?:’\w[^‘’\n]*)*’(?!\w)")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_WHOLE = 0.95
"""Share of the letters that stands in quotation marks where all of it is quoted: a stray word may be out."""


def quote_type(text: str, content: Span) -> QuoteType:
    """Direct where what is said stands in quotation marks, mixed where a part of it does, else indirect."""
    letters = [at for at in range(content.start, content.end) if text[at].isalnum()]
    quoted = list(_quotations(text, content))
    inside = sum(any(start <= at < end for start, end in quoted) for at in letters)
    if not inside:
        return "indirect"
    return "direct" if inside >= _WHOLE * len(letters) else "mixed"


def _quotations(text: str, content: Span) -> Iterator[tuple[int, int]]:
    """Quoted stretches of the paragraphs the content stands in; one left open runs to the end of its paragraph."""
    start = text.rfind("\n", 0, content.start) + 1
    while start < content.end:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from _in_paragraph(text, start, end)
        start = end + 1


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _DOUBLE.finditer(text, start, end):
        mark = match.group()
        if opened is None and mark not in _CLOSING:
            opened = match.end()
        elif opened is not None and mark not in _OPENING:
            yield opened, match.start()
            opened = None
    if opened is not None:
        yield opened, end
    for match in _SINGLE.finditer(text, start, end):
        yield match.span()
