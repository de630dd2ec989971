"""Articles, records and events by id, for all parts of the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.results.report.wording import chain_text, shortened
from schemas import AnyEvent, AnyRecord, ArticleInfo, EventSet

NAME_OF_AN_OUTLET = 30
"""Characters of a title that stands for an outlet without a name: it is read many times on a page."""


@dataclass(frozen=True, slots=True)
class Library:
    """The parts of an event set by id, and the links that lead to each event."""

    articles: Mapping[str, ArticleInfo]
    records: Mapping[str, AnyRecord]
    events: Mapping[str, AnyEvent]
    event_of: Mapping[str, str]
    linked_from: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, events: EventSet) -> Library:
        """The library of an event set; what is missing in a set that was cut is passed over, not invented."""
        linked_from: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for event in events.events:
            for link in event.links:
                linked_from[link.event].append((link.type, event.id))
        return cls(
            articles={article.id: article for article in events.articles},
            records={record.id: record for record in events.records},
            events={event.id: event for event in events.events},
            event_of={record: event.id for event in events.events for record in event.records},
            linked_from=linked_from,
        )

    def records_of(self, ids: Iterable[str]) -> list[AnyRecord]:
        """The records of these ids, in their order."""
        return [self.records[one] for one in ids if one in self.records]

    def outlet(self, article_id: str) -> str:
        """Who published an article; where the text does not say, its title in quotation marks, or its id."""
        article = self.articles.get(article_id)
        if article is None or article.outlet:
            return article.outlet or article_id if article else article_id
        return f"“{shortened(article.title, NAME_OF_AN_OUTLET)}”" if article.title else article_id

    def outlets(self, article_ids: Iterable[str]) -> list[str]:
        """The outlets of these articles, each once, sorted."""
        return sorted({self.outlet(article_id) for article_id in article_ids}, key=lambda name: (name.casefold(), name))


def tellers(record: AnyRecord) -> list[str]:
    """Whom a record's article has it from, one text a chain."""
    return [text for chain in record.according_to if (text := chain_text(chain))]
