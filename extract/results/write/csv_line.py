"""One line of CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

Cell = str | int | float | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - meant as they are


_QUOTED = "\r\n;\t"


def csv_line(cells: Sequence[Cell]) -> str:
    """A row as in RFC 4180 but with an LF line end.

    A text cell that a spreadsheet would run as a formula has an apostrophe put before it; numbers are
    left alone.

    Source: OWASP, "CSV Injection".
    """
    line = io.StringIO()
    # Besides commas, what is in the line end is quoted: with CRLF a lone CR cannot break its row, and where a
    # spreadsheet parts cells at semicolons or tabs, "a;=b()" stays one cell.
    csv.writer(line, lineterminator=_QUOTED).writerow([_harmless(cell) for cell in cells])
    return line.getvalue().removesuffix(_QUOTED) + "\n"


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
