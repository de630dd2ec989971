"""``sqlite``: all tables in one SQLite file, as Datasette serves it: with keys, search and what each table is."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from extract.base.errors import InputError
from extract.export.tables import Table, tables
from extract.export.views import VIEWS
from schemas import EventSet

_TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}

SEARCHED: Final = {
    "articles": ("title", "outlet"),
    "events": ("title", "title_original", "content", "content_english"),
    "claims": ("value", "raw", "english", "according_to"),
    "evidence": ("quote",),
}
"""The columns of each table that full-text search goes through."""

METADATA: Final = {
    "title": "Events as many outlets tell them",
    "description": "Each event once, with every outlet's version and the sentence that says it.",
    "databases": {
        "events": {
            "tables": {
                "articles": {"description": "What was read.", "label_column": "title"},
                "events": {
                    "description": "Each event once.",
                    "label_column": "title",
                    "facets": ["kind", "country", "type"],
                    "sort_desc": "outlets",
                },
                "records": {"description": "What one article tells in one place.", "facets": ["kind", "assertion"]},
                "evidence": {"description": "The sentences behind each record; offsets count code points."},
                "claims": {"description": "Each value with everyone who says it.", "facets": ["field", "rank", "via"]},
                "conflicts": {"description": "What cannot all be true.", "facets": ["field", "kind", "status"]},
                "links": {"description": "How events hang together.", "facets": ["type"]},
            }
        }
    },
}
"""Source: Datasette, "Metadata"."""


def write_sqlite(events: EventSet, folder: Path) -> Sequence[Path]:
    """``events.db`` and ``metadata.json``, for ``datasette events.db -m metadata.json``.

    Raises:
        InputError: the event set refers to what is not in it.
    """
    path, about = folder / "events.db", folder / "metadata.json"
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as staging:
        made = Path(staging) / path.name
        with closing(sqlite3.connect(made)) as connection:
            _fill(connection, tables(events))
        made.replace(path)
    about.write_text(json.dumps(METADATA, indent=1) + "\n", encoding="utf-8")
    return [path, about]


def _fill(connection: sqlite3.Connection, held: Sequence[Table]) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    try:
        with connection:
            for table in held:
                connection.execute(_create(table))
                marks = ", ".join("?" * len(table.columns))
                connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", table.rows)
    except sqlite3.IntegrityError as error:
        raise InputError(f"the event set refers to what is not in it: {error}") from error
    for table in held:
        if table.name in SEARCHED:
            _make_searchable(connection, table)
    for name, query in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")
    connection.commit()
    connection.execute("VACUUM")


def _create(table: Table) -> str:
    references = table.references or {}
    columns = [
        f'"{name}" {_TYPES[kind]}' + (f" REFERENCES {references[name]}(id)" if name in references else "")
        for name, kind in table.columns.items()
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f"CREATE TABLE {table.name} ({', '.join(columns)}, PRIMARY KEY ({key}))"


def _make_searchable(connection: sqlite3.Connection, table: Table) -> None:
    """A full-text index beside the table, which Datasette finds by its name and content."""
    columns = ", ".join(f'"{name}"' for name in SEARCHED[table.name] if name in table.columns)
    name = f"{table.name}_fts"
    connection.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, tokenize = 'unicode61 remove_diacritics 2', "
        f'content = "{table.name}")'
    )
    connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
