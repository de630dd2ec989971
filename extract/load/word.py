"""Reads documents of word processors: DOCX, ODT and RTF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.load.document import Text, UnreadableError
from extract.load.unpack import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""A container of Microsoft's: an old document, or a locked one."""
_MOST_PART_BYTES = 100_000_000
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINES = (f"{_ODF}p", f"{_ODF}h")
_NOT_READ = frozenset({f"{_ODF}tracked-changes", f"{_OFFICE}annotation", f"{_ODF}note"})
_SPACES = {f"{_ODF}s": " ", f"{_ODF}tab": " ", f"{_ODF}line-break": "\n"}


def read_docx(data: bytes) -> Iterator[Text]:
    """The paragraphs and tables of a Word document; its properties, often a template's, say nothing of it.

    Raises:
        UnreadableError: it is no such document, or has no text.
    """
    # Imported here: it is of an extra.
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    if data.startswith(_LOCKED):
        raise UnreadableError("locked by a password, or an old .doc; open it and save it as .docx without one")
    Archive(data).check_sizes()
    lines: list[str] = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += (" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows)
        else:
            lines.append(block.text)
    yield _text(lines)


def read_odt(data: bytes) -> Iterator[Text]:
    """The headings and paragraphs of an OpenDocument text, without notes, comments and what was deleted.

    Raises:
        UnreadableError: it is no such document, or has no text.
    """
    from lxml import etree  # noqa: PLC0415

    archive = Archive(data)
    at = {name: position for position, name in archive.names()}
    if "content.xml" not in at:
        raise UnreadableError("no OpenDocument text: it holds no content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(archive.read(at["content.xml"], most_bytes=_MOST_PART_BYTES), parser)
    body = tree.find(f"{_OFFICE}body")
    yield _text(["".join(_words(line)) for line in _lines(body)] if body is not None else [])


def read_rtf(data: bytes) -> Iterator[Text]:
    """The text of an RTF document.

    Raises:
        UnreadableError: it is no such document, or has no text.
    """
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415

    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("no RTF: it does not begin as one")
    # RTF is ASCII; a byte above it is one of the encoding that the document names, as latin-1 keeps it.
    read: Callable[..., str] = rtf_to_text
    yield _text(read(data.decode("latin-1"), errors="replace").splitlines())


def _text(lines: list[str]) -> Text:
    text = "\n\n".join(line for line in (" ".join(one.split()) for one in lines) if line)
    if not text:
        raise UnreadableError("no text in this document: if its pages are pictures, recognise their text first")
    return Text(f"{text}\n".replace("\0", "\ufffd"))


def _lines(element: _Element) -> Iterator[_Element]:
    for one in element:
        if one.tag in _LINES:
            yield one
        elif one.tag not in _NOT_READ:
            yield from _lines(one)


def _words(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for one in element:
        if isinstance(one.tag, str) and one.tag not in _NOT_READ:
            yield _SPACES.get(one.tag, "")
            yield from _words(one)
        yield one.tail or ""
