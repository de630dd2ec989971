"""Finds the same text under several names: it is read once, and every place it stands in is listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.base.types import Article


def read_once(copies: Iterable[Article]) -> list[Article]:
    """Of articles with one text the one to read, with the other paths of that text.

    Copies that are known to be printed by different outlets, or on different days, stay articles
    of their own: who printed a text counts.  Of copies, the one most is known of is kept.
    """
    kept: list[tuple[Article, list[str]]] = []
    for copy in sorted(copies, key=lambda one: (-_known(one), one.path)):
        places = next((places for article, places in kept if _may_be_one(article, copy)), None)
        if places is None:
            kept.append((copy, []))
        else:
            places.append(copy.path)
    return [replace(article, also_at=tuple(sorted(places))) for article, places in kept]


def _may_be_one(left: Article, right: Article) -> bool:
    pairs = ((left.outlet, right.outlet), (left.published, right.published))
    return all(one is None or other is None or one == other for one, other in pairs)


def _known(article: Article) -> int:
    return sum(value is not None for value in (article.outlet, article.published, article.title, article.url))
