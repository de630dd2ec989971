"""Reads feeds (RSS, Atom, RDF) and other XML: each item an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from extract.load.days import day_of
from extract.load.document import Facts, Flaw, Text, UnreadableError
from extract.load.fragment import plain_text
from extract.load.wiki import read_wiki_export
from extract.page.addresses import original_address, publisher_of

_WIKI = re.compile(rb"<mediawiki\b")
_HEAD = 4096
_SHORT = 400
"""Characters of an item below which it may be a summary alone."""


def read_xml(data: bytes) -> Iterator[Text | Flaw]:
    """The items of a feed, or the pages of a wiki.

    Raises:
        UnreadableError: it is neither.
    """
    yield from read_wiki_export(data) if _WIKI.search(data[:_HEAD]) else read_feed(data)


def read_feed(data: bytes) -> Iterator[Text | Flaw]:
    """The items of a feed, numbered in its order, with title, address and day that the feed gives each.

    Raises:
        UnreadableError: it is no feed, or has no items.
    """
    # Imported here: it is of an extra.
    import feedparser  # noqa: PLC0415

    # Never the bytes themselves: feedparser would take them for the name of a file, or an address to ask.
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        fault = f" ({feed.bozo_exception})" if feed.bozo else ""
        kind = "a feed without items" if feed.version else "XML that is neither a feed nor a wiki's export"
        raise UnreadableError(f"{kind}{fault}")
    for number, entry in enumerate(feed.entries, start=1):
        yield _item(entry, feed.feed, number, is_rss=feed.version.startswith("rss"))
    if feed.bozo and "SAX" in type(feed.bozo_exception).__name__:
        reason = (
            f"the feed is damaged or breaks off ({feed.bozo_exception}); {len(feed.entries):,} items of it are read"
        )
        yield Flaw(reason, len(feed.entries) + 1)


def _item(entry: Any, feed: Any, number: int, *, is_rss: bool) -> Text | Flaw:  # noqa: ANN401 - feedparser's dictionaries
    whole = max((plain_text(one.get("value", "")) for one in entry.get("content", ())), key=len, default="")
    summary = plain_text(entry.get("summary", ""))
    words = whole or summary
    title = plain_text(entry.get("title", "")).replace("\n\n", " ")
    if not words:
        return Flaw("an item without text" + (f": {title[:100]!r}" if title else ""), number)
    doubts = []
    if not whole and len(words) < _SHORT:
        doubts.append("perhaps a summary: the feed gives no whole text; save the page that it links to")
    link = entry.get("link")
    # In RSS, what feedparser calls so is Dublin Core's date, which is that of the item.
    day = day_of(entry.get("published") or (entry.get("updated") if is_rss else None))
    if day is None and entry.get("updated"):
        doubts.append(f"only when it was changed is told ({str(entry['updated'])[:30]}), not when it was published")
    outlet = entry.get("source", {}).get("title") or feed.get("title") or publisher_of(link)
    facts = {
        "title": title or None,
        "outlet": outlet,
        "published": day,
        "url": original_address(link) if link else None,
    }
    text = f"{title}\n\n{words}\n" if title and not words.startswith(title) else f"{words}\n"
    return Text(text, Facts.model_validate(facts), "record" if day else None, number, tuple(doubts))
