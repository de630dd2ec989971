"""Makes the index of a table, an SQLite database: what its rows say by every name, and what was refused.

Of a large table it is kept beside the file and made anew when the file changes; of a small one it is made in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from extract.base.errors import InputError
from extract.knowledge.language.tokens import key
from extract.knowledge.user_tables.actor_rows import Actors
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.registry import Format
from extract.knowledge.user_tables.place_rows import Places
from extract.knowledge.user_tables.rows import (
    ActorRow,
    DayRow,
    LeftOut,
    NumberRow,
    Outcome,
    OutletRow,
    PlaceRow,
    Refused,
    Row,
)
from extract.knowledge.world.spelling import squash

SUFFIX = ".rashomon-index"
_VERSION = "4"
"""Another one for every change of what an index holds or how its names are spelt."""
_LARGE = 1_000_000
"""Bytes from which on an index is kept: what is smaller is read in a tenth of a second."""
_AT_ONCE = 10_000
_MOST_REFUSED = 100_000
"""Refused rows that are kept one by one; the rest is counted."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE refused (line INTEGER, reason TEXT);
CREATE TABLE actors (n INTEGER PRIMARY KEY, line INTEGER, id TEXT, name TEXT, kind TEXT, country TEXT, member_of TEXT,
    since TEXT, until TEXT);
CREATE TABLE phrases (first TEXT, keys TEXT, capitals TEXT, actor INTEGER, own INTEGER, written TEXT);
CREATE TABLE firsts (first TEXT PRIMARY KEY, longest INTEGER) WITHOUT ROWID;
CREATE TABLE places (n INTEGER PRIMARY KEY, line INTEGER, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
    latitude REAL, longitude REAL, timezone TEXT, population INTEGER, spellings INTEGER, code TEXT, picked INTEGER);
CREATE TEMP TABLE named (form TEXT, other INTEGER, place INTEGER);
CREATE TABLE names (form TEXT, other INTEGER, place INTEGER, PRIMARY KEY (form, other, place)) WITHOUT ROWID;
CREATE TABLE outlets (n INTEGER PRIMARY KEY, line INTEGER, domain TEXT, folded TEXT, name TEXT, country TEXT,
    language TEXT, owner TEXT, one_origin INTEGER);
CREATE TABLE words (keys TEXT PRIMARY KEY, line INTEGER, first TEXT, last TEXT);
"""
_INDEXES = """
INSERT OR IGNORE INTO names SELECT form, other, place FROM named ORDER BY form, other, place;
DROP TABLE named;
CREATE INDEX phrases_keys ON phrases (keys);
CREATE INDEX actors_id ON actors (id);
CREATE INDEX phrases_actor ON phrases (actor);
CREATE INDEX outlets_domain ON outlets (domain);
CREATE INDEX outlets_folded ON outlets (folded);
"""


class Counts(NamedTuple):
    """How many rows a table has, how many of them are used, and how many were refused."""

    rows: int
    used: int
    refused: int


def open_index(content: Content, form: Format, sha256: str) -> sqlite3.Connection:
    """The index of a table, made if need be.

    Raises:
        InputError: there is no place to keep it, or no table where there was one.
    """
    if not content.path.is_file():
        raise InputError(f"{content.path}: the table is gone, or is not there on the machine of a worker")
    if content.path.stat().st_size < _LARGE:
        made = _connect(":memory:")
        _make(made, content, form, sha256)
        return made
    kept = next((path for path in _where(content.path, sha256) if _is_of(path, sha256)), None)
    return _opened(kept or _kept(content, form, sha256))


def counts_of(index: sqlite3.Connection) -> Counts:
    """How many rows there are of each sort."""
    held = dict(index.execute("SELECT key, value FROM meta"))
    return Counts(int(held["rows"]), int(held["used"]), int(held["refused"]))


def left_out_of(index: sqlite3.Connection) -> dict[str, int]:
    """How many rows were left out, by what they are."""
    held = index.execute("SELECT key, value FROM meta WHERE key LIKE 'left out: %' ORDER BY key")
    return {name.removeprefix("left out: "): int(number) for name, number in held}


def refused_of(index: sqlite3.Connection, most: int) -> list[Refused]:
    """The refused rows in the order of their lines."""
    rows = index.execute("SELECT line, reason FROM refused ORDER BY line, reason LIMIT ?", (most,))
    return [Refused(*row) for row in rows]


def _where(path: Path, sha256: str) -> Iterator[Path]:
    """Beside the file, else among what the user's programs keep."""
    yield path.with_name(path.name + SUFFIX)
    yield Path.home() / ".cache" / "rashomon" / (sha256 + SUFFIX)


