"""``xlsx``: the tables as the sheets of one Excel workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.export.library import library
from extract.export.tables import ColumnType, Table, tables
from schemas import EventSet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL: Final = 32_767
"""Characters a cell can hold. Source: Microsoft, "Excel specifications and limits"."""
_CUT: Final = " … (cut)"
_NOT_FOR_A_CELL: Final = "json"
_WIDTHS: Final[dict[ColumnType, int]] = {"text": 24, "integer": 9, "number": 11, "date": 12}

# Excel stores when a workbook was made: the same results are to be the same bytes.
_MADE: Final = dt.datetime(2000, 1, 1)


def write_xlsx(events: EventSet, folder: Path) -> Sequence[Path]:
    """``events.xlsx``: a sheet a table, dates as dates, no cell of which is run as a formula or followed as a link.

    Raises:
        ConfigError: xlsxwriter is not installed.
    """
    xlsxwriter = library("xlsxwriter", "this export")
    path = folder / "events.xlsx"
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _MADE})
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for table in tables(events):
            _fill(book.add_worksheet(table.name), table, head, day)
    return [path]


def _fill(sheet: Worksheet, table: Table, head: Format, day: Format) -> None:
    columns = [
        (place, name, kind) for place, (name, kind) in enumerate(table.columns.items()) if name != _NOT_FOR_A_CELL
    ]
    for column, (_, name, kind) in enumerate(columns):
        sheet.set_column(column, column, _WIDTHS[kind])
        sheet.write_string(0, column, name, head)
    for line, row in enumerate(table.rows, start=1):
        for column, (place, _, kind) in enumerate(columns):
            _write(sheet, (line, column), row[place], kind, day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)


def _write(sheet: Worksheet, cell: tuple[int, int], value: Any, kind: ColumnType, day: Format) -> None:  # noqa: ANN401
    if value is None:
        return
    if kind == "date" and (date := dt.date.fromisoformat(value)).year >= 1900:  # noqa: PLR2004 (Excel's first)
        sheet.write_datetime(*cell, date, day)
    elif kind in ("integer", "number"):
        sheet.write_number(*cell, value)
    else:
        text = str(value)
        sheet.write_string(*cell, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT)
