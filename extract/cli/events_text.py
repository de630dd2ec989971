"""The answer on a terminal: events as a table, disputed figures in words, and who made how many statements."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from extract.base.printable import printable
from extract.results.report.date_text import date_text
from extract.results.report.wording import chain_text, many, value_text
from schemas import AnyEvent, Claim, SourceCounts, Toll

SAID = "statement"
"""The kind of event that is counted by speaker instead of listed, unless it is asked for."""

MOST_EVENTS = 100
"""Rows of the table; of more events the first in the chosen order are shown."""

MOST_SPEAKERS = 5
"""Lines; `--show` lists the rest."""

Order = Callable[[AnyEvent], tuple[object, ...]]


def happened_and_said(events: Sequence[AnyEvent]) -> tuple[list[AnyEvent], list[AnyEvent]]:
    """The events that are no statements, and the statements."""
    return [event for event in events if event.kind != SAID], [event for event in events if event.kind == SAID]


def event_table(events: Sequence[AnyEvent], *, order: str) -> Table:
    """The first `MOST_EVENTS` events in an order of `ORDERS`, each with its disputed figures on a line below."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("Date", min_width=11, max_width=14)
    table.add_column("Kind", no_wrap=True)
    table.add_column("Event", overflow="fold", min_width=20)
    for count in ("Articles", "Sources", "Conflicts"):
        table.add_column(count, justify="right", no_wrap=True)
    for event in sorted(events, key=ORDERS[order])[:MOST_EVENTS]:
        told = "\n".join(map(printable, (event.title, *(f"– {line}" for line in disputed_figures(event)))))
        cells = (date_text(event.date), event.kind, told, str(len(event.articles)))
        table.add_row(*map(Text, (*cells, _origins(event.sources), str(len(event.conflicts)))))
    return table


def disputed_figures(event: AnyEvent) -> Iterator[str]:
    """Who gives which toll, in one line, where they differ; nothing where all agree."""
    tolls = [claim for claim in event.claims if isinstance(claim.value, Toll) and claim.rank != "deprecated"]
    by_teller: dict[str, list[str]] = {}
    for claim in tolls:
        figure = value_text(claim.value)
        if not claim.value.part and figure not in by_teller.setdefault(_teller(claim), []):  # type: ignore[union-attr]
            by_teller[_teller(claim)].append(figure)
    accounts: dict[str, list[str]] = {}
    for teller, figures in by_teller.items():
        accounts.setdefault(", ".join(figures), []).append(teller)
    if len(accounts) > 1:
        yield "; ".join(f"{figures} ({_all_of(who)})" for figures, who in accounts.items())


def speakers_line(statements: Sequence[AnyEvent]) -> str:
    """How many statements there are and who made most of them: "62 statements, by Ali Shamkhani 12, ..."."""
    names = Counter(_speaker(event) for event in statements)
    most = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{name} {number:,}" for name, number in most[:MOST_SPEAKERS])
    rest = len(most) - MOST_SPEAKERS
    others = f" and {many(rest, 'other')}" if rest > 0 else ""
    return f"{many(len(statements), 'statement')}, by {told}{others}"


def _teller(claim: Claim) -> str:
    return chain_text(claim.according_to[0]).partition(", via ")[0] if claim.according_to else ""


def _all_of(tellers: Sequence[str]) -> str:
    return ", ".join(filter(None, tellers)) or "no source given"


def _speaker(event: AnyEvent) -> str:
    speaker = getattr(event, "speaker", None)
    return speaker.name if speaker else "nobody named"


def _newest_first(event: AnyEvent) -> tuple[object, ...]:
    """Of what has no date nothing is new: it comes last."""
    earliest = event.date and event.date.earliest
    latest = event.date and event.date.latest
    last, first = latest or earliest or dt.date.min, earliest or latest or dt.date.min
    return -last.toordinal(), -first.toordinal(), event.kind, event.id


def _most_disputed_first(event: AnyEvent) -> tuple[object, ...]:
    still_open = sum(conflict.status != "resolved" for conflict in event.conflicts)
    return -still_open, -len(event.conflicts), -len(event.articles), *_newest_first(event)


ORDERS: Mapping[str, Order] = {"newest": _newest_first, "disputed": _most_disputed_first}
"""How the table can be ordered, as ``--sort`` names it."""


def _origins(sources: SourceCounts) -> str:
    low, high = sources.origins_min, sources.origins_max
    return str(low) if low == high else f"{low}–{high}"