def _is_of(path: Path, sha256: str) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(_opened(path)) as kept:
            held = dict(kept.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError:
        return False
    return (held.get("sha256"), held.get("version")) == (sha256, _VERSION)


def _opened(path: Path) -> sqlite3.Connection:
    return _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")


def _connect(name: str) -> sqlite3.Connection:
    return sqlite3.connect(name, uri=name.startswith("file:"), check_same_thread=False, isolation_level=None)


def _kept(content: Content, form: Format, sha256: str) -> Path:
    """Where the index was put: the first place that takes it."""
    told = []
    for path in _where(content.path, sha256):
        draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            _draw_up(draft, content, form, sha256)
            draft.replace(path)
        except (OSError, sqlite3.OperationalError) as error:
            told.append(f"{path.parent}: {error.strerror if isinstance(error, OSError) else error}")
            continue
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return path
    raise InputError(f"{content.path}: there is no place for its index ({'; '.join(told)})")


def _draw_up(draft: Path, content: Content, form: Format, sha256: str) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.unlink(missing_ok=True)
    draft.touch()
    with closing(_connect(str(draft))) as made:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            made.execute(f"PRAGMA {setting}")
        _make(made, content, form, sha256)


def _make(index: sqlite3.Connection, content: Content, form: Format, sha256: str) -> None:
    index.executescript(_SCHEMA)
    index.execute("BEGIN")
    counted = _fill(index, form.read(content))
    index.execute(
        "INSERT INTO firsts SELECT first, max(length(keys) - length(replace(keys, ' ', '')) + 1) "
        "FROM phrases GROUP BY first"
    )
    held = {"version": _VERSION, "sha256": sha256, "encoding": content.encoding, **counted}
    index.executemany("INSERT INTO meta VALUES (?, ?)", ((name, str(value)) for name, value in held.items()))
    index.execute("COMMIT")
    index.executescript(_INDEXES)


def _fill(index: sqlite3.Connection, outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Put rows into the index; how many of what there were."""
    counted: Counter[str] = Counter()
    refused: list[Refused] = []
    rows, actors, places = 0, Actors(index), Places(index)
    last = 0
    for outcome in outcomes:
        rows += outcome.line != last
        last = outcome.line
        if isinstance(outcome, LeftOut):
            counted[f"left out: {outcome.what}"] += 1
            continue
        if not isinstance(outcome, Refused):
            refusal = _put(index, outcome, actors, places)
            if refusal is None:
                counted["used"] += 1
                continue
            refused.append(refusal)
        else:
            refused.append(outcome)
    actors.flush()
    places.flush()
    refused += [*actors.contradictions(), *places.contradictions()]
    index.executemany("INSERT INTO refused VALUES (?, ?)", sorted(refused)[:_MOST_REFUSED])
    return {"used": 0, **counted, "rows": rows, "refused": len(refused)}


def _put(index: sqlite3.Connection, row: Row, actors: Actors, places: Places) -> Refused | None:
    if isinstance(row, PlaceRow):
        return places.put(row)
    if isinstance(row, ActorRow):
        return actors.put(row)
    if isinstance(row, OutletRow):
        return _put_outlet(index, row)
    return _put_words(index, row)


def _put_outlet(index: sqlite3.Connection, row: OutletRow) -> Refused | None:
    held = index.execute(
        "SELECT line, name FROM outlets WHERE domain = ? OR (domain IS NULL AND folded = ?)",
        (row.domain, squash(row.name)),
    ).fetchone()
    if held:
        return Refused(row.line, f"line {held[0]} has {row.domain or row.name} too, as {held[1]}")
    index.execute(
        "INSERT INTO outlets VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.line, row.domain, squash(row.name), row.name, row.country, row.language, row.owner, row.one_origin),
    )
    return None


def _put_words(index: sqlite3.Connection, row: DayRow | NumberRow) -> Refused | None:
    first, last = (row.earliest, row.latest) if isinstance(row, DayRow) else (row.low, row.high)
    held = tuple(None if one is None else str(one) for one in (first, last))
    keys = " ".join(key(row.words))
    if not keys:
        return Refused(row.line, "there is no word in it")
    earlier = index.execute("SELECT line, first, last FROM words WHERE keys = ?", (keys,)).fetchone()
    if earlier and earlier[1:] != held:
        return Refused(row.line, f"line {earlier[0]} says something else of {row.words!r}")
    index.execute("INSERT OR IGNORE INTO words VALUES (?, ?, ?, ?)", (keys, row.line, *held))
    return None
