"""Third pass, blocking: the tellings that share most with each, by the buckets of their keys.

It finds the pairs of `extract.reconcile.block`: what each pair shares is added up in the order of the keys.
"""

from __future__ import annotations

import json
import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path

from extract.partitioned.files import BUCKETS, PAIRS, TELLINGS, settings_in
from extract.partitioned.store import opened, written
from extract.partitioned.tellings import numbers_in, posting_key, totals_in
from extract.partitioned.work import Work
from extract.reconcile.settings import Blocking

TELLINGS_A_BATCH = 500
SLICE = 1_024
"""Tellings of one key that are read at once; a key that more share is stored in slices that overlap."""

_NUMBERS = "q"

_BUCKETS = """
CREATE TABLE bucket (key TEXT, first INTEGER, size INTEGER, tellings BLOB, PRIMARY KEY (key, first)) WITHOUT ROWID;
"""
_PAIRS = "CREATE TABLE pair (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;"

Bucket = tuple[str, int, int, bytes]


def pair_all(folder: Path, work: Work) -> int:
    """Pairs of tellings worth comparing, the earlier one first; how many there are."""
    blocking = settings_in(folder).blocking
    with written(folder / BUCKETS, _BUCKETS) as store:
        store.executemany("INSERT INTO bucket VALUES (?, ?, ?, ?)", _buckets(folder, blocking))
    with written(folder / PAIRS, _PAIRS) as store:
        for pairs in work(partial(partners, folder), spans(numbers_in(folder), TELLINGS_A_BATCH)):
            store.executemany("INSERT OR IGNORE INTO pair VALUES (?, ?)", pairs)
        (number,) = store.execute("SELECT count(*) FROM pair").fetchone()
    return int(number)


def spans(number: int, size: int) -> Iterator[tuple[int, int]]:
    """Half-open spans of so many numbers each, from 0."""
    return ((start, min(number, start + size)) for start in range(0, number, size))


def _buckets(folder: Path, blocking: Blocking) -> Iterator[Bucket]:
    postings = opened(folder / TELLINGS).execute("SELECT key, no FROM posting ORDER BY key, no")
    for key, group in groupby(postings, key=lambda row: row[0]):
        numbers = array(_NUMBERS, (no for _, no in group))
        if len(numbers) > 1:
            yield from _slices(key, numbers, blocking)


def _slices(key: str, numbers: array[int], blocking: Blocking) -> Iterator[Bucket]:
    step = len(numbers) if len(numbers) <= blocking.bucket else SLICE
    for start in range(0, len(numbers), step):
        around = numbers[max(0, start - blocking.window) : start + step + blocking.window]
        yield key, numbers[start], len(numbers), around.tobytes()


def partners(folder: Path, span: tuple[int, int]) -> list[tuple[int, int]]:
    """For each telling of a span of numbers the pairs with those that share most with it."""
    query = "SELECT no, kind, key, first, last, keys FROM telling WHERE no >= ? AND no < ? ORDER BY no"
    limit = settings_in(folder).blocking.partners
    pairs: set[tuple[int, int]] = set()
    for no, kind, _, first, last, keys in opened(folder / TELLINGS).execute(query, span):
        shared = _shared(folder, no, [posting_key(kind, tuple(key)) for key in json.loads(keys)], _totals(folder)[kind])
        others = {other: worth for other, worth in shared.items() if not first <= other <= last}
        pairs.update((min(no, other), max(no, other)) for other in _best(folder, others, limit))
    return sorted(pairs)


def _shared(folder: Path, no: int, keys: Iterable[str], total: int) -> dict[int, float]:
    blocking = settings_in(folder).blocking
    query = "SELECT size, tellings FROM bucket WHERE key = ? AND first <= ? ORDER BY first DESC LIMIT 1"
    shared: dict[int, float] = defaultdict(float)
    for key in keys:
        row = opened(folder / BUCKETS).execute(query, (key, no)).fetchone()
        if row is None:
            continue
        size, numbers = row[0], array(_NUMBERS, row[1])
        worth = math.log1p(total / size)
        if size > blocking.bucket:
            place = bisect_left(numbers, no)
            numbers = numbers[max(0, place - blocking.window) : place + blocking.window + 1]
        for other in numbers:
            shared[other] += worth
    return shared


def _best(folder: Path, shared: dict[int, float], limit: int) -> Sequence[int]:
    """Those that share most; of those that share alike, the first by key."""
    ordered = sorted(shared, key=lambda other: -round(shared[other], 9))
    if len(ordered) <= limit:
        return ordered
    last = round(shared[ordered[limit - 1]], 9)
    sure = [other for other in ordered if round(shared[other], 9) > last]
    tied = [other for other in ordered if round(shared[other], 9) == last]
    if len(sure) + len(tied) > limit:
        tied.sort(key=partial(_key, folder))
    return (sure + tied)[:limit]


@lru_cache(maxsize=50_000)
def _key(folder: Path, no: int) -> str:
    key: str = opened(folder / TELLINGS).execute("SELECT key FROM telling WHERE no = ?", (no,)).fetchone()[0]
    return key


@lru_cache(maxsize=1)
def _totals(folder: Path) -> dict[str, int]:
    return totals_in(folder)


def forget() -> None:
    """Let go of what this process remembers of a run."""
    for remembered in (_key, _totals):
        remembered.cache_clear()
