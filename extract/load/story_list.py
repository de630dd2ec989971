"""Tells a page that lists stories from one that is an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST = 3
"""Stories: two that are teased below a report do not make the page a list."""

_SHORTEST_HEADLINE = 10
"""Letters; what is shorter names a section."""
_MOST_OF_ONE = 0.6
"""Share of the words of a page that its longest card has where it is an article with other stories beside it."""
_HEADINGS = ("h1", "h2", "h3", "h4")


def lists_stories(tree: HtmlElement, report: str) -> bool:
    """True if what a page reads as is several stories, each under a line that links to it or in a card of its own.

    Headings that link nowhere are those of an article, however many it has.
    """
    told = _folded(report)
    lines = {_folded(line) for line in report.splitlines()}
    links = [_folded(_words(link)) for link in tree.iter("a") if link.get("href") and _opens_a_row(link)]
    linked = [_folded(_words(heading)) for heading in tree.iter(*_HEADINGS) if _is_linked(heading)]
    linked += [words for words in links if words and any(line.startswith(words) for line in lines)]
    shown = [words for words in dict.fromkeys(linked) if len(words) >= _SHORTEST_HEADLINE and words in told]
    if len(shown) >= _FEWEST and _spread(told, shown):
        return True
    cards = [_folded(_words(card)) for card in tree.iter("article") if _is_card(card)]
    kept = [card for card in cards if card[:_OPENING] and any(part in told for part in (card[-_OPENING:],))]
    return len(kept) >= _FEWEST and max(map(len, kept)) < _MOST_OF_ONE * sum(map(len, kept))


_OPENING = 60
"""Code points of a card's two ends that tell whether the text has it."""

_ROWS = frozenset({"li", "td", "dt", "div", "section", "article"})


def _is_linked(heading: HtmlElement) -> bool:
    """True if all of a heading is a link, or stands in one."""
    words = _words(heading)
    inside = any(_words(link) == words and link.get("href") for link in heading.iter("a"))
    return inside or any(above.tag == "a" and above.get("href") for above in heading.iterancestors())


def _opens_a_row(link: HtmlElement) -> bool:
    """True if a link is the first thing in a row of a list or a table; in a paragraph it belongs to a text."""
    row = link.getparent()
    return row is not None and row.tag in _ROWS and row[0] is link and not (row.text or "").strip()


def _is_card(article: HtmlElement) -> bool:
    nested = any(above.tag == "article" for above in article.iterancestors())
    return not nested and next(article.iter("h2", "h3"), None) is not None and next(article.iter("a"), None) is not None


def _spread(told: str, headlines: list[str]) -> bool:
    """True if no one of the headlines, or what stands before them, has most of the words below it."""
    starts = sorted(told.index(words) for words in headlines)
    lengths = [starts[0], *(b - a for a, b in zip(starts, [*starts[1:], len(told)], strict=True))]
    return max(lengths) < _MOST_OF_ONE * len(told)


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _folded(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()
