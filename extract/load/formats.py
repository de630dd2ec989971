"""The registry of input formats: a new one is a reader in a module and a line here."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from extract.load.document import Reader, UnreadableError
from extract.load.epub import read_epub
from extract.load.feeds import read_xml
from extract.load.fields import Columns
from extract.load.html import read_html
from extract.load.json_files import holds_wikitext, read_json, read_json_lines
from extract.load.mail import read_mail, read_mailbox, read_saved_page
from extract.load.pdf import read_pdf
from extract.load.plain import read_plain
from extract.load.sheets import read_csv, read_workbook
from extract.load.web_archive import read_wacz, read_warc
from extract.load.word import read_docx, read_odt, read_rtf


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A kind of file, by the endings of its name, and how it is read.

    ``most_bytes`` is the largest file of it that is read.  ``needs`` are modules of the ``extra``;
    a format with an extra, and a file that ``foreign`` is true of, is read in a process of its own,
    as its parsers are not ours.  Where ``has_fields``, what a file states is given on purpose and
    goes before its metadata file, and the user may name its fields.  One that ``unpacks`` is packed part by part,
    and what is whole of a damaged file can be read.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    most_bytes: int
    extra: str | None = None
    needs: tuple[str, ...] = ()
    has_fields: bool = False
    foreign: Callable[[bytes], bool] | None = None
    unpacks: bool = False

    def is_foreign(self, data: bytes) -> bool:
        """Whether a file with these bytes is read in a process of its own."""
        return self.extra is not None or (self.foreign is not None and self.foreign(data))

    def reader(self, columns: Columns) -> Reader:
        """What reads a file, with the names of fields that the user gave."""
        return partial(self.read, columns=columns) if self.has_fields else self.read

    def check_installed(self) -> None:
        """Return if the format can be read here.

        Raises:
            UnreadableError: its extra is not installed.
        """
        if any(find_spec(module) is None for module in self.needs):
            raise UnreadableError(f"reading {self.name} needs: pip install 'rashomon-events[{self.extra}]'")


MB = 1_000_000

ALL = "inputs"
"""The extra with which every format is read."""
_PAGE = ("trafilatura", "htmldate")
_WARC = ("warcio", "brotli", *_PAGE)


def _always(_: bytes) -> bool:
    return True


FORMATS: tuple[FileFormat, ...] = (
    FileFormat("text", (".txt", ".md"), read_plain, 50 * MB),
    FileFormat("HTML", (".html", ".htm", ".xhtml"), read_html, 20 * MB, "html", _PAGE),
    FileFormat("PDF", (".pdf",), read_pdf, 100 * MB, "pdf", ("pypdf",)),
    FileFormat("JSON", (".json",), read_json, 100 * MB, has_fields=True, foreign=holds_wikitext),
    FileFormat("JSON Lines", (".jsonl", ".ndjson"), read_json_lines, 200 * MB, has_fields=True),
    FileFormat("CSV", (".csv", ".tsv"), read_csv, 200 * MB, has_fields=True, foreign=_always),
    FileFormat(
        "a workbook", (".xlsx", ".xlsm", ".xls", ".ods"), read_workbook, 100 * MB, ALL, ("python_calamine",), True
    ),
    FileFormat("WARC", (".warc",), read_warc, 500 * MB, ALL, _WARC, unpacks=True),
    FileFormat("WACZ", (".wacz",), read_wacz, 500 * MB, ALL, _WARC),
    FileFormat("MHTML", (".mhtml", ".mht"), read_saved_page, 100 * MB, "html", _PAGE),
    FileFormat("XML", (".xml", ".rss", ".atom", ".rdf"), read_xml, 200 * MB, ALL, ("feedparser", "mwparserfromhell")),
    FileFormat("a mail", (".eml",), read_mail, 100 * MB, foreign=_always),
    FileFormat("a mailbox", (".mbox",), read_mailbox, 500 * MB, foreign=_always),
    FileFormat("DOCX", (".docx",), read_docx, 100 * MB, ALL, ("docx",)),
    FileFormat("ODT", (".odt",), read_odt, 100 * MB, ALL, ("lxml",)),
    FileFormat("RTF", (".rtf",), read_rtf, 50 * MB, ALL, ("striprtf",)),
    FileFormat("EPUB", (".epub",), read_epub, 100 * MB, ALL, ("lxml",)),
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
        return _packed(data)
    for pattern, ending in _BEGINNINGS:
        if re.match(pattern, start):
            return ending
    if start.startswith(b"%pdf-"):
        return ".pdf"
    if re.match(rb"<(?:!doctype html|html|head|body|!--|\?xml[^>]*>\s*<(?:!doctype html|html))", start):
        return ".html"
    if start.startswith((b"[", b"{")):
        first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)
        several = len(first) > 1 and first[1].lstrip().startswith(b"{") and first[0].rstrip().endswith(b"}")
        return ".jsonl" if several else ".json"
    return ".txt"


_BEGINNINGS = (
    (rb"\{\\rtf", ".rtf"),
    (rb"warc/\d", ".warc"),
    (rb"from \S+ .*\d\d:\d\d", ".mbox"),
    (rb"(?:<\?xml[^>]*>\s*)?<(?:rss|feed|rdf:rdf|mediawiki)\b", ".xml"),
    (
        rb"(?s)(?:return-path|received|delivered-to|from|date|subject|mime-version|message-id): .{0,900}?\n[\w-]+: ",
        ".eml",
    ),
)
_PARTS = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("xl/workbook.bin", ".xlsx"),
    ("META-INF/container.xml", ".epub"),
    ("datapackage.json", ".wacz"),
    ("content.xml", ".odt"),
)


def _packed(data: bytes) -> str:
    """The ending of a format that is a zip archive, by a file in it; else that of an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    # Whoever reads it says what is wrong with it.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ZIP
    return next((ending for part, ending in _PARTS if part in names), ZIP)


_INSTEAD = {
    ".doc .docm .dot .wpd .pages .odp .key .ppt .pptx": "save it as .docx or .pdf",
    ".msg .pst": "save its mails as .eml",
    ".rar .7z .tar .tgz .bz2 .xz .zst": "unpack it, and give the folder",
    ".jpg .jpeg .png .gif .webp .tif .tiff .heic": "a picture; recognise its text first, as ocrmypdf does",
    ".mp3 .mp4 .m4a .ogg .oga .wav .mov .mkv .webm .avi": "a recording; have what is said in it written down first",
    ".url .webloc": "a link; save the page that it leads to",
    ".mobi .azw .azw3 .fb2": "convert it to .epub",
    ".numbers .xlsb .parquet .sqlite .db": "export it as .csv",
}
"""What to do about files that are not read, by the endings of their names."""


def unread(name: str) -> str:
    """The reason why a file of that name is left, and what to do where it may hold articles."""
    last = "." + name.removesuffix(GZIP).rpartition(".")[2].lower()
    advice = next((advice for endings, advice in _INSTEAD.items() if last in endings.split()), None)
    return "not of a format that is read" + (f": {advice}" if advice else "")
