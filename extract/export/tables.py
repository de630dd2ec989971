"""An event set as tables that refer to each other by keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, Literal

from extract.export.cells import (
    SEPARATOR,
    chains_text,
    countries_text,
    counts_text,
    day_text,
    english_text,
    names_text,
    overruled_texts,
    part_of,
    raw_text,
    subtype,
    value_text,
)
from extract.export.codes import date_prec, where_prec
from extract.results.write.events_csv import PARTS, columns, counted
from schemas import (
    KINDS,
    AnyEvent,
    Claim,
    EventSet,
    Toll,
    by_model_alone,
)

ColumnType = Literal["text", "integer", "number", "date"]

_INTEGERS = {"articles_count", "outlets", "origins_min", "origins_max", "conflicts"}
_DATES = {"date_earliest", "date_latest"}
_NUMBERS = {"latitude", "longitude"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns; ``key`` names the columns that no two rows share.

    A date is an ISO 8601 text, an unknown value None.  ``references`` maps a column to the table whose ``id``
    it holds.
    """

    name: str
    columns: Mapping[str, ColumnType]
    rows: tuple[tuple[Any, ...], ...]
    key: tuple[str, ...] = ("id",)
    references: Mapping[str, str] | None = None


def tables(events: EventSet) -> tuple[Table, ...]:
    """All tables of an event set, each after those it refers to; rows in the order of the set."""
    return (
        _table("articles", _ARTICLE, events.articles),
        events_table(events),
        records_table(events),
        _evidence_table(events),
        claims_table(events),
        _claim_records_table(events),
        _conflicts_table(events),
        _links_table(events),
    )


def events_table(events: EventSet) -> Table:
    """One row an event: the columns of ``events.csv`` and what says how exactly its date and place are known."""
    return _table("events", _event_columns(), events.events)


def records_table(events: EventSet) -> Table:
    """One row a record, with the event it is part of and its first sentence."""
    event_of = {record: event.id for event in events.events for record in event.records}
    columns: dict[str, Reader] = {
        "id": _RECORD["id"],
        "event_id": ("text", lambda record: event_of.get(record.id)),
        **_RECORD,
        **{name: ("text", partial(names_text, role=name)) for name in _parties_of_any_kind()},
        **_words(),
        **{name: ("text", partial(counts_text, field=name)) for name in _counts_of_any_kind()},
        **_RECORD_AS_JSON,
    }
    return _table("records", columns, events.records, references={"event_id": "events", "article_id": "articles"})


def claims_table(events: EventSet) -> Table:
    """One row a claim, numbered within its event from 1."""
    rows = [(event, number, claim) for event in events.events for number, claim in enumerate(event.claims, start=1)]
    return _table("claims", _CLAIM, rows, key=("event_id", "number"), references={"event_id": "events"})


Reader = tuple[ColumnType, Callable[[Any], Any]]


def _event_columns() -> dict[str, Reader]:
    return {
        **{name: (_type_of(name), read) for name, read in columns().items()},
        **_EVENT_TYPE,
        **_words(),
        **_EVENT,
    }


def _words() -> dict[str, Reader]:
    """Fields of words as they were copied, and their English where they are in another language."""
    read = (
        (name, suffix, text)
        for name in _words_of_any_kind()
        for suffix, text in (("", raw_text), ("_english", english_text))
    )
    return {f"{name}{suffix}": ("text", partial(text, field=name)) for name, suffix, text in read}


def _parties_of_any_kind() -> Iterable[str]:
    """Roles that events of any kind have."""
    return dict.fromkeys(field.name for kind in KINDS.values() for field in kind.of_event("actor"))


def _words_of_any_kind() -> Iterable[str]:
    """Fields of words that events of any kind have."""
    return dict.fromkeys(field.name for kind in KINDS.values() for field in kind.of_event("words"))


def _counts_of_any_kind() -> Iterable[str]:
    """Fields of counts that records of any kind have."""
    return dict.fromkeys(field.name for kind in KINDS.values() for field in kind.fields("count"))


def _table(
    name: str,
    columns: Mapping[str, Reader],
    things: Iterable[Any],
    *,
    key: tuple[str, ...] = ("id",),
    references: Mapping[str, str] | None = None,
) -> Table:
    rows = tuple(tuple(read(thing) for _, read in columns.values()) for thing in things)
    return Table(name, {column: kind for column, (kind, _) in columns.items()}, rows, key, references)


def _evidence_table(events: EventSet) -> Table:
    rows = [
        (record.id, number, one) for record in events.records for number, one in enumerate(record.evidence, start=1)
    ]
    columns: dict[str, Reader] = {
        "record_id": ("text", lambda row: row[0]),
        "number": ("integer", lambda row: row[1]),
        "start": ("integer", lambda row: row[2].start),
        "end": ("integer", lambda row: row[2].end),
        "quote": ("text", lambda row: row[2].quote),
    }
    return _table("evidence", columns, rows, key=("record_id", "number"), references={"record_id": "records"})


def _claim_records_table(events: EventSet) -> Table:
    known = {record.id for record in events.records}
    rows = tuple(
        (event.id, number, record)
        for event in events.events
        for number, claim in enumerate(event.claims, start=1)
        for record in claim.records
        if record in known
    )
    columns: dict[str, ColumnType] = {"event_id": "text", "claim": "integer", "record_id": "text"}
    return Table("claim_records", columns, rows, ("event_id", "claim", "record_id"), {"record_id": "records"})


