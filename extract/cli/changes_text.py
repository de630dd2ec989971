"""The changes that new articles or judgements brought, in lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.pipeline import Changes
from extract.results.report.wording import label, many, value_text
from schemas import EventSet

MOST_LINES = 5
"""Lines under each heading; run.json has the rest."""


def changes_text(changes: Changes, events: EventSet, *, added_to: str) -> list[str]:
    """A line on the whole, then a heading for each thing that happened to events, with a few lines each."""
    articles = f": {', '.join(changes.articles[:MOST_LINES])}" if changes.articles else ""
    more = f", and {len(changes.articles) - MOST_LINES} more" if len(changes.articles) > MOST_LINES else ""
    lines = [f"Added to {added_to}: {many(len(changes.articles), 'new article')}{articles}{more}"]
    titles = {event.id: f"{event.title} ({event.id})" for event in events.events}
    for heading, found in _sections(changes, titles):
        if found:
            lines += [f"{heading}: {len(found)}", *(f"- {line}" for line in found[:MOST_LINES])]
        if len(found) > MOST_LINES:
            lines.append(f'- … and {len(found) - MOST_LINES} more: "changes" in run.json')
    return lines if len(lines) > 1 else [*lines, "No event changed."]


def _sections(changes: Changes, titles: dict[str, str]) -> Iterator[tuple[str, Sequence[str]]]:
    yield "New events", [titles[event] for event in changes.new]
    yield (
        "Events with new claims",
        [
            f"{titles[one.event]}: "
            + "; ".join(f"{label(claim.field)}: {value_text(claim.value)}" for claim in one.claims)
            for one in changes.claims
        ],
    )
    yield "Merged events", [f"{titles[one.now[0]]}, from {' and '.join(one.before)}" for one in changes.merged]
    yield (
        "Split events",
        [f"{one.before[0]} into {' and '.join(titles[now] for now in one.now)}" for one in changes.split],
    )
    yield "Renamed events", [f"{one.before[0]} is now {titles[one.now[0]]}" for one in changes.renamed]
    yield "Events no longer found", list(changes.gone)
