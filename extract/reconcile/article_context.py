"""What the reconciler knows of an article besides its records of one kind."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from extract.reconcile.compare.days import is_day
from extract.reconcile.compare.places import is_town, spelling
from extract.reconcile.compare.words import quotations
from extract.reconcile.layout import has_title, paragraphs_of
from schemas import AnyRecord, ArticleInfo, StrikeRecord

Passage = tuple[int, int]
Scene = tuple[str, dt.date]
"""The spelling of a town, and a day."""


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """The article a telling stands in.

    ``paragraphs`` are where each one starts, ``titled`` whether the first is a title: some keep these without the text.
    ``scenes`` are the towns and days of the strikes it tells of.
    """

    id: str
    published: dt.date | None
    outlet: str | None
    text: str
    quotations: tuple[Passage, ...]
    language: str | None = None
    owner: str | None = None
    paragraphs: tuple[int, ...] = ()
    titled: bool = False
    scenes: frozenset[Scene] = frozenset()

    @classmethod
    def of(cls, article: ArticleInfo, text: str, records: Iterable[AnyRecord] = ()) -> ArticleContext:
        """The context of an article with its records, whose stored text is ``text`` (empty where it is not at hand)."""
        published = dt.date.fromisoformat(article.published) if article.published else None
        told = (article.id, published, article.outlet, text, quotations(text), article.language, article.owner)
        return cls(
            *told, paragraphs_of(text), has_title(text), frozenset(scene for one in records for scene in _scenes(one))
        )

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that a place of the text belongs to; the last that starts before it."""
        return max(0, bisect_right(self.paragraphs, offset) - 1)

    def __reduce__(self) -> tuple[type[ArticleContext], tuple[Any, ...]]:
        """To be stored between passes: what dataclasses do by themselves looks their fields up every time."""
        return ArticleContext, _of_article(self)


def _scenes(record: AnyRecord) -> Iterator[Scene]:
    """The town and day of a strike that is told with both."""
    date, place = record.date, record.place
    if isinstance(record, StrikeRecord) and date and is_day(date) and date.earliest and place and is_town(place):
        yield spelling(place), date.earliest


_of_article: Callable[[ArticleContext], tuple[Any, ...]] = attrgetter(*ArticleContext.__slots__)


def contexts_of(
    articles: Iterable[ArticleInfo], records: Iterable[AnyRecord], texts: Mapping[str, str]
) -> dict[str, ArticleContext]:
    """The contexts of some articles, by id; the text of one that is not at hand is empty."""
    told: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in records:
        told[record.article_id].append(record)
    return {article.id: ArticleContext.of(article, texts.get(article.id, ""), told[article.id]) for article in articles}
