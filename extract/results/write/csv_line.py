"""One line of CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

Cell = str | int | float | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - meant as they are


def csv_line(cells: Sequence[Cell]) -> str:
    """A row as in RFC 4180 but with an LF line end.

    A text cell that a spreadsheet would run as a formula has an apostrophe put before it; numbers are
    left alone.

    Source: OWASP, "CSV Injection".
    """
    line = io.StringIO()
    # Only characters of the line end are quoted: with CRLF, a lone CR in a cell cannot break its row.
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return line.getvalue().removesuffix("\r\n") + "\n"


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
