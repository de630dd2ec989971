"""Comparisons as tables for a terminal, as data, and case by case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from .comparison import Comparison, Reading
from .readers import OURS
from .tally import Tally, total

_NAMES = 2
"""Columns of both tables that say what a row is about."""

_HEADINGS = (
    *("Set", "Reader", "F1", "Prec.", "Recall", "Ours -\nbetter rival\n(95 %)", "Ratio"),
    *("Un-\nparsed", "Re-\nasks", "Tokens\n/text", "Tokens\n/right", "Sec-\nonds"),
)


def scores(comparisons: Sequence[Comparison]) -> Table:
    """A row for each reader of each set: what it finds, and at what cost."""
    table = _table(_HEADINGS)
    for comparison in comparisons:
        for name, reading in comparison.readings.items():
            table.add_row(*map(Text, _score_row(comparison, name, reading)))
        table.add_section()
    return table


def _score_row(comparison: Comparison, name: str, reading: Reading) -> Iterator[str]:
    found, spent = total(reading.headline), reading.cost
    yield comparison.task.name
    yield name
    yield from (f"{share:.3f}" for share in (found.f1, found.precision, found.recall))
    yield from _lead(comparison) if name == OURS else ("", "")
    yield f"{spent.unparsed / spent.calls:.1%}" if spent.calls else "-"
    yield f"{spent.reasks:,}"
    yield f"{spent.tokens / len(comparison.documents):,.0f}"
    yield f"{spent.tokens / found.right:,.0f}" if found.right else "-"
    yield f"{spent.seconds:,.0f}"


def _lead(comparison: Comparison) -> tuple[str, str]:
    lead = comparison.lead()
    if lead is None:
        return "", ""
    ratio = f"{lead.ratio:.2f}" if lead.ratio is not None else "-"
    return f"{lead.value:+.3f}\n{lead.low:.3f} to {lead.high:.3f}", ratio


def measures(comparisons: Sequence[Comparison]) -> Table:
    """A row for each measure of each set, with a column for each reader."""
    names = list(dict.fromkeys(name for comparison in comparisons for name in comparison.readings))
    table = _table(("Set", "Measure", *names))
    for comparison in comparisons:
        for measure in next(iter(comparison.readings.values())).tallies if comparison.readings else ():
            cells = (_cell(comparison.readings.get(name), measure) for name in names)
            table.add_row(comparison.task.name, Text(measure), *cells)
        table.add_section()
    return table


def _cell(reading: Reading | None, measure: str) -> str:
    if reading is None:
        return ""
    tally = total(reading.tallies[measure])
    if not tally.told:
        return "-"
    of = f"{tally.told}" if tally.told == tally.gold else f"{tally.told} told, {tally.gold} gold"
    return f"{tally.f1:.3f} ({tally.right} of {of})"


def _table(headings: Sequence[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="left" if place < _NAMES else "right", overflow="fold")
    return table


def misses(comparison: Comparison, name: str) -> Iterator[str]:
    """The misses and inventions of a reader, text by text."""
    task = comparison.task
    for document in comparison.documents:
        claims = task.claims(comparison.readings[name].told[document.id])
        pairs = task.pairs(document, claims)
        found, right = {one for one, _ in pairs}, {other for _, other in pairs}
        yield f"{task.name}, {name}, {document.id}: {len(pairs)} right"
        for place, gold in enumerate(document.gold):
            if place not in found:
                yield f"  missed   {_line(task.describe(document, gold))}"
        for place, claim in enumerate(claims):
            if place not in right:
                passage = " … ".join(document.text[start:end] for start, end in claim.content)
                yield f"  made up  {claim.kind}, {' / '.join(claim.speakers) or '-'}: {_line(passage) or '(nowhere)'}"


def _line(text: str) -> str:
    return " ".join(text.split())


def as_data(comparison: Comparison) -> dict[str, Any]:
    """Everything that the tables show, for programs."""
    lead = comparison.lead()
    return {
        "texts": len(comparison.documents),
        "better_rival": comparison.better_rival(),
        "difference": asdict(lead) if lead else None,
        "skipped": comparison.skipped,
        "readers": {
            name: {
                "measures": {measure: _scored(total(tallies)) for measure, tallies in reading.tallies.items()},
                "cost": asdict(reading.cost),
            }
            for name, reading in comparison.readings.items()
        },
    }


def _scored(tally: Tally) -> dict[str, float]:
    return {**asdict(tally), "precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
