"""Reads PDF files: the text of their pages, with the lines of a paragraph joined."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.load.document import Facts, Text, UnreadableError
from extract.load.printed import unprinted

_FULL = 0.8
"""Share of the width that a line fills, with the first word of the next, if it was broken for want of room."""


def read_pdf(data: bytes) -> Iterator[Text]:
    """The text of all pages, a paragraph a line.

    What a browser printed around a page gives its title, outlet and address, and is no part of the text.  A file's
    properties are not used: its title is often that of a template, its date that of printing.

    Raises:
        UnreadableError: it is no PDF, is locked by a password, or holds pictures of text alone.
    """
    # Imported here: it is of an extra.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("locked by a password; save a copy without one")
        pages = [page.extract_text() for page in reader.pages]
    except PyPdfError as error:
        raise UnreadableError(f"a PDF that cannot be read: {error}") from None
    printed = unprinted(pages)
    text = "\n\n".join(filter(None, map(_joined, printed.pages)))
    if not text.strip():
        raise UnreadableError("no text in this PDF: if its pages are pictures, recognise their text first (ocrmypdf)")
    yield Text(f"{text}\n", Facts(title=printed.title, outlet=printed.outlet, url=printed.url))


def _joined(page: str) -> str:
    """A page with one line for each paragraph.

    A line goes on in the next where that line's first word would not have fitted on it.
    """
    lines = [" ".join(line.replace("\u00ad", "").split()) for line in page.splitlines()]
    width = _width(lines)
    joined = lines[:1]
    for line, after in pairwise(lines):
        first = after.split(" ", 1)[0]
        if line and after and len(line) + 1 + len(first) > _FULL * width:
            # A hyphen at a line's end may be the word's own: it stays.
            glue = "" if re.search(r"\w-$", line) and after[0].islower() else " "
            joined[-1] += glue + after
        else:
            joined.append(after)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined)).strip()


def _width(lines: Sequence[str]) -> int:
    """The width of nearly the widest line: a single one may stick out."""
    widths = sorted(len(line) for line in lines if line)
    return widths[int(0.9 * (len(widths) - 1))] if widths else 0
