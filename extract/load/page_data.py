"""The facts in a page's JSON-LD on its own article; other stories in it say nothing of this one."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.knowledge.language.written_dates import find_dates
from extract.page.addresses import original_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Reportage)$|^(?:NewsArticle|LiveBlogPosting)$")
_OF_OTHERS = frozenset(
    {"itemListElement", "hasPart", "isPartOf", "mentions", "citation", "relatedLink", "isBasedOn", "liveBlogUpdate"}
    | {"comment", "review", "about", "subjectOf", "significantLink", "blogPost", "video", "image", "associatedMedia"}
)
"""Properties of schema.org that lead from an article, or a page, to something else."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?$")
_DEEPEST = 20
"""Levels of JSON-LD: publishers nest four or five."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article as a page's data describe it."""

    headline: str
    url: str | None
    published: dt.date | None


def own_story(tree: HtmlElement, titles: Sequence[str], url: str | None) -> Story | None:
    """The article that the page's data describe as this one: by its headline or address, or the only one there is.

    The first of ``titles`` that is a headline tells.
    """
    stories = list(_stories(tree))
    for name in (_folded(title) for title in titles if title):
        for story in stories:
            if story.headline and _is_one(_folded(story.headline), name):
                return story
    address = _path(url)
    for story in stories:
        if address and _path(story.url) == address:
            return story
    return stories[0] if len(stories) == 1 and not stories[0].headline else None


def _stories(tree: HtmlElement) -> Iterator[Story]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for node in _nodes(_parsed(script.text or ""), 0):
                yield Story(
                    _text(node.get("headline") or node.get("name")),
                    _address(node.get("url") or node.get("mainEntityOfPage") or node.get("@id")),
                    _day(node.get("datePublished")),
                )


def _parsed(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """The articles in some data, but for those that it only refers to."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    if not isinstance(value, dict):
        return
    kinds = value.get("@type")
    if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
        yield value
        return
    for name, inner in value.items():
        if name not in _OF_OTHERS:
            yield from _nodes(inner, depth + 1)


def _day(value: object) -> dt.date | None:
    """The day of a time in ISO 8601, as mail writes it, or spelt out."""
    words = _text(value)
    if match := _DAY.match(words):
        try:
            return dt.date.fromisoformat(match[1])
        except ValueError:
            return None
    try:
        return email.utils.parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return next((date.day for date in find_dates(words)), None)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith("http") else None


def _path(url: str | None) -> str | None:
    return re.sub(r"^https?://(?:www\.|m\.)?|[?#].*$|/$", "", original_address(url)) if url else None


def _is_one(a: str, b: str) -> bool:
    """True if two headlines are one, or one begins or ends the other ("… - The Daily")."""
    return a == b or (min(len(a), len(b)) >= _SHORTEST and (a in b or b in a))


_SHORTEST = 12
"""Letters: a shorter title within another may be a common word."""


def _folded(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()
