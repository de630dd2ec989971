"""Writes what no table knew as tables to fill in, in the form that ``--tables`` takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from extract.cli.unknown.gather import Unknown
from extract.knowledge.user_tables.formats import actors, outlets, places, words
from extract.knowledge.user_tables.formats.registry import Of
from extract.results.write.csv_line import csv_line

COLUMNS: Mapping[Of, tuple[str, ...]] = {
    "actors": actors.COLUMNS,
    "places": places.COLUMNS,
    "outlets": outlets.COLUMNS,
    "days": words.DAY_COLUMNS,
    "numbers": words.NUMBER_COLUMNS,
}
ASKED = ("count", "articles", "sentence", "nearest_known")
"""What stands behind the columns of a table: it helps to fill them in, and is not read back."""


def write_tables(found: Iterable[tuple[Unknown, Sequence[str]]], folder: Path) -> list[Path]:
    """One CSV file for each sort of table, beside what is there already; the files in the order of the sorts.

    A file that is there may have been filled in: it is never touched, and the new one gets a number.
    """
    rows: dict[Of, list[dict[str, str]]] = {}
    for one, nearest in found:
        rows.setdefault(one.of, []).append({**_prefilled(one), **_told(one, nearest)})
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(_free(folder, of), of, rows[of]) for of in COLUMNS if of in rows]


def _prefilled(one: Unknown) -> dict[str, str]:
    match one.of:
        case "actors":
            return {"aliases": one.words}
        case "places":
            return {"name": one.words, "country": one.country or ""}
        case "outlets":
            return {"domain": one.domain or "", "name": one.words}
        case "days":
            return {"day_words": one.words}
        case "numbers":
            return {"number_words": one.words}


def _told(one: Unknown, nearest: Sequence[str]) -> dict[str, str]:
    articles = "|".join(sorted(one.articles))
    return dict(zip(ASKED, (str(one.count), articles, one.sentence, "; ".join(nearest)), strict=True))


def _free(folder: Path, of: Of) -> Path:
    numbers = iter(range(2, 10_000))
    path = folder / f"{of}.csv"
    while path.exists():
        path = folder / f"{of}-{next(numbers)}.csv"
    return path


def _write(path: Path, of: Of, rows: Sequence[Mapping[str, str]]) -> Path:
    columns = (*COLUMNS[of], *ASKED)
    lines = [csv_line(columns), *(csv_line([row.get(column, "") for column in columns]) for row in rows)]
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return path
