"""Reads tables of articles, a row each: CSV, and the sheets of Excel and OpenDocument."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from extract.load.days import Order, order_of
from extract.load.decoding import decode
from extract.load.document import Flaw, Text, UnreadableError
from extract.load.fields import Columns, article_in, found_field

_DELIMITERS = ",;\t|"
_NO_COLUMNS: Columns = {}
_SEPARATOR = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)
"""A line that tells Excel alone how the table is separated."""
_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""A container of Microsoft's, in which its newer formats are only if they are locked."""
_LONGEST_CELL = 10_000_000
Row = Sequence[object]


def read_csv(data: bytes, columns: Columns = _NO_COLUMNS) -> Iterator[Text | Flaw]:
    """The articles of the rows, numbered as a spreadsheet shows them: the names of the columns are row 1.

    Raises:
        UnreadableError: no column is known to hold texts.
    """
    text = _SEPARATOR.sub("", decode(data), count=1)
    csv.field_size_limit(_LONGEST_CELL)
    first = text.splitlines()[0] if text.strip() else ""
    # The one that parts the names of the columns most often.
    delimiter = max(_DELIMITERS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))
    try:
        yield from _articles(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), columns, 0)
    except csv.Error as error:
        raise UnreadableError(f"a damaged table: {error}") from None


def read_workbook(data: bytes, columns: Columns = _NO_COLUMNS) -> Iterator[Text | Flaw]:
    """The articles of the sheets, numbered by row; a sheet after the first goes on where the one before it ends.

    Raises:
        UnreadableError: it is no workbook, or no sheet has a column that is known to hold texts.
    """
    # Imported here: it is of an extra.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except CalamineError as error:
        if data.startswith(_LOCKED):
            raise UnreadableError("locked by a password, or damaged; save a copy without one") from None
        raise UnreadableError(f"no workbook that can be read: {error}") from None
    reasons: list[str] = []
    above = 0
    for name, rows in sheets:
        if any(any(cell != "" for cell in row) for row in rows):
            try:
                yield from _articles(rows, columns, above)
            except UnreadableError as error:
                reasons.append(f"the sheet {name!r}: {error}")
        above += len(rows)
    if reasons and len(reasons) == sum(any(map(any, rows)) for _, rows in sheets):
        raise UnreadableError("; ".join(reasons)[:1000])
    yield from (Flaw(reason, left=True) for reason in reasons)


def _articles(rows: Sequence[Row], columns: Columns, above: int) -> Iterator[Text | Flaw]:
    head = next((at for at, row in enumerate(rows) if any(cell not in ("", None) for cell in row)), None)
    if head is None:
        raise UnreadableError("there is no row in it")
    names = [" ".join(str(cell).split()) for cell in rows[head]]
    _check(names, columns)
    body = [(at + 1, row) for at, row in enumerate(rows) if at > head and any(cell not in ("", None) for cell in row)]
    day = found_field({name: name for name in names if name}, "published", columns)
    order = order_of(row[names.index(day)] for _, row in body if day and len(row) > names.index(day))
    for number, row in body:
        yield _article(names, row, columns, number + above, order)


def _check(names: Sequence[str], columns: Columns) -> None:
    listed = ", ".join(repr(name) for name in names if name)[:300]
    absent = sorted(set(columns.values()) - set(names))
    if absent:
        raise UnreadableError(f"no column {absent[0]!r}; it has {listed}")
    if found_field({name: name for name in names if name}, "text", columns) is None:
        raise UnreadableError(f"no column is known to hold the texts; name it: --columns text=NAME; it has {listed}")


def _article(names: Sequence[str], row: Row, columns: Columns, number: int, order: Order | None) -> Text | Flaw:
    if any(cell not in ("", None) for cell in row[len(names) :]):
        return Flaw(f"a row of {len(row)} cells under {len(names)} names: a text with a separator needs quotes", number)
    values = {name: _plain(cell) for name, cell in zip(names, row, strict=False) if name}
    try:
        return article_in(values, columns, order).with_number(number)
    except UnreadableError as error:
        return Flaw(str(error), number)


def _plain(cell: object) -> object:
    """A cell as it is shown: 12.0 is 12."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
