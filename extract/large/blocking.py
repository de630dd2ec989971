"""Third pass, blocking: the tellings that share most with each, by the buckets of their keys.

It finds the pairs of `extract.reconcile.cluster.block`.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import count, groupby
from pathlib import Path
from typing import NamedTuple

from extract.large.files import BUCKETS, PAIRS, TELLINGS, settings_in
from extract.large.store import opened, written
from extract.large.tellings import numbers_in, posting_key, totals_in
from extract.large.work import Work
from extract.reconcile.cluster.block import Cross, grown, is_crossed, says_nothing, worth_of

TELLINGS_A_BATCH = 500
"""Some seconds of a process's work: little is lost with a process, and little is spent on handing over."""

SLICE = 1_024
"""Tellings of one key that are read at once; a key that more share is stored in slices that overlap."""

_NUMBERS = "q"

_BUCKETS = """
CREATE TABLE bucket (key TEXT, first INTEGER, size INTEGER, window INTEGER, tellings BLOB, PRIMARY KEY (key, first))
  WITHOUT ROWID;
CREATE TABLE crossed (depth INTEGER, key TEXT, no INTEGER);
CREATE TABLE crosses (no INTEGER, key TEXT);
CREATE TABLE crowded (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_PAIRS = "CREATE TABLE pair (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;"


Bucket = tuple[str, int, int, int, bytes]


class KeyLimit(NamedTuple):
    """How many tellings of one key are all compared; of more each only with the next ``window``."""

    tellings: int
    window: int


def pair_all(folder: Path, work: Work) -> int:
    """Pairs of tellings worth comparing, the earlier one first; how many there are."""
    with written(folder / BUCKETS, _BUCKETS) as store:
        _bucket_all(folder, store)
    with written(folder / PAIRS, _PAIRS) as store:
        for pairs in work(partial(partners, folder), spans(numbers_in(folder), TELLINGS_A_BATCH)):
            store.executemany("INSERT OR IGNORE INTO pair VALUES (?, ?)", pairs)
        (number,) = store.execute("SELECT count(*) FROM pair").fetchone()
    return int(number)


def _bucket_all(folder: Path, store: sqlite3.Connection) -> None:
    """Put tellings into buckets by key, then by crosses of the keys that too many share, until none is crowded."""
    limits = settings_in(folder).blocking
    bound = KeyLimit(limits.bucket, limits.window)
    postings = opened(folder, TELLINGS).execute("SELECT key, no FROM posting ORDER BY key, no")
    for depth in count(1):
        _fill(store, postings, bound)
        if not _cross(folder, store, depth):
            break
        bound = KeyLimit(limits.crossed, limits.crossed)
        query = "SELECT key, no FROM crossed WHERE depth = ? ORDER BY key, no"
        postings = store.cursor().execute(query, (depth,))
    store.execute("INSERT INTO crosses SELECT no, key FROM crossed ORDER BY no, depth, key")
    store.execute("CREATE INDEX crosses_no ON crosses (no)")
    store.execute("DELETE FROM crossed")


def spans(number: int, size: int) -> Iterator[tuple[int, int]]:
    """Half-open spans of so many numbers each, from 0."""
    return ((start, min(number, start + size)) for start in range(0, number, size))


def _fill(store: sqlite3.Connection, postings: Iterable[tuple[str, int]], bound: KeyLimit) -> None:
    """Store buckets by key, and which keys are crowded and worth crossing."""
    for key, group in groupby(postings, key=lambda row: row[0]):
        numbers = array(_NUMBERS, (no for _, no in group))
        crowded = len(numbers) > bound.tellings
        if crowded and is_crossed(_cross_of(key)):
            store.execute("INSERT INTO crowded VALUES (?)", (key,))
        if len(numbers) > 1 and not (crowded and says_nothing(_cross_of(key))):
            store.executemany(
                "INSERT INTO bucket VALUES (?, ?, ?, ?, ?)", _slices(key, numbers, crowded * bound.window)
            )


def _slices(key: str, numbers: array[int], window: int) -> Iterator[Bucket]:
    step = SLICE if window else len(numbers)
    for start in range(0, len(numbers), step):
        around = numbers[max(0, start - window) : start + step + window]
        yield key, numbers[start], len(numbers), window, around.tobytes()


def _cross(folder: Path, store: sqlite3.Connection, depth: int) -> bool:
    """Cross what is crowded with one key more; True if there was anything to cross."""
    found = False
    for no, kind, crosses in _crosses(folder, store, depth):
        crowded = [cross for cross in crosses if _is_crowded(store, _key_of(kind, cross))]
        rows = [(depth, _key_of(kind, cross), no) for cross in grown(crowded)]
        store.executemany("INSERT INTO crossed VALUES (?, ?, ?)", rows)
        found = found or bool(rows)
    return found


def _crosses(folder: Path, store: sqlite3.Connection, depth: int) -> Iterator[tuple[int, str, list[Cross]]]:
    """Each telling's number and kind, and its keys or the crosses of so many of them."""
    if depth == 1:
        for no, kind, keys in opened(folder, TELLINGS).execute("SELECT no, kind, keys FROM telling ORDER BY no"):
            yield no, kind, [(tuple(key),) for key in json.loads(keys)]
        return
    query = "SELECT no, key FROM crossed WHERE depth = ? ORDER BY no, key"
    for no, rows in groupby(store.cursor().execute(query, (depth - 1,)), key=lambda row: row[0]):
        keys = [key for _, key in rows]
        yield no, keys[0].split("\0")[0], [_cross_of(key) for key in keys]


