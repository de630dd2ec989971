"""Who published and who is quoted, as coded data sets list their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas import AnyEvent, AnyRecord, ArticleInfo, EventSet


@dataclass(frozen=True, slots=True)
class Sources:
    """Articles and records by id."""

    articles: Mapping[str, ArticleInfo]
    records: Mapping[str, AnyRecord]

    @classmethod
    def of(cls, events: EventSet) -> Sources:
        """Those of an event set."""
        return cls({one.id: one for one in events.articles}, {one.id: one for one in events.records})

    def outlets(self, event: AnyEvent) -> list[str]:
        """Publishers, each once, in the order of the event's articles; an article's id where it is not known."""
        return list(dict.fromkeys(article.outlet or article.id for article in self._articles(event)))

    def titles(self, event: AnyEvent) -> list[str]:
        """Titles of the articles that have one."""
        return list(dict.fromkeys(article.title for article in self._articles(event) if article.title))

    def dates(self, event: AnyEvent) -> list[str]:
        """Days the articles were published, where known, sorted."""
        return sorted({article.published for article in self._articles(event) if article.published})

    def origins(self, event: AnyEvent) -> list[str]:
        """Whose words the reports go back to, each once, in order of telling."""
        records = (self.records[record] for record in event.records if record in self.records)
        return list(dict.fromkeys(chain[-1].name for record in records for chain in record.according_to if chain))

    def cited(self, event: AnyEvent) -> list[str]:
        """Articles as a reader looks them up: outlet, title, day."""
        return [
            ", ".join(part for part in (article.outlet or article.id, article.title, article.published) if part)
            for article in self._articles(event)
        ]

    def _articles(self, event: AnyEvent) -> Iterator[ArticleInfo]:
        return (self.articles[article] for article in event.articles if article in self.articles)
