"""Which pairs are worth the small engine's word: found in columns, where the arrays for that are installed."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.large.corpus import corpus_in
from extract.large.files import TELLINGS, settings_in
from extract.large.store import opened
from extract.reconcile.match.comparison import Corpus
from extract.reconcile.match.pairwise import main_table
from extract.reconcile.mention import Telling

if TYPE_CHECKING:
    from extract.large.columns.features import Features

SCHEMA = "CREATE TABLE features (no INTEGER PRIMARY KEY, body BLOB);"
"""Of each telling what can be compared in columns; none where a worker had no arrays."""

ONE_BY_ONE = (
    "pairs of records were compared one by one: with `pip install 'rashomon-events[scale]'` most of that is done in "
    "columns, in a fraction of the time and with the same result"
)

Pair = tuple[int, int]


def features_of(telling: Telling, corpus: Corpus) -> bytes | None:
    """The stored features of a telling; None where columns are not installed or do not know its kind."""
    if not installed():
        return None
    from extract.large.columns import features, fields  # noqa: PLC0415 (an extra)

    if telling.kind not in fields.FIELDS:
        return None
    return pickle.dumps(features.features_of(telling, corpus))


def possible(folder: Path, kind: str, pairs: Sequence[Pair]) -> list[Pair]:
    """Those of some pairs of tellings that may match or be unsure, in order; all of them without columns."""
    numbers = sorted({no for pair in pairs for no in pair})
    rows = _features(folder, numbers) if installed() else []
    if len(rows) < len(numbers):
        return list(pairs)
    import numpy as np  # noqa: PLC0415 (an extra)

    from extract.large.columns.screen import Screen  # noqa: PLC0415

    settings = settings_in(folder)
    screen = Screen(kind, rows, settings, main_table(corpus_in(folder, kind), {kind}))
    a, b = (np.searchsorted(numbers, side) for side in zip(*pairs, strict=True))
    kept = screen.possible(a, b).tolist()
    return [pair for pair, is_possible in zip(pairs, kept, strict=True) if is_possible]


def _features(folder: Path, numbers: Iterable[int]) -> list[Features]:
    store, query = opened(folder, TELLINGS), "SELECT body FROM features WHERE no = ?"
    rows = (store.execute(query, (no,)).fetchone() for no in numbers)
    return [pickle.loads(row[0]) for row in rows if row is not None]


def store(tellings: sqlite3.Connection, rows: Iterable[tuple[int, bytes | None]]) -> None:
    """Keep the features of some tellings by number."""
    tellings.executemany("INSERT INTO features VALUES (?, ?)", (row for row in rows if row[1] is not None))


def installed() -> bool:
    """True if there are arrays to compare in."""
    try:
        import numpy  # noqa: F401, PLC0415 (an extra)
    except ImportError:
        return False
    return True
