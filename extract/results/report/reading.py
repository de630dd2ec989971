"""The articles that were read, and what came to nothing: failures, refused answers, pairs left to judge."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.results.report.date_text import date_text
from extract.results.report.library import Library
from extract.results.report.wording import listed
from schemas import ArticleInfo, DateValue, EventSet, Failed

MOST_ROWS = 300
"""Rows of each list; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article: what it is and what came of it."""

    article: ArticleInfo
    records: int
    rejected: int
    failed: int


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """How the results came about; ``published`` is the range of the articles' dates, empty if none is known."""

    rows: tuple[Row, ...]
    outlets: str
    published: str
    model: str
    prompts: str
    version: str
    notices: tuple[str, ...]
    skipped: tuple[str, ...]
    selected: str = ""


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of two records that may tell the same."""

    record: str
    event: str
    outlet: str
    quote: str


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Lists with their full length; all but the pairs to judge are cut at `MOST_ROWS`."""

    failed: tuple[tuple[str, str, str], ...]
    failed_in_all: int
    rejected: tuple[tuple[str, str, str, str], ...]
    rejected_in_all: int
    unsure: tuple[tuple[tuple[PairSide, ...], float, tuple[str, ...]], ...]
    unsure_in_all: int


def reading(events: EventSet, report: Mapping[str, object], library: Library) -> ReadingSummary:
    """The articles in the order of the set, and of the run only what does not vary with the hour."""
    records = Counter(record.article_id for record in events.records)
    rejected = Counter(one.article_id for one in events.rejected)
    failed = Counter(one.article_id for one in events.failed)
    prompts = report.get("prompts")
    return ReadingSummary(
        rows=tuple(Row(a, records[a.id], rejected[a.id], failed[a.id]) for a in events.articles),
        outlets=listed(library.outlets(article.id for article in events.articles)),
        published=_published(events.articles),
        model=str(report.get("model", "")),
        prompts=listed([str(version) for version in prompts.values()]) if isinstance(prompts, Mapping) else "",
        version=str(report.get("version", "")),
        notices=_texts(report.get("notices")),
        skipped=_texts(report.get("skipped")),
        selected=str(report.get("selected", "")),
    )


def leftovers(events: EventSet, library: Library) -> Leftovers:
    """Failures, refused answers and pairs left to judge, in the order of the set."""
    return Leftovers(
        failed=tuple(_failed(one, library) for one in events.failed[:MOST_ROWS]),
        failed_in_all=len(events.failed),
        rejected=tuple(
            (library.outlet(one.article_id), one.kind, one.reason, json.dumps(one.draft, ensure_ascii=False))
            for one in events.rejected[:MOST_ROWS]
        ),
        rejected_in_all=len(events.rejected),
        unsure=tuple(
            (tuple(_side(record, library) for record in pair.records), pair.score, pair.reasons)
            for pair in events.unsure
        ),
        unsure_in_all=len(events.unsure),
    )


def _failed(failure: Failed, library: Library) -> tuple[str, str, str]:
    if failure.kind is None or failure.window is None:
        return library.outlet(failure.article_id), "the whole file", failure.error
    first, last = failure.window
    sentences = f"sentence {first}" if first == last else f"sentences {first}–{last}"
    return library.outlet(failure.article_id), f"{failure.kind}s in {sentences}", failure.error


def _side(record_id: str, library: Library) -> PairSide:
    record = library.records.get(record_id)
    if record is None:
        return PairSide(record_id, "", record_id, "")
    quote = record.evidence[0].quote
    return PairSide(record_id, library.event_of.get(record_id, ""), library.outlet(record.article_id), quote)


def _published(articles: Iterable[ArticleInfo]) -> str:
    days = sorted(dt.date.fromisoformat(article.published) for article in articles if article.published)
    if not days:
        return ""
    return date_text(DateValue(raw="", earliest=days[0], latest=days[-1], precision="day"))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else ()
