"""Claims, records and article texts as compact JSON, which the page's script opens on demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract.base.types import Joined
from extract.results.report.cards import Card, actor_names
from extract.results.report.judging import judging, named, several_values
from extract.results.report.library import Library, tellers
from extract.results.report.passages import Ruler, figure_text, places_of, rulers, words_behind
from extract.results.report.wording import by_model, by_table, label, origins_text, raw_text, rule_text, value_text
from schemas import AnyEvent, AnyRecord, Claim

if TYPE_CHECKING:
    from extract.results.write.output import Output

Json = dict[str, Any]


def payload(cards: Sequence[Card], library: Library, output: Output) -> Json:
    """Articles, records and events by id, events in the order of the cards, and what a person judges with.

    Offsets are in UTF-16 units, but for those that name a record (``at``), which count code points as all other
    files do.
    """
    measures = rulers(output.texts)
    reasons = _reasons(output.joined, library)
    names = named(output.events)
    return {
        "articles": {article_id: _article(article_id, library, output.texts) for article_id in library.articles},
        "records": {
            record.id: {**_record(record, measures.get(record.article_id)), **names.get(record.id, {})}
            for record in library.records.values()
        },
        "events": {
            card.id: _event(library.events[card.id], library, measures, reasons.get(card.id, [])) for card in cards
        },
        "judging": judging(output.events, library, output.joined),
    }


def _article(article_id: str, library: Library, texts: Mapping[str, str]) -> Json:
    article = library.articles[article_id]
    return {
        "sha256": article.sha256,
        "outlet": library.outlet(article_id),
        "title": article.title,
        "published": article.published,
        "language": article.language,
        "text": texts.get(article_id),
    }


def _record(record: AnyRecord, ruler: Ruler | None) -> Json:
    return {
        "article": record.article_id,
        "kind": record.kind,
        "values": several_values(record),
        "assertion": record.assertion,
        "tellers": tellers(record),
        "evidence": [_span(ruler, evidence.start, evidence.end) for evidence in record.evidence],
        "quotes": [evidence.quote for evidence in record.evidence],
    }


def _event(event: AnyEvent, library: Library, measures: Mapping[str, Ruler], reasons: list[Json]) -> Json:
    date = event.date
    return {
        "kind": event.kind,
        "from": _day(date.earliest if date else None),
        "to": _day(date.latest if date else None),
        "actors": actor_names(event),
        "outlets": library.outlets(event.articles),
        "differs": any(conflict.status == "open" for conflict in event.conflicts),
        "records": list(event.records),
        "claims": [_claim(claim, library, measures) for claim in event.claims],
        "reasons": reasons,
    }


def _claim(claim: Claim, library: Library, measures: Mapping[str, Ruler]) -> Json:
    records = library.records_of(claim.records)
    return {
        "name": claim.field,
        "field": label(claim.field),
        "value": value_text(claim.value) + by_model(claim.value),
        "raw": raw_text(claim.value) or figure_text(claim, records),
        "rank": claim.rank,
        "rule": rule_text(claim.rule) + by_table(claim.value),
        "sources": origins_text(claim.sources),
        "tellers": list(dict.fromkeys(text for record in records for text in tellers(record))),
        "outlets": library.outlets(record.article_id for record in records),
        "passages": [
            [
                record.id,
                [_span(measures.get(record.article_id), *span) for span in words_behind(claim, record)],
                places_of(claim, record),
            ]
            for record in records
        ],
    }


def _reasons(joined: Iterable[Joined], library: Library) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for pair in joined:
        event = library.event_of.get(pair.left)
        if event is not None and event == library.event_of.get(pair.right):
            found[event].append({"records": [pair.left, pair.right], "why": list(pair.reasons)})
    return found


def _span(ruler: Ruler | None, start: int, end: int) -> list[int]:
    return list(ruler.utf16(start, end) if ruler else (start, end))


def _day(day: object) -> str | None:
    return None if day is None else str(day)
