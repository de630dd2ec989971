"""Made-up readings for the tests of the reading benchmark: passages are given by their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.reading.tally import Tally
from benchmarks.reading.task import Document, Task
from benchmarks.reading.told import Told, told_of


def span(text: str, words: str) -> list[int]:
    """Where the words stand."""
    return [text.index(words), text.index(words) + len(words)]


def record(text: str, number: int, kind: str, quote: str, **fields: Any) -> dict[str, Any]:
    """A record as events.json has it, with one passage of evidence."""
    start, end = span(text, quote)
    evidence = [{"start": start, "end": end, "quote": quote}]
    return {"id": f"r{number}", "kind": kind, "article_id": "text", "evidence": evidence, **fields}


def events_of(*records: dict[str, Any], joined: Mapping[str, str] | None = None) -> dict[str, Any]:
    """An events.json with one event for each record, but for those that are said to be of one event."""
    members: dict[str, list[str]] = {}
    for one in records:
        members.setdefault((joined or {}).get(one["id"], one["id"]), []).append(one["id"])
    return {"records": list(records), "events": [{"id": f"e-{name}", "records": ids} for name, ids in members.items()]}


def told_about(document: Document[Any], events: Mapping[str, Any]) -> list[Told]:
    return told_of(events, {"text": document.text})["text"]


def tally(task: Task[Any], document: Document[Any], *records: dict[str, Any]) -> Tally:
    return task.tally(told_about(document, events_of(*records)), document)
