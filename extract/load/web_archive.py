"""Reads web archives: WARC, and WACZ, which auto-archivers and Browsertrix write. Each page is an article."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin

from extract.load.document import Facts, Flaw, Text, UnreadableError
from extract.load.html import read_web_page
from extract.load.unpack import Archive
from extract.page.addresses import original_address, publisher_of

_PAGES = ("text/html", "application/xhtml+xml")
_OK, _MOVED = "200", ("301", "302", "303", "307", "308")
_MOST_PAGE_BYTES = 20_000_000
_MOST_WARC_BYTES = 500_000_000
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MOST_MOVES = 10
_PIECE = 65_536
_FEWEST_WORDS = 20
"""A page of an unlisted archive with fewer is a frame: an advertisement, a button, a form."""


class _Found(NamedTuple):
    """A page of an archive: its address, its bytes, and the encoding that its server named."""

    address: str
    body: bytes
    encoding: str | None


def read_warc(data: bytes) -> Iterator[Text | Flaw]:
    """The pages of an archive, numbered in its order; pages without a report (frames, forms, scripts) are left.

    Raises:
        UnreadableError: it is no WARC, or holds no page.
    """
    number = 0
    try:
        for page in _pages(data, {}):
            number += 1
            yield _read(page, number, left=True)
    except UnreadableError as error:
        if not number:
            raise
        yield Flaw(f"{error}; what stands before is read", number + 1)
    if not number:
        raise UnreadableError("no web page in this archive")


def read_wacz(data: bytes) -> Iterator[Text | Flaw]:
    """The pages that the archive lists, numbered in that order; of one that a script filled in, the text seen.

    Without a list all pages of its WARC files are read.

    Raises:
        UnreadableError: it is no WACZ, damaged, or holds no page.
    """
    archive = Archive(data)
    at = {name: position for position, name in archive.names()}
    warcs = sorted(name for name in at if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")))
    if not warcs:
        raise UnreadableError("no WACZ: it holds no archive/*.warc.gz")
    moved: dict[str, str] = {}
    found: dict[str, _Found] = {}
    faults: list[str] = []
    for name in warcs:
        try:
            for page in _pages(archive.read(at[name], most_bytes=_MOST_WARC_BYTES), moved):
                found.setdefault(page.address, page)
        except UnreadableError as error:
            faults.append(f"{name}: {error}; what stands before is read")
    if faults and not found:
        raise UnreadableError(faults[0])
    listed = [
        one for name in _LISTS if name in at for one in _listed(archive.read(at[name], most_bytes=_MOST_WARC_BYTES))
    ]
    if not listed:
        for number, page in enumerate(found.values(), start=1):
            yield _read(page, number, left=True)
    for number, entry in enumerate(listed, start=1):
        yield _listed_page(entry, _followed(entry["url"], moved, found), number)
    yield from (Flaw(fault) for fault in faults)


def _listed_page(entry: Mapping[str, Any], page: _Found | None, number: int) -> Text | Flaw:
    read = _read(page, number, left=False) if page else Flaw(f"{entry['url']}: no page of this address is kept", number)
    seen = entry.get("text")
    if isinstance(read, Text) or not isinstance(seen, str) or not seen.strip():
        return read
    address = original_address(entry["url"])
    title = " ".join(str(entry.get("title") or "").split())
    facts = Facts(title=title or None, outlet=publisher_of(address), url=address)
    doubts = ("its text as the archiver's browser saw it, with menus and buttons: the page itself has no report",)
    return Text(f"{title}\n\n{seen}" if title else seen, facts, None, number, doubts)


def _read(page: _Found, number: int, *, left: bool) -> Text | Flaw:
    try:
        read = read_web_page(page.body, address=page.address, encoding=page.encoding)
    except UnreadableError as error:
        return Flaw(f"{page.address}: {error}", number, left)
    if left and len(read.text.split()) < _FEWEST_WORDS:
        return Flaw(f"{page.address}: hardly any text, as in a frame", number, left)
    return read.with_number(number)


def _listed(lines: bytes) -> Iterator[Mapping[str, Any]]:
    """The entries of a list of pages, but for its first line, which describes the list."""
    for line in lines.splitlines():
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict) and isinstance(entry.get("url"), str):
            yield entry


def _followed(address: str, moved: Mapping[str, str], found: Mapping[str, _Found]) -> _Found | None:
    """The page at an address, or where that leads to."""
    for _ in range(_MOST_MOVES):
        if address in found or address not in moved:
            break
        address = moved[address]
    return found.get(address) or found.get(address.rstrip("/")) or found.get(f"{address}/")


def _pages(data: bytes, moved: dict[str, str]) -> Iterator[_Found]:
    """The pages in a WARC file; where an address leads elsewhere, that is noted.

    Raises:
        UnreadableError: it is no WARC, or damaged.
    """
    # Imported here: it is of an extra.
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            address = record.rec_headers.get_header("WARC-Target-URI")
            page = None
            if record.rec_type == "response" and record.http_headers is not None and address:
                page = _page(record, address.strip("<>"), moved)
            if _breaks_off(record):
                raise UnreadableError("the archive breaks off")
            if page:
                yield page
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error) as error:
        raise UnreadableError(f"no WARC, or a damaged one: {error}") from None


def _page(record: Any, address: str, moved: dict[str, str]) -> _Found | None:  # noqa: ANN401 - warcio has no types
    headers = record.http_headers
    status = headers.get_statuscode()
    if status in _MOVED and (location := headers.get_header("Location")):
        moved[address] = urljoin(address, location)
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    if status != _OK or kind.strip().lower() not in _PAGES:
        return None
    return _Found(address, _body(record), rest.lower().partition("charset=")[2].strip(" \"';") or None)


def _body(record: Any) -> bytes:  # noqa: ANN401
    """The page without what its server packed it with."""
    headers = record.http_headers
    if (headers.get_header("Content-Encoding") or "").strip().lower() != "br":
        unpacked: bytes = record.content_stream().read(_MOST_PAGE_BYTES)
        return unpacked
    # warcio knows an older package of that name.
    import brotli  # noqa: PLC0415
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415

    chunked = (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    try:
        body: bytes = brotli.decompress(stream.read())
    except brotli.error:
        # Some archivers unpack a page and leave the header.
        return b""
    return body[:_MOST_PAGE_BYTES]


def _breaks_off(record: Any) -> bool:  # noqa: ANN401
    """True if the archive ends before the record does; reads on to its end."""
    while record.raw_stream.read(_PIECE):
        pass
    return getattr(record.raw_stream, "limit", 0) > 0