def _is_crowded(store: sqlite3.Connection, key: str) -> bool:
    return store.execute("SELECT 1 FROM crowded WHERE key = ?", (key,)).fetchone() is not None


def _key_of(kind: str, cross: Cross) -> str:
    if len(cross) == 1:
        return posting_key(kind, cross[0])
    return "\0".join((kind, "", json.dumps(cross, ensure_ascii=False)))


def _cross_of(key: str) -> Cross:
    _, field, value = key.split("\0", 2)
    return tuple((one[0], one[1]) for one in json.loads(value)) if not field else ((field, value),)


def partners(folder: Path, span: tuple[int, int]) -> list[tuple[int, int]]:
    """For each telling of a span of numbers the pairs with those that share most with it."""
    query = "SELECT no, kind, first, last, keys FROM telling WHERE no >= ? AND no < ? ORDER BY no"
    limit = settings_in(folder).blocking.partners
    pairs: set[tuple[int, int]] = set()
    for no, kind, first, last, keys in opened(folder, TELLINGS).execute(query, span):
        crosses = opened(folder, BUCKETS).execute("SELECT key FROM crosses WHERE no = ?", (no,))
        mine = [*(posting_key(kind, tuple(key)) for key in json.loads(keys)), *(key for (key,) in crosses)]
        shared = _shared(folder, no, mine, _totals(folder)[kind])
        others = {other: worth for other, worth in shared.items() if not first <= other <= last}
        best = sorted(others, key=lambda other: (-others[other], other))[:limit]
        pairs.update((min(no, other), max(no, other)) for other in best)
    return sorted(pairs)


def _shared(folder: Path, no: int, keys: Iterable[str], total: int) -> dict[int, int]:
    query = "SELECT size, window, tellings FROM bucket WHERE key = ? AND first <= ? ORDER BY first DESC LIMIT 1"
    shared: dict[int, int] = defaultdict(int)
    for key in keys:
        row = opened(folder, BUCKETS).execute(query, (key, no)).fetchone()
        if row is None:
            continue
        size, window, numbers = row[0], row[1], array(_NUMBERS, row[2])
        if window:
            place = bisect_left(numbers, no)
            numbers = numbers[max(0, place - window) : place + window + 1]
        for other in numbers:
            shared[other] += worth_of(size, total)
    return shared


@lru_cache(maxsize=1)
def _totals(folder: Path) -> dict[str, int]:
    return totals_in(folder)


def forget() -> None:
    """Let go of what this process remembers of a run."""
    _totals.cache_clear()
