"""``duckdb`` and ``parquet``: all tables with their types, by DuckDB."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.base.errors import InputError
from extract.export.library import library
from extract.export.tables import Table, tables
from extract.export.views import VIEWS
from schemas import EventSet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES: Final = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}

READABLE_SINCE: Final = "v1.2.0"
"""The oldest DuckDB that opens the file; people's command line is often older than the library."""


def write_duckdb(events: EventSet, folder: Path) -> Sequence[Path]:
    """``events.duckdb``: tables with primary and foreign keys, and the `VIEWS`.

    Raises:
        ConfigError: duckdb is not installed.
        InputError: the event set refers to what is not in it.
    """
    path = folder / "events.duckdb"
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as staging:
        made = Path(staging) / path.name
        with _database(events, made) as connection:
            for name, query in VIEWS.items():
                connection.execute(f"CREATE VIEW {name} AS {query}")
        made.replace(path)
    return [path]


def write_parquet(events: EventSet, folder: Path) -> Sequence[Path]:
    """A file a table, named like it: ``events.parquet``, ``records.parquet``, ``claims.parquet`` and so on.

    Raises:
        ConfigError: duckdb is not installed.
        InputError: the event set refers to what is not in it.
    """
    written = []
    with _database(events, ":memory:") as connection:
        for table in tables(events):
            path = folder / f"{table.name}.parquet"
            connection.table(table.name).write_parquet(str(path))
            written.append(path)
    return written


@contextmanager
def _database(events: EventSet, where: Path | str) -> Iterator[DuckDBPyConnection]:
    duckdb = library("duckdb", "this export")
    older = {"storage_compatibility_version": READABLE_SINCE}
    with duckdb.connect(str(where), config=older) as connection, tempfile.TemporaryDirectory() as scratch:
        try:
            for table in tables(events):
                _create(connection, table)
                _fill(connection, table, Path(scratch) / "rows.json")
        except duckdb.ConstraintException as error:
            raise InputError(f"the event set refers to what is not in it: {error}") from error
        yield connection


def _create(connection: DuckDBPyConnection, table: Table) -> None:
    references = table.references or {}
    columns = [
        f'"{name}" {_TYPES[kind]}' + (f" REFERENCES {references[name]}(id)" if name in references else "")
        for name, kind in table.columns.items()
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    connection.execute(f"CREATE TABLE {table.name} ({', '.join(columns)}, PRIMARY KEY ({key}))")


def _fill(connection: DuckDBPyConnection, table: Table, scratch: Path) -> None:
    """Insert by a file: row by row it takes a hundred times as long."""
    if not table.rows:
        return
    with scratch.open("w", encoding="utf-8") as file:
        file.writelines(_line(table, row) for row in table.rows)
    types = {name: _TYPES[kind] for name, kind in table.columns.items()}
    connection.execute(
        f"INSERT INTO {table.name} SELECT * FROM read_json(?, format = 'newline_delimited', columns = ?, "
        "maximum_object_size = 1073741824)",
        [str(scratch), types],
    )


def _line(table: Table, row: tuple[Any, ...]) -> str:
    return json.dumps(dict(zip(table.columns, row, strict=True))) + "\n"
