"""The tables of a run: which files they are, what was read of each, and what is looked up in them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extract.base.errors import ConfigError, InputError
from extract.knowledge.language.tokens import key
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.registry import FORMATS, READ, Format, Of, format_of
from extract.knowledge.user_tables.index import SUFFIX, counts_of, left_out_of, open_index, refused_of
from extract.knowledge.user_tables.lookup import FoundOutlet, IndexedTable
from extract.knowledge.user_tables.rows import Refused

_PIECE = 1 << 20
_NAMED = 3
"""Refused rows of each table that are named on the screen."""

SHOWN = 100
"""Refused rows of each table that are written down; ``python -m extract tables`` lists all."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table: where it is, what it is called in results, and what is in it."""

    path: Path
    name: str
    form: str
    of: Of
    sha256: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a run in the order in which they count; ``unread`` are files that are no table, and why."""

    files: tuple[TableFile, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """True if there is any."""
        return bool(self.files)


@dataclass(frozen=True, slots=True)
class TableReport:
    """What was read of a table."""

    name: str
    form: str
    sha256: str
    rows: int
    used: int
    left_out: dict[str, int]
    refused: int
    refusals: tuple[Refused, ...]


NO_TABLES = Tables()


def read_tables(paths: Sequence[str | os.PathLike[str]]) -> Tables:
    """The tables that files and folders hold, in the order in which they count, however they were given.

    What a desk keeps by hand counts before lists that others publish; among each, the order is that of the names.

    Raises:
        InputError: a path does not exist, or cannot be read.
        ConfigError: a file that was named is no table.
    """
    found: list[tuple[Path, TableFile | str]] = []
    for given in map(Path, paths):
        inside = list(_files(given))
        if not given.is_dir() and isinstance(table := _table(given, given.name), str):
            raise ConfigError(f"{given}: {table}")
        found += [(path, _table(path, path.name)) for path in inside]
    tables = [table for _, table in found if isinstance(table, TableFile)]
    unread = tuple((path.name, why) for path, why in found if isinstance(why, str))
    if paths and not tables:
        raise ConfigError(f"no table in {', '.join(map(str, paths))}; what is read: {READ}")
    once = {table.path.resolve(): table for table in tables}
    counted = sorted(once.values(), key=lambda table: (_format(table).published, table.name, table.sha256))
    return Tables(tuple(_named_apart(counted)), tuple(sorted(unread)))


def _files(given: Path) -> Iterator[Path]:
    if not given.exists():
        raise InputError(f"no such table: {given}")
    if not given.is_dir():
        yield given
        return
    for path in sorted(given.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(given).parts)
        if path.is_file() and not hidden and not path.name.endswith((SUFFIX, ".tmp")):
            yield path


def _table(path: Path, name: str) -> TableFile | str:
    """A table, or why it is none."""
    try:
        form = format_of(Content(path))
        if form is None:
            return f"its columns are of no table that is known; what is read: {READ}"
        return TableFile(path.absolute(), name, form.name, form.of, _sha256(path))
    except InputError as error:
        return str(error)
    except (OSError, ValueError) as error:
        return f"it cannot be read: {error}"


def _named_apart(tables: Sequence[TableFile]) -> Iterator[TableFile]:
    """Each table with its file's name, and with the folder's where two files are called alike."""
    names = [table.name for table in tables]
    for table in tables:
        name = table.name if names.count(table.name) == 1 else f"{table.path.parent.name}/{table.name}"
        yield TableFile(table.path, name, table.form, table.of, table.sha256)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


@lru_cache(maxsize=64)
def indexed(table: TableFile) -> IndexedTable:
    """A table to look things up in, its index made if need be."""
    return IndexedTable(table.name, open_index(Content(table.path), _format(table), table.sha256))


def _format(table: TableFile) -> Format:
    return next(form for form in FORMATS if form.name == table.form)


def of_kind(tables: Tables, of: Of) -> list[IndexedTable]:
    """The tables of one kind, to look things up in."""
    return [indexed(table) for table in tables.files if table.of == of]


def report_on(table: TableFile, *, most: int = SHOWN) -> TableReport:
    """What was read of a table, and the first of the refused rows."""
    index = indexed(table).index
    counts = counts_of(index)
    return TableReport(
        table.name,
        table.form,
        table.sha256,
        counts.rows,
        counts.used,
        left_out_of(index),
        counts.refused,
        tuple(refused_of(index, most)),
    )


def table_reports(tables: Tables) -> tuple[TableReport, ...]:
    """What was read of each table, in their order."""
    return tuple(report_on(table) for table in tables.files)


def table_notices(tables: Tables) -> list[str]:
    """What a person should know of the tables of a run: a line for each, and the first rows that were refused."""
    notices = [f"Not a table: {name}: {why}" for name, why in tables.unread]
    for report in table_reports(tables):
        left = "".join(f", {number:,} left out ({what})" for what, number in report.left_out.items())
        refused = f", {report.refused:,} refused" if report.refused else ""
        notices.append(
            f"Table {report.name} ({report.form}): {report.used:,} of {report.rows:,} rows used{refused}{left}"
        )
        notices += [f"  {report.name}, line {line}: {why}" for line, why in report.refusals[:_NAMED]]
        if report.refused > _NAMED:
            notices.append(f"  and {report.refused - _NAMED:,} more: python -m extract tables FILE lists them")
    return notices


def outlet_in(tables: Tables, name: str | None, url: str | None) -> FoundOutlet | None:
    """The outlet of an article in the first table that has it."""
    found = (table.outlet(name, url) for table in of_kind(tables, "outlets"))
    return next((outlet for outlet in found if outlet), None)


def words_in(tables: Tables, of: Of, words: str) -> tuple[str, str | None, str | None] | None:
    """What the first table that has some words says of them, behind the name of the table."""
    for table in of_kind(tables, of):
        if told := table.words(" ".join(key(words))):
            return table.name, *told
    return None
