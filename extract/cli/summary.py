"""A run as a person sees it in the terminal: the events as a table, then what needs a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from extract.base.printable import printable
from extract.base.settings import LARGE
from extract.cli.events_text import MOST_EVENTS, event_table, happened_and_said, speakers_line
from extract.results.report.wording import many, overruled_text
from extract.results.shards import FAILED, REJECTED, UNSURE
from schemas import EventSet, Failed, Rejected, Unsure

if TYPE_CHECKING:
    from extract.pipeline import LargeResult, Waiting

MOST_LINES = 5
"""Lines under each heading that lists problems."""

MOST_BATCHES = 10
"""Lines on batches that are out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person's choice of what to list: the order of the events, and which more than what happened.

    ``table_on`` is where the table goes if not beside the messages: a file or a pipe on standard output.
    """

    order: str = "newest"
    show: str = "events"
    table_on: Console | None = None

    @property
    def statements(self) -> bool:
        """Whether statements are listed one by one."""
        return self.show in ("statements", "all")

    @property
    def most_lines(self) -> int | None:
        """Lines under each heading that lists problems; None for all."""
        return None if self.show in ("problems", "all") else MOST_LINES


AS_IT_COMES = Wanted()
"""The newest events first, and of the rest how much there is."""


def print_summary(
    console: Console, events: EventSet, *, out: Path, notices: Sequence[str] = (), wanted: Wanted = AS_IT_COMES
) -> None:
    """Print what happened as a table, who said how much, the totals, and a few lines each on what failed or is open.

    Whatever stands in an article, no control character of it reaches the terminal.

    Args:
        console: where messages go.
        events: the result.
        out: its folder.
        notices: lines to end with.
        wanted: what to show, in which order, and where.
    """
    happened, said = happened_and_said(events.events)
    rows = [*happened, *said] if wanted.statements else happened
    if rows:
        (wanted.table_on or console).print(event_table(rows, order=wanted.order))
    hidden = len(rows) - MOST_EVENTS
    lines = [f"… and {many(hidden, 'more event')}: {out / 'events.csv'}"] if hidden > 0 else []
    if said and not wanted.statements:
        lines.append(f"{speakers_line(said)} (--show statements lists them)")
    lines += [_totals(events, out), *_problems(events, out, wanted.most_lines), *notices]
    for line in lines:
        # A path or a reason must stay one piece where it is piped, so lines are wrapped by the terminal alone.
        console.print(Text(printable(line)), soft_wrap=True)


def print_large_summary(console: Console, large: LargeResult, *, out: Path, notices: Sequence[str] = ()) -> None:
    """Print how much a result in shards holds, and a few lines each on what failed or is open."""
    articles, records, events = (
        many(number, noun)
        for number, noun in ((large.articles, "article"), (large.records, "record"), (large.events, "event"))
    )
    lines = [
        f"{articles}, {records}, {events}: {out}/events/part-*.jsonl, {out / 'events.csv'}",
        f"Above {LARGE:,} articles, report.html shows the events that most outlets tell; costs: article_costs/ and "
        "event_costs/",
    ]
    lines += _section(_FAILED, large.failed, map(_failed, FAILED.read(out)), f"{out}/failed/part-*.jsonl")
    lines += _section(_REJECTED, large.rejected, map(_rejected, REJECTED.read(out)), f"{out}/rejected/part-*.jsonl")
    lines += _section(_UNSURE, large.unsure, map(_unsure, UNSURE.read(out)), f"{out}/unsure/part-*.jsonl")
    for line in (*lines, *notices):
        console.print(Text(printable(line)), soft_wrap=True)


def print_waiting(console: Console, waiting: Waiting, *, notices: Sequence[str] = ()) -> None:
    """Print how many questions are with the service, in which batches, and how to get at the answers."""
    batches = len(waiting.batches)
    lines = [
        f"Waiting for answers to {many(waiting.questions, 'question')}; with the service: "
        f"{batches:,} {'batch' if batches == 1 else 'batches'}. No result is written yet",
        *(f"- {line}" for line in waiting.batches[:MOST_BATCHES]),
        *([f"- … and {batches - MOST_BATCHES:,} more"] if batches > MOST_BATCHES else ()),
        "The same command fetches what is answered; with --wait it waits until all is",
    ]
    for line in (*lines, *notices):
        console.print(Text(printable(line)), soft_wrap=True)


def _section(title: tuple[str, str], number: int, lines: Iterable[str], where: str) -> Iterator[str]:
    heading, meaning = title
    if number:
        yield f"{heading}: {number:,} ({meaning})"
        yield from (f"- {line}" for line in islice(lines, MOST_LINES))
    if number > MOST_LINES:
        yield f"- … and {number - MOST_LINES:,} more: {where}"


def _totals(events: EventSet, out: Path) -> str:
    articles, records = many(len(events.articles), "article"), many(len(events.records), "record")
    judged = f", {many(len(events.judgements), 'judgement')}" if events.judgements else ""
    return f"{articles}, {records}, {many(len(events.events), 'event')}{judged}: {out / 'events.json'}"


_FAILED = ("Failed", "no usable answer, or a file that cannot be read")
_REJECTED = ("Rejected", "answers that the article does not bear out")
_UNSURE = ("Unsure", "pairs that may be one event; kept apart")
PLACES = {"In no event": "records", "Overruled": "records", "Not obeyed": "judgements"}
"""Where a section's entries stand in events.json, if not under its own name."""


def _problems(events: EventSet, out: Path, most: int | None) -> Iterator[str]:
    where = out / "events.json"
    sections = (
        (*_FAILED, [_failed(f) for f in events.failed]),
        (*_REJECTED, [_rejected(r) for r in events.rejected]),
        (*_UNSURE, list(_unsure_events(events))),
        ("Not obeyed", "judgements overruled by others, or whose record was not found", list(_not_obeyed(events))),
        ("Overruled", "readings of the model that the words contradict; the words win", list(_overruled(events))),
        ("In no event", "not said to have happened, or told too vaguely to place", list(_in_no_event(events))),
    )
    for heading, meaning, lines in sections:
        if lines:
            yield f"{heading}: {len(lines)} ({meaning})"
            yield from (f"- {line}" for line in lines[:most])
        if most is not None and len(lines) > most:
            yield f'- … and {len(lines) - most} more: "{PLACES.get(heading, heading.lower())}" in {where}'


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


def _unsure_events(events: EventSet) -> Iterator[str]:
    """The pairs by what they tell: why they are unsure, and how much, is what ``explain`` says."""
    event_of = {record: event for event in events.events for record in event.records}
    for pair in events.unsure:
        one, other = (event_of[id_].title if id_ in event_of else id_ for id_ in pair.records)
        yield f"{one} / {other} (explain {' '.join(pair.records)}; review asks you about it)"


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
