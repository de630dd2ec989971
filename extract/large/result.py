"""Last pass: the events in order, their table, and what a person should judge, written out a line at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from extract.large.files import ASKED, EVENTS, JUDGED, LINKS, TELLINGS
from extract.large.store import opened, unpacked, written
from extract.large.work import Work, batches
from extract.results.shards import EVENTS as EVENT_SHARDS
from extract.results.shards import UNSURE as UNSURE_SHARDS
from extract.results.shards import line_of
from extract.results.write import csv_head, csv_row
from schemas import AnyEvent, Link, Unsure

EVENTS_CSV = "events.csv"

EVENTS_A_BATCH = 200
"""About a second of a process's work."""

_EVENTS = "SELECT no FROM event ORDER BY day IS NULL, day, kind, id"
_LINKS = "SELECT type, target FROM link WHERE event = ? ORDER BY type, target"

# What was joined is not asked about; of a pair that matched and was not joined, the reason is told first.
_OPEN = """
SELECT d.score, d.left, d.right, d.reasons, d.refusal, coalesce(m.event, d.left), coalesce(n.event, d.right)
FROM (SELECT score, left, right, scope, reasons, NULL AS refusal FROM told.open
      UNION ALL
      SELECT j.score, j.left, j.right, j.scope, j.reasons, r.reason FROM first.judged j
      JOIN events.home x ON x.telling = j.a JOIN events.home y ON y.telling = j.b
      LEFT JOIN events.refused r ON r.left = j.left AND r.right = j.right
      WHERE x.cluster <> y.cluster) d
LEFT JOIN events.holds m ON m.record = d.left LEFT JOIN events.holds n ON n.record = d.right
ORDER BY d.score DESC, d.left, d.right, d.scope
"""
_ASKED = "CREATE TABLE asked (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;"


def write_result(result: Path, folder: Path, work: Work) -> tuple[int, int]:
    """Write events and what is unsure in the order of `extract.reconcile.Reconciled`; how many of each."""
    events = (no for (no,) in opened(folder, EVENTS).execute(_EVENTS))
    with EVENT_SHARDS.writer(result) as shards, UNSURE_SHARDS.writer(result) as unsure:
        with (result / EVENTS_CSV).open("w", encoding="utf-8", newline="") as table:
            table.write(csv_head())
            for told in work(partial(lines_of, folder), batches(events, EVENTS_A_BATCH)):
                for line, row in told:
                    shards.write_line(line)
                    table.write(row)
        with written(folder / ASKED, _ASKED) as store:
            for name, file in (("events", EVENTS), ("first", JUDGED), ("told", TELLINGS)):
                store.execute(f"ATTACH ? AS {name}", (str(folder / file),))
            unsure.write_all(_unsure(store))
    return shards.written, unsure.written


def lines_of(folder: Path, numbers: Sequence[int]) -> list[tuple[str, str]]:
    """Some events as lines of their shard and of their table."""
    lines = []
    for number in numbers:
        (body,) = opened(folder, EVENTS).execute("SELECT body FROM event WHERE no = ?", (number,)).fetchone()
        event: AnyEvent = unpacked(body)
        links = opened(folder, LINKS).execute(_LINKS, (number,))
        event = event.model_copy(update={"links": tuple(Link(type=kind, event=other) for kind, other in links)})
        lines.append((line_of(event), csv_row(event)))
    return lines


def _unsure(store: sqlite3.Connection) -> Iterator[Unsure]:
    """Of each two events the likeliest pair, unless they are one."""
    for score, left, right, reasons, refusal, one, other in store.execute(_OPEN):
        events = sorted((str(one), str(other)))
        if events[0] != events[1] and store.execute("INSERT OR IGNORE INTO asked VALUES (?, ?)", events).rowcount:
            told = (*((refusal,) if refusal else ()), *json.loads(reasons))
            yield Unsure(records=(left, right), score=score, reasons=told)
