"""Words for days and for numbers: CSV with day_words, earliest, latest, or with number_words, low, high."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.actors import NOT_FILLED_IN
from extract.knowledge.user_tables.rows import DayRow, LeftOut, NumberRow, Outcome, RowError

DAY_COLUMNS = ("day_words", "earliest", "latest")
NUMBER_COLUMNS = ("number_words", "low", "high")


def is_days(content: Content) -> bool:
    """True if the columns are those of a table of words for days."""
    return "day_words" in content.header


def is_numbers(content: Content) -> bool:
    """True if the columns are those of a table of words for numbers."""
    return "number_words" in content.header


def read_days(content: Content) -> Iterator[Outcome]:
    """Words for days."""
    return content.outcomes(_days)


def read_numbers(content: Content) -> Iterator[Outcome]:
    """Words for numbers."""
    return content.outcomes(_number)


def _days(line: int, row: Mapping[str, str]) -> Outcome:
    words = cells.name(row.get("day_words"), what="day_words")
    earliest, latest = cells.day(row.get("earliest")), cells.day(row.get("latest"), last=True)
    if earliest is None and latest is None:
        return LeftOut(line, NOT_FILLED_IN)
    latest = latest or cells.day(row.get("earliest"), last=True)
    cells.in_order(earliest, latest)
    if earliest is None or latest is None:
        raise RowError("it has no earliest day")
    return DayRow(line, words, earliest, latest)


def _number(line: int, row: Mapping[str, str]) -> Outcome:
    words = cells.name(row.get("number_words"), what="number_words")
    low, high = cells.whole(row.get("low"), what="low"), cells.whole(row.get("high"), what="high")
    if low is None and high is None:
        return LeftOut(line, NOT_FILLED_IN)
    if low is not None and high is not None and high < low:
        raise RowError(f"the high figure {high} is below the low figure {low}")
    return NumberRow(line, words, low, high)
