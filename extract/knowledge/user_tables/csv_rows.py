"""Rows of a CSV table, of which a broken one takes no other with it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from extract.knowledge.user_tables.rows import Refused

_LARGEST_CELL = 10_000_000
_MOST_LINES = 50
"""Lines of one row: a cell of more is a quotation mark that nobody closed."""
_OPEN = "unexpected end of data"


def csv_rows(lines: Iterable[str], delimiter: str, columns: int) -> Iterator[tuple[int, Sequence[str] | Refused]]:
    """The cells of each row but the first, with the line on which it begins.

    A row with a quotation mark that is not closed is refused, and the next is read from its own line: where a line has
    all columns by itself, or no row ends in the next fifty.
    """
    csv.field_size_limit(_LARGEST_CELL)
    numbered = enumerate(lines, start=1)
    next(numbered, None)
    waiting: deque[tuple[int, str]] = deque()
    while held := next(chain(_taken(waiting), numbered), None):
        number, text = held
        if '"' not in text:
            yield number, text.rstrip("\r\n").split(delimiter)
            continue
        parts = [held]
        whole = text.count(delimiter) >= columns - 1
        while not whole and len(parts) < _MOST_LINES and _is_open(parts, delimiter):
            more = next(chain(_taken(waiting), numbered), None)
            if more is None:
                break
            parts.append(more)
        if _is_open(parts, delimiter):
            yield number, Refused(number, "a quotation mark in it is not closed")
            waiting.extendleft(reversed(parts[1:]))
        else:
            yield number, _cells(parts, delimiter)


def _taken(waiting: deque[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    if waiting:
        yield waiting.popleft()


def _is_open(parts: Sequence[tuple[int, str]], delimiter: str) -> bool:
    try:
        next(csv.reader((text for _, text in parts), delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        return _OPEN in str(error)
    return False


def _cells(parts: Sequence[tuple[int, str]], delimiter: str) -> Sequence[str] | Refused:
    try:
        return next(csv.reader((text for _, text in parts), delimiter=delimiter), [])
    except csv.Error as error:
        return Refused(parts[0][0], f"it is no row: {error}")
