"""Makes an article of a text: what its file states of it, and what the head of the text says."""

from __future__ import annotations

import hashlib

from extract.base.types import Article
from extract.knowledge.language.detect import detect_language
from extract.load.document import Text
from extract.load.doubts import text_doubts
from extract.page.addresses import original_address, publisher_of
from extract.page.page import read_page


def article_of(origin: str, found: Text) -> Article:
    """The article without its id, which depends on what others there are."""
    header, blocks = read_page(found.text)
    facts = found.facts
    published = facts.published or header.published
    doubts = text_doubts(
        found.text, stated=facts.published, told=header.published, is_entry=found.published_from == "record"
    )
    source = found.published_from if facts.published else "text"
    return Article(
        id="",
        path=origin,
        sha256=hashlib.sha256(found.text.encode()).hexdigest(),
        text=found.text,
        title=facts.title or header.title,
        outlet=facts.outlet or header.outlet or publisher_of(facts.url),
        published=published,
        published_from=source if published else None,
        dateline=header.dateline,
        language=facts.language or detect_language(found.text),
        url=original_address(facts.url) if facts.url else None,
        doubts=tuple(dict.fromkeys((*found.doubts, *doubts))),
        blocks=blocks,
    )
