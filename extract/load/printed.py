"""Takes off a PDF's pages what a browser printed around them: title, address, page number, the day of printing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.page.addresses import original_address, publisher_of

_ADDRESS = re.compile(r"https?://\S+")
_PRINTED = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d),? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]\.?M\.?)?", re.IGNORECASE
)
_PAGE = re.compile(r"(?:page )?\d{1,3} ?(?:/|of) ?\d{1,3}|\d{1,3}", re.IGNORECASE)
_SITE = re.compile(r"^(?P<title>.+?) +[-|–—:·] +(?P<site>[^-|–—·]{2,60})$")
_EDGE = 2
"""Lines at the top or the bottom of a page that a browser may have printed."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages without what was printed around them, and what that says; nobody published on the day of printing."""

    pages: tuple[str, ...]
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


def unprinted(pages: Sequence[str]) -> Printed:
    """The pages of a printed web page; other pages as they are."""
    lines = [page.splitlines() for page in pages]
    edges = [[*page[:_EDGE], *page[-_EDGE:]] for page in lines]
    around = [line for page in edges for line in page if _PRINTED.match(line.strip()) or _is_footer(line)]
    if not any(_ADDRESS.search(line) or _PRINTED.match(line.strip()) for line in around):
        return Printed(tuple(pages))
    url = next((match[0] for line in around if (match := _ADDRESS.search(line))), None)
    rest = [_bare(line) for line in around]
    title, site = next((_parted(words) for words in rest if words), (None, None))
    repeated = {line.strip() for line in around} | {line.strip() for line in _repeated(edges)}
    kept = tuple("\n".join(_without(page, repeated)) for page in lines)
    return Printed(kept, title, publisher_of(url) or site, original_address(url) if url else None)


def _is_footer(line: str) -> bool:
    """An address alone, or with the number of the page."""
    words = _ADDRESS.sub("", line).strip()
    return bool(_ADDRESS.search(line)) and (not words or bool(_PAGE.fullmatch(words)))


def _bare(line: str) -> str:
    words = _ADDRESS.sub("", _PRINTED.sub("", line)).strip()
    return "" if _PAGE.fullmatch(words) else words


def _parted(words: str) -> tuple[str | None, str | None]:
    match = _SITE.match(words)
    return (match["title"], match["site"].strip()) if match else (words, None)


def _repeated(edges: Sequence[Sequence[str]]) -> list[str]:
    """Lines that stand at the edge of every page."""
    return [line for line in edges[0] if len(edges) > 1 and all(line in page for page in edges[1:])]


def _without(page: Sequence[str], around: set[str]) -> list[str]:
    last = len(page) - _EDGE
    edge = (at < _EDGE or at >= last for at in range(len(page)))
    return [line for line, at_edge in zip(page, edge, strict=True) if not (at_edge and line.strip() in around)]
