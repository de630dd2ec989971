"""The address of an article, and its outlet, where a page was kept or shown by somebody else."""

from __future__ import annotations

import re
from urllib.parse import unquote

_HOST = re.compile(r"https?:/{1,2}(?:www\.)?([^/:?#\s]+)", re.IGNORECASE)
_INNER = re.compile(r"(?<=[/=:])(https?):/{1,2}(?=[^/\s])", re.IGNORECASE)
_STAMPED = re.compile(
    r"/\d{8,14}(?:[a-z]{2}_)?/(?=[\w-]+(?:\.[\w-]+)+(?:/|$))|/amp/s/|/c/(?:s/)?(?=[\w-]+(?:\.[\w-]+)+/)|[?&]q=cache:(?:[\w-]+:)?(?=\w)"
)
_KEEPERS = re.compile(
    r"(?:^|\.)(?:archive\.(?:org|today|ph|is|li|md|vn|fo)|archive-it\.org|perma\.cc|webcitation\.org|ghostarchive\.org"
    r"|webcache\.googleusercontent\.com|cc\.bingj\.com|webarchive\.(?:org\.uk|nationalarchives\.gov\.uk|loc\.gov)"
    r"|arquivo\.pt|megalodon\.jp|cdn\.ampproject\.org|translate\.goog|translate\.google\.com|12ft\.io|r\.jina\.ai|timetravel\.mementoweb\.org)$"
)
"""Who keeps, mirrors or shows pages of others and publishes none.  Source: the list of web archives of Memento."""
_NAMES = re.compile(
    r"internet archive|wayback machine|archive\.(?:today|ph|is|org)|google cache|perma\.cc"
    r"|ghost\s?archive|webcite|megalodon",
    re.IGNORECASE,
)


def original_address(url: str) -> str:
    """The address of the page that an archive, a cache or a proxy shows; the address itself where it is no such."""
    if _is_keeper(_host(url)):
        url = unquote(url)
    inner = list(_INNER.finditer(url))
    if inner and (_is_keeper(_host(url)) or _STAMPED.search(url[: inner[-1].end()] + "x.x")):
        start = inner[-1]
        return f"{start[1].lower()}://{url[start.end() :]}"
    stamped = _STAMPED.search(url)
    if (stamped and _is_keeper(_host(url))) or (stamped and "/amp/s/" in stamped[0]):
        return f"https://{url[stamped.end() :]}"
    return url


def publisher_of(url: str | None) -> str | None:
    """The host that published a page, without "www."; None where only who keeps a copy is known."""
    host = _host(original_address(url)) if url else None
    return None if host is None or _is_keeper(host) else host


def is_keeper(name: str | None) -> bool:
    """True for the name or host of an archive, a cache or a proxy."""
    return name is not None and (_is_keeper(name.lower()) or bool(_NAMES.search(name)))


def _host(url: str) -> str | None:
    match = _HOST.match(url)
    return match[1].lower() if match else None


def _is_keeper(host: str | None) -> bool:
    return host is not None and bool(_KEEPERS.search(host))
