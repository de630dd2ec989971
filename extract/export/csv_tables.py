"""``csv``: events, records and claims, a file each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from extract.export.tables import claims_table, events_table, records_table
from extract.results.write.csv_line import Cell, csv_line
from schemas import EventSet

_NOT_FOR_A_CELL = "json"


def write_csv(events: EventSet, folder: Path) -> Sequence[Path]:
    """``events.csv``, ``records.csv`` and ``claims.csv``, UTF-8, no cell of which a spreadsheet runs as a formula."""
    written = []
    for table in (events_table(events), records_table(events), claims_table(events)):
        kept = [number for number, name in enumerate(table.columns) if name != _NOT_FOR_A_CELL]
        names = list(table.columns)
        rows = ([row[number] for number in kept] for row in table.rows)
        written.append(write_lines(folder / f"{table.name}.csv", [names[number] for number in kept], rows))
    return written


def write_lines(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Path:
    """The path of a CSV file with a header and rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line(header))
        file.writelines(csv_line(row) for row in rows)
    return path