def _conflicts_table(events: EventSet) -> Table:
    rows = [(event, n, one) for event in events.events for n, one in enumerate(event.conflicts, start=1)]
    columns: dict[str, Reader] = {
        "event_id": ("text", lambda row: row[0].id),
        "number": ("integer", lambda row: row[1]),
        "field": ("text", lambda row: row[2].field),
        "kind": ("text", lambda row: row[2].kind),
        "status": ("text", lambda row: row[2].status),
        "values": ("text", lambda row: SEPARATOR.join(value_text(value) for value in row[2].values)),
    }
    return _table("conflicts", columns, rows, key=("event_id", "number"), references={"event_id": "events"})


def _links_table(events: EventSet) -> Table:
    rows = tuple((event.id, link.type, link.event) for event in events.events for link in event.links)
    columns: dict[str, ColumnType] = {"event_id": "text", "type": "text", "to_event_id": "text"}
    return Table("links", columns, rows, tuple(columns), {"event_id": "events", "to_event_id": "events"})


def _type_of(column: str) -> ColumnType:
    if column in _DATES:
        return "date"
    if column in _NUMBERS:
        return "number"
    counts = {f"{unit}_{part}" for unit in counted() for part in PARTS}
    return "integer" if column in _INTEGERS or column in counts else "text"


def _claim_of(row: tuple[AnyEvent, int, Claim], *path: str) -> Any:  # noqa: ANN401
    return part_of(row[2], *path)


def _toll_of(row: tuple[AnyEvent, int, Claim], part: str) -> Any:  # noqa: ANN401
    return getattr(row[2].value, part) if isinstance(row[2].value, Toll) else None


_ARTICLE: dict[str, Reader] = {
    name: ("date" if name == "published" else "text", attrgetter(name))
    for name in ("id", "path", "sha256", "title", "outlet", "published", "language")
}

_EVENT_TYPE: dict[str, Reader] = {
    "type": ("text", subtype),
    "occurrence": ("text", lambda event: part_of(event, "occurrence")),
}

_EVENT: dict[str, Reader] = {
    "date_anchor": ("text", lambda event: part_of(event, "date", "anchor")),
    "date_timezone": ("text", lambda event: part_of(event, "date", "timezone")),
    "date_prec": ("integer", lambda event: date_prec(event.date)),
    "admin1": ("text", lambda event: part_of(event, "place", "admin1")),
    "place_precision": ("text", lambda event: part_of(event, "place", "precision")),
    "where_prec": ("integer", lambda event: where_prec(event.place)),
    "open_conflicts": ("integer", lambda event: sum(one.status == "open" for one in event.conflicts)),
    "records": ("text", lambda event: SEPARATOR.join(event.records)),
}

_RECORD: dict[str, Reader] = {
    "id": ("text", lambda record: record.id),
    "kind": ("text", lambda record: record.kind),
    "article_id": ("text", lambda record: record.article_id),
    "assertion": ("text", lambda record: record.assertion),
    "according_to": ("text", lambda record: chains_text(record.according_to)),
    "quote": ("text", lambda record: record.evidence[0].quote),
    "start": ("integer", lambda record: record.evidence[0].start),
    "end": ("integer", lambda record: record.evidence[0].end),
    "date_raw": ("text", lambda record: part_of(record, "date", "raw")),
    "date_earliest": ("date", lambda record: day_text(record, "earliest")),
    "date_latest": ("date", lambda record: day_text(record, "latest")),
    "date_precision": ("text", lambda record: part_of(record, "date", "precision")),
    "place_raw": ("text", lambda record: part_of(record, "place", "raw")),
    "place": ("text", lambda record: part_of(record, "place", "name")),
    "country": ("text", lambda record: countries_text(record.place)),
    "latitude": ("number", lambda record: part_of(record, "place", "latitude")),
    "longitude": ("number", lambda record: part_of(record, "place", "longitude")),
    "type": ("text", subtype),
    "by_model_alone": ("text", lambda record: SEPARATOR.join(by_model_alone(record)) or None),
    "overruled": ("text", lambda record: SEPARATOR.join(overruled_texts(record)) or None),
}

_RECORD_AS_JSON: dict[str, Reader] = {
    "json": ("text", lambda record: json.dumps(record.model_dump(mode="json"), ensure_ascii=False)),
}

_CLAIM: dict[str, Reader] = {
    "event_id": ("text", lambda row: row[0].id),
    "number": ("integer", lambda row: row[1]),
    "field": ("text", lambda row: row[2].field),
    "value": ("text", lambda row: value_text(row[2].value)),
    "raw": ("text", lambda row: _claim_of(row, "value", "raw")),
    "english": ("text", lambda row: _claim_of(row, "value", "english")),
    "via": ("text", lambda row: _claim_of(row, "value", "via")),
    "unit": ("text", lambda row: _toll_of(row, "unit")),
    "low": ("integer", lambda row: _toll_of(row, "low")),
    "high": ("integer", lambda row: _toll_of(row, "high")),
    "best": ("integer", lambda row: _toll_of(row, "best")),
    "rank": ("text", lambda row: row[2].rank),
    "rule": ("text", lambda row: row[2].rule),
    "according_to": ("text", lambda row: chains_text(row[2].according_to)),
    "outlets": ("integer", lambda row: row[2].sources.outlets),
    "origins_min": ("integer", lambda row: row[2].sources.origins_min),
    "origins_max": ("integer", lambda row: row[2].sources.origins_max),
    "records": ("text", lambda row: SEPARATOR.join(row[2].records)),
}
