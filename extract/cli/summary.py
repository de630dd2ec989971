"""A run as a person sees it in the terminal: the events as a table, then what needs a look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.base.printable import printable
from extract.base.settings import LARGE
from extract.results.report.date_text import date_text
from extract.results.report.wording import overruled_text
from extract.results.shards import FAILED, REJECTED, UNSURE
from schemas import AnyEvent, EventSet, Failed, Rejected, SourceCounts, Unsure

if TYPE_CHECKING:
    from extract.pipeline import LargeResult

MOST_EVENTS = 100
"""Rows of the table; of more events the newest are shown."""

MOST_LINES = 5
"""Lines under each heading that lists problems."""


def print_summary(console: Console, events: EventSet, *, out: Path, notices: Sequence[str] = ()) -> None:
    """Print the table of events, newest last, the totals, and a few lines each on what failed or is open.

    Whatever stands in an article, no control character of it reaches the terminal.
    """
    if events.events:
        console.print(_table(events.events))
    hidden = len(events.events) - MOST_EVENTS
    lines = [f"… and {_many(hidden, 'earlier event')}: {out / 'events.csv'}"] if hidden > 0 else []
    lines += [_totals(events, out), *_problems(events, out), *notices]
    for line in lines:
        # A path or a reason must stay one piece where it is piped, so lines are wrapped by the terminal alone.
        console.print(Text(printable(line)), soft_wrap=True)


def print_large_summary(console: Console, large: LargeResult, *, out: Path, notices: Sequence[str] = ()) -> None:
    """Print how much a result in shards holds, and a few lines each on what failed or is open."""
    articles, records, events = (
        _many(number, noun)
        for number, noun in ((large.articles, "article"), (large.records, "record"), (large.events, "event"))
    )
    lines = [
        f"{articles}, {records}, {events}: {out}/events/part-*.jsonl, {out / 'events.csv'}",
        f"Above {LARGE:,} articles, report.html and the cost of each article and event are not written",
    ]
    lines += _section(_FAILED, large.failed, map(_failed, FAILED.read(out)), f"{out}/failed/part-*.jsonl")
    lines += _section(_REJECTED, large.rejected, map(_rejected, REJECTED.read(out)), f"{out}/rejected/part-*.jsonl")
    lines += _section(_UNSURE, large.unsure, map(_unsure, UNSURE.read(out)), f"{out}/unsure/part-*.jsonl")
    for line in (*lines, *notices):
        console.print(Text(printable(line)), soft_wrap=True)


def _section(title: tuple[str, str], number: int, lines: Iterable[str], where: str) -> Iterator[str]:
    heading, meaning = title
    if number:
        yield f"{heading}: {number:,} ({meaning})"
        yield from (f"- {line}" for line in islice(lines, MOST_LINES))
    if number > MOST_LINES:
        yield f"- … and {number - MOST_LINES:,} more: {where}"


def _table(events: Sequence[AnyEvent]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("Date", min_width=11)
    table.add_column("Kind", no_wrap=True)
    table.add_column("Event", overflow="fold", min_width=20)
    for count in ("Articles", "Sources", "Conflicts"):
        table.add_column(count, justify="right", no_wrap=True)
    for event in sorted(events, key=_by_date)[-MOST_EVENTS:]:
        cells = (date_text(event.date), event.kind, printable(event.title), str(len(event.articles)))
        table.add_row(*map(Text, (*cells, _origins(event.sources), str(len(event.conflicts)))))
    return table


def _by_date(event: AnyEvent) -> tuple[dt.date, dt.date, str, str]:
    """Order of time; what has no date comes first, far from the newest."""
    earliest = event.date and event.date.earliest
    latest = event.date and event.date.latest
    return latest or earliest or dt.date.min, earliest or latest or dt.date.min, event.kind, event.id


def _origins(sources: SourceCounts) -> str:
    low, high = sources.origins_min, sources.origins_max
    return str(low) if low == high else f"{low}–{high}"


def _totals(events: EventSet, out: Path) -> str:
    articles, records = _many(len(events.articles), "article"), _many(len(events.records), "record")
    judged = f", {_many(len(events.judgements), 'judgement')}" if events.judgements else ""
    return f"{articles}, {records}, {_many(len(events.events), 'event')}{judged}: {out / 'events.json'}"


_FAILED = ("Failed", "no usable answer, or a file that cannot be read")
_REJECTED = ("Rejected", "answers that the article does not bear out")
_UNSURE = ("Unsure", "pairs that may be one event; kept apart")
PLACES = {"In no event": "records", "Overruled": "records", "Not obeyed": "judgements"}
"""Where a section's entries stand in events.json, if not under its own name."""


def _problems(events: EventSet, out: Path) -> Iterator[str]:
    where = out / "events.json"
    sections = (
        (*_FAILED, [_failed(f) for f in events.failed]),
        (*_REJECTED, [_rejected(r) for r in events.rejected]),
        (*_UNSURE, [_unsure(u) for u in events.unsure]),
        ("Not obeyed", "judgements overruled by others, or whose record was not found", list(_not_obeyed(events))),
        ("Overruled", "readings of the model that the words contradict; the words win", list(_overruled(events))),
        ("In no event", "not said to have happened, or told too vaguely to place", list(_in_no_event(events))),
    )
    for heading, meaning, lines in sections:
        if lines:
            yield f"{heading}: {len(lines)} ({meaning})"
            yield from (f"- {line}" for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            yield f'- … and {len(lines) - MOST_LINES} more: "{PLACES.get(heading, heading.lower())}" in {where}'


def _failed(failure: Failed) -> str:
    if failure.kind is None or failure.window is None:
        return failure.error
    first, last = failure.window
    sentences = f"sentence {first}" if first == last else f"sentences {first}-{last}"
    return f"{failure.article_id}, {failure.kind}, {sentences}: {failure.error}"


def _rejected(rejected: Rejected) -> str:
    return f"{rejected.article_id}, {rejected.kind}: {rejected.reason}"


def _unsure(pair: Unsure) -> str:
    return f"{pair.records[0]} and {pair.records[1]}: {'; '.join(pair.reasons)}"


def _not_obeyed(events: EventSet) -> Iterator[str]:
    for one in events.judgements:
        if one.outcome != "obeyed":
            yield f"line {one.line}, {one.judgement.judgement} ({one.judgement.signature}): {one.note}"


def _overruled(events: EventSet) -> Iterator[str]:
    for record in events.records:
        yield from (f"{record.id}: {overruled_text(one)}" for one in record.overruled)


def _in_no_event(events: EventSet) -> Iterator[str]:
    placed = {record for event in events.events for record in event.records}
    for record in events.records:
        if record.id not in placed:
            yield f"{record.id} ({record.assertion}): {record.evidence[0].quote}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
