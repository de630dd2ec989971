"""The registry of input formats: a new one is a reader in a module and a line here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec

from extract.load.document import Reader, UnreadableError
from extract.load.html import read_html
from extract.load.json_files import read_json, read_json_lines
from extract.load.pdf import read_pdf
from extract.load.plain import read_plain


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A kind of file, by the endings of its name, and how it is read.

    ``most_bytes`` is the largest file of it that is read.  ``needs`` are modules of the ``extra``;
    a format with an extra is read in a process of its own, as its parsers are not ours.  Where
    ``has_fields``, what a file states is given on purpose and goes before its metadata file.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    most_bytes: int
    extra: str | None = None
    needs: tuple[str, ...] = ()
    has_fields: bool = False

    def check_installed(self) -> None:
        """Return if the format can be read here.

        Raises:
            UnreadableError: its extra is not installed.
        """
        if any(find_spec(module) is None for module in self.needs):
            raise UnreadableError(f"reading {self.name} needs: pip install 'rashomon-events[{self.extra}]'")


MB = 1_000_000

FORMATS: tuple[FileFormat, ...] = (
    FileFormat("text", (".txt", ".md"), read_plain, 4 * MB),
    FileFormat("HTML", (".html", ".htm", ".xhtml"), read_html, 20 * MB, "html", ("trafilatura", "htmldate")),
    FileFormat("PDF", (".pdf",), read_pdf, 100 * MB, "pdf", ("pypdf",)),
    FileFormat("JSON", (".json",), read_json, 100 * MB, has_fields=True),
    FileFormat("JSON Lines", (".jsonl", ".ndjson"), read_json_lines, 200 * MB, has_fields=True),
)

BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
"""A format by the ending of a file's name, in small letters."""

GZIP, ZIP = ".gz", ".zip"
MOST_ZIP_BYTES = 500 * MB
"""Unpacked: some ten thousand articles; what is more is a bomb or a corpus to be given as a folder."""

SUFFIXES = (*BY_SUFFIX, GZIP, ZIP)
"""Every ending that is read."""

SIDECAR = ".meta.json"
"""How the name of a file ends that holds the facts of the article beside it."""


def split_name(name: str) -> tuple[str, str]:
    """A file's name without, and in small letters with, the ending that says how it is read; "" for no such ending.

    "a.b.HTML.gz" is ("a.b", ".html.gz").
    """
    stem, _, packed = name.rpartition(GZIP) if name.lower().endswith(GZIP) else (name, "", "")
    packed = GZIP if stem != name else packed
    stem, dot, last = stem.rpartition(".")
    ending = f"{dot}{last}".lower()
    known = ending in BY_SUFFIX or (ending == ZIP and not packed)
    if not stem or not known or name.lower().endswith(SIDECAR):
        return name, ""
    return stem, ending + packed


def sniff(data: bytes) -> str:
    """The ending that a file with these bytes should have, where it came without a name."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"PK\x03\x04"):
        return ZIP
    if start.startswith(b"%pdf-"):
        return ".pdf"
    if re.match(rb"<(?:!doctype html|html|head|body|!--|\?xml[^>]*>\s*<(?:!doctype html|html))", start):
        return ".html"
    if start.startswith((b"[", b"{")):
        first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)
        several = len(first) > 1 and first[1].lstrip().startswith(b"{") and first[0].rstrip().endswith(b"}")
        return ".jsonl" if several else ".json"
    return ".txt"
