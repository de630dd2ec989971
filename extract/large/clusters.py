"""Fifth pass: tellings that a chain of matches connects are clustered together, and each cluster becomes an event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from extract.large.components import Components
from extract.large.corpus import context_in, corpus_in
from extract.large.files import EVENTS, JUDGED, settings_in
from extract.large.judged import pairwise_of
from extract.large.store import opened, packed, written
from extract.large.tellings import telling_in
from extract.large.work import Work
from extract.reconcile.cluster.across import cluster_matches
from extract.reconcile.cluster.agglomerate import RefusedUnion, Scored
from extract.reconcile.compare.days import is_resolved
from extract.reconcile.fuse.fuse import fuse
from extract.reconcile.fuse.is_event import is_vague
from extract.reconcile.fuse.links import Node, described, is_visit
from extract.reconcile.mention import Telling
from schemas import MeetingEvent, StrikeEvent, StrikeRecord

TELLINGS_A_BATCH = 100
"""As the batches of blocking; clusters weigh more each."""

LARGE_COMPONENT = 5_000
"""Tellings that matches connect, above which one piece of work holds so much that the user is told."""

_SCHEMA = """
CREATE TABLE event (kind TEXT, id TEXT, day TEXT, vague INTEGER, series INTEGER, visit INTEGER, answers INTEGER,
                    body BLOB, told BLOB, no INTEGER PRIMARY KEY);
CREATE TABLE holds (record TEXT PRIMARY KEY, event INTEGER) WITHOUT ROWID;
CREATE TABLE teller (article TEXT, event INTEGER, PRIMARY KEY (article, event)) WITHOUT ROWID;
CREATE TABLE word (word TEXT, event INTEGER, PRIMARY KEY (word, event)) WITHOUT ROWID;
CREATE TABLE line (attacker TEXT, target TEXT, day TEXT, id TEXT, event INTEGER);
CREATE TABLE refused (left TEXT, right TEXT, reason TEXT, PRIMARY KEY (left, right)) WITHOUT ROWID;
CREATE TABLE home (telling INTEGER PRIMARY KEY, cluster INTEGER);
"""

# "The attack" alone is no event where all its articles tell of attacks that it may mean
# (extract.reconcile.fuse.is_event).
_FORGET_VAGUE = """
CREATE INDEX teller_event ON teller (event);
DELETE FROM event WHERE vague AND NOT EXISTS (
  SELECT 1 FROM teller WHERE teller.event = event.no AND NOT EXISTS (
    SELECT 1 FROM teller t JOIN event e ON e.no = t.event
    WHERE t.article = teller.article AND NOT e.vague AND e.kind = event.kind));
"""
_TABLES_OF_EVENTS = ("holds", "teller", "word", "line")

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""Of a cluster, by table, all but the last column: its number."""


class Clustered(NamedTuple):
    """Clusters, ready to be stored, and the unions refused among them."""

    clusters: list[Rows]
    refused: list[RefusedUnion]


def cluster_all(folder: Path, work: Work) -> list[str]:
    """Cluster and fuse all tellings; what the user should know of it."""
    components = Components(folder)
    number = 0
    with written(folder / EVENTS, _SCHEMA) as store:
        for clustered in work(partial(cluster, folder), _batches(components)):
            for rows in clustered.clusters:
                _store(store, number, rows)
                number += 1
            store.executemany("INSERT INTO refused VALUES (?, ?, ?)", clustered.refused)
        store.executescript(_FORGET_VAGUE)
        for table in _TABLES_OF_EVENTS:
            store.execute(f"DELETE FROM {table} WHERE event NOT IN (SELECT no FROM event)")
    size = components.largest
    if size > LARGE_COMPONENT:
        return [f"{size:,} tellings hang together by matches and were clustered in one piece: it took memory for all"]
    return []


def _batches(components: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    """Components, several at a time."""
    batch: list[list[int]] = []
    for members in components:
        batch.append(members)
        if sum(map(len, batch)) >= TELLINGS_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def cluster(folder: Path, components: Sequence[Sequence[int]]) -> Clustered:
    """The clusters of some components, each fused into an event if it stands."""
    found = Clustered([], [])
    for numbers in components:
        groups, refused = _split(folder, numbers)
        found.refused.extend(refused)
        for group in groups:
            tellings = tuple(telling_in(folder, no).telling for no in group)
            is_event = settings_in(folder).kinds[tellings[0].kind].is_event
            rows = _rows(folder, tellings) if is_event(tellings) else {}
            found.clusters.append({"home": [(no,) for no in group], **rows})
    return found


def _split(folder: Path, numbers: Sequence[int]) -> tuple[list[tuple[int, ...]], Sequence[RefusedUnion]]:
    if len(numbers) == 1:
        return [tuple(numbers)], ()
    tellings = {telling.key: (no, telling) for no in numbers for telling in [telling_in(folder, no).telling]}
    kind = next(iter(tellings.values()))[1].kind
    pairwise, corpus = pairwise_of(folder, kind, numbers, with_order=True)
    clustering = cluster_matches([one for _, one in tellings.values()], _matches(folder, numbers), pairwise, corpus)
    return [tuple(tellings[key][0] for key in group) for group in clustering.clusters], clustering.refused


def _matches(folder: Path, numbers: Sequence[int]) -> list[Scored]:
    query = "SELECT score, left, right FROM judged WHERE a = ? AND matches"
    return [Scored(*row) for no in numbers for row in opened(folder, JUDGED).execute(query, (no,))]


def _rows(folder: Path, tellings: tuple[Telling, ...]) -> Rows:
    node = Node(fuse(tellings, context_in(folder)), tellings)
    event = node.event
    day = (event.date.earliest or event.date.latest) if event.date else None
    strikes = [record for record in node.records() if isinstance(record, StrikeRecord)]
    answers = any(record.in_response_to is not None for record in strikes)
    words = described(node, corpus_in(folder, "strike")) if isinstance(event, StrikeEvent) else ()
    about = (event.kind, event.id, day and day.isoformat(), is_vague(tellings), node.series, is_visit(node), answers)
    return {
        "event": [(*about, packed(event), packed(tellings))],
        "holds": [(record,) for record in event.records],
        "teller": [(article,) for article in event.articles if isinstance(event, StrikeEvent | MeetingEvent)],
        "word": [(word,) for word in sorted(words)],
        "line": _lines(event) if isinstance(event, StrikeEvent) and not node.series else [],
    }


def _lines(event: StrikeEvent) -> list[tuple[str, str, str, str]]:
    """Who attacked whom, and when; nothing if that is not known."""
    if not (event.date and is_resolved(event.date)):
        return []
    pairs = [(one.id, other.id) for one in event.attacker for other in event.target if one.id and other.id]
    return [(*pair, str(event.date.earliest), event.id) for pair in pairs]


def _store(store: sqlite3.Connection, number: int, rows: Rows) -> None:
    for table, mine in rows.items():
        if mine:
            marks = ", ".join("?" * len(mine[0]))
            store.executemany(f"INSERT INTO {table} VALUES ({marks}, ?)", ((*row, number) for row in mine))
