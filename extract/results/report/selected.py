"""The page of a large result: what matters most of it, for it all would be no page; the rest stays in the shards."""

from __future__ import annotations

import heapq
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.results.report.page import report_html
from extract.results.shards import ARTICLES, EVENTS, RECORDS, UNSURE, ShardFolder, StoredArticle, shard_files
from schemas import AnyEvent, EventSet

if TYPE_CHECKING:
    from extract.results.write.output import Output

MOST_EVENTS = 300
MOST_RECORDS = 60
"""Records of one event that are shown: those of the articles that came first."""

MOST_TEXTS = 400
"""Articles whose whole text is in the page, a few megabytes; of others it has the sentences behind each value."""

_NUMBER = re.compile(r"-\d+$")


def selected_html(result: Path, report: Mapping[str, object], output: type[Output]) -> Iterator[str]:
    """The page of a result in shards: the events that most outlets tell, of these the disputed first.

    Args:
        result: The folder of the result.
        report: How it came about, as ``run.json`` has it.
        output: The class to hand to the page.
    """
    chosen, in_all = _events(result)
    wanted = {record for event in chosen for record in event.records[:MOST_RECORDS]}
    # One that shares its evidence with another is told from it by its place among them, so all of them are read.
    shared = {_NUMBER.sub("", record) for record in wanted}
    records = tuple(_read(RECORDS, result, lambda line: _NUMBER.sub("", line["id"]) in shared))
    of_articles = {record.article_id for record in records}
    articles: list[StoredArticle] = list(_read(ARTICLES, result, lambda line: line["id"] in of_articles))
    events = EventSet(
        articles=tuple(article.info for article in articles),
        records=records,
        events=tuple(chosen),
        unsure=tuple(_read(UNSURE, result, lambda line: wanted.issuperset(line["records"]))),
    )
    texts = {article.id: article.text for article in articles[:MOST_TEXTS]}
    yield from report_html(output(events, texts, {**report, "selected": _told(len(chosen), in_all)}))


def _events(result: Path) -> tuple[list[AnyEvent], int]:
    """The events that are shown, in the order of the result, and how many there are."""
    in_all = 0

    def lines() -> Iterator[tuple[tuple[int, bool, int], int, str]]:
        nonlocal in_all
        for line in _lines(EVENTS, result):
            in_all += 1
            yield _weight(json.loads(line)), -in_all, line

    largest = heapq.nlargest(MOST_EVENTS, lines())
    return [EVENTS.shape.validate_json(line) for _, _, line in sorted(largest, key=lambda one: -one[1])], in_all


def _weight(event: Mapping[str, Any]) -> tuple[int, bool, int]:
    disputed = any(one["status"] == "open" for one in event["conflicts"])
    return event["sources"]["outlets"], disputed, len(event["articles"])


def _read(part: ShardFolder[Any], result: Path, wanted: Callable[[Mapping[str, Any]], bool]) -> Iterator[Any]:
    return (part.shape.validate_json(line) for line in _lines(part, result) if wanted(json.loads(line)))


def _lines(part: ShardFolder[Any], result: Path) -> Iterator[str]:
    for file in shard_files(result / part.name):
        with file.open(encoding="utf-8", newline="\n") as shard:
            yield from shard


def _told(shown: int, in_all: int) -> str:
    beside = "events/, records/ and articles/ beside this page hold them all, a JSON object a line"
    if shown == in_all:
        return f"Of a large run: {beside}."
    return (
        f"Of a large run: these are the {shown:,} of {in_all:,} events that most outlets tell, with up to "
        f"{MOST_RECORDS} records each. {beside[0].upper()}{beside[1:]}."
    )
