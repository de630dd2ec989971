"""Reads the benchmark's files: articles grouped by incident, and the final facts of each incident."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class IncidentArticle:
    """One article; ``incident`` is the gold cluster and is only ever compared with the outcome."""

    id: str
    published: dt.date | None
    outlet: str | None
    title: str
    text: str
    incident: str
    gvc: bool


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """The incident as an archive has it in the end."""

    date: dt.date | None
    city: str | None
    state: str | None
    killed: int | None
    injured: int | None


def read_articles(path: Path) -> list[IncidentArticle]:
    """The articles of a file in its order."""
    return [
        IncidentArticle(
            id=line["doc_id"],
            published=dt.date.fromisoformat(line["published"]) if line.get("published") else None,
            outlet=line.get("outlet"),
            title=line.get("title") or "",
            text=line["text"],
            incident=line["incident"],
            gvc=bool(line.get("gvc")),
        )
        for line in _lines(path)
    ]


def read_facts(path: Path) -> dict[str, IncidentFacts]:
    """The facts of each incident by its id."""
    return {line["incident_id"]: _facts(line) for line in _lines(path)}


def _facts(line: dict[str, Any]) -> IncidentFacts:
    date = line.get("date")
    return IncidentFacts(
        date=dt.datetime.strptime(date, "%B %d, %Y").date() if date else None,
        city=line.get("city"),
        state=line.get("state"),
        killed=line.get("num_killed"),
        injured=line.get("num_injured"),
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        sys.exit(f"{path}: no such file; the benchmark's texts are not part of the project, see docs/reconciling.md")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
