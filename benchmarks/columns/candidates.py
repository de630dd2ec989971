"""Candidate pairs in columns: what `extract.reconcile.cluster.block` finds, by sorted arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from benchmarks.columns.keys import Looked
from extract.large.columns.ranges import ranges, run_starts
from extract.large.columns.table import Flags, Ints
from extract.reconcile import Blocking
from extract.reconcile.cluster.block import CROSSED, TOO_COMMON, worth_of

ROWS = 1 << 18
"""Pairs that are sorted at once, of all look-up keys of some tellings: what a processor's cache holds."""

_ID_BITS, _WORTH_BITS, _TOTAL_BITS = 26, 16, 22
_LOCAL = 1 << (64 - _ID_BITS - _TOTAL_BITS)
"""Tellings whose pairs are sorted at once, at most: what is left of 64 bits."""


@dataclass(frozen=True, slots=True)
class Source:
    """All tellings by one kind of look-up key: `bucketed` holds them bucket by bucket, in order of publication.

    Entry ``i`` is that telling ``owner[i]`` is to be compared with ``bucketed[low[i]:high[i]]``, itself among them;
    owners ascend.
    """

    bucketed: Ints
    owner: Ints
    low: Ints
    high: Ints
    worth: Ints

    def without(self, entries: Flags) -> Source:
        """The same tellings bucketed, but these entries are compared with nobody."""
        keep = ~entries
        return Source(self.bucketed, self.owner[keep], self.low[keep], self.high[keep], self.worth[keep])


@dataclass(frozen=True, slots=True)
class Crossing:
    """Look-up keys of tellings, one of each field: ``codes`` has a column a field; ``owner`` ascends."""

    fields: tuple[str, ...]
    owner: Ints
    codes: Ints


def candidates(looked: Mapping[str, Looked], articles: Ints, *, limits: Blocking, threads: int) -> tuple[Ints, Ints]:
    """Rows to compare, left and right of each pair, sorted; tellings are numbered in order of publication throughout.

    Args:
        looked: For each field the keys that tellings are looked up by.
        articles: Article of each telling; two of one article are not compared.
        limits: Bounds on pairs.
        threads: How many parts are worked on at once; the result is the same.
    """
    sources = list(_sources(looked, len(articles), limits))
    parts = _parts(sources, len(articles))
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(lambda part: _best(sources, articles, part, limits.partners), parts))
    pairs = np.concatenate(found)
    pairs.sort()
    pairs = pairs[run_starts(pairs)]
    return (pairs // len(articles)).astype(np.int32), (pairs % len(articles)).astype(np.int32)


def _sources(looked: Mapping[str, Looked], tellings: int, limits: Blocking) -> Iterable[Source]:
    level: dict[tuple[str, ...], Crossing] = {}
    for field in sorted(looked):
        key = looked[field]
        source, crowded = _bucketed(key.owner, key.code, tellings, bound=limits.bucket, window=limits.window)
        if field in TOO_COMMON:
            source = source.without(crowded)
        yield source.without(source.high - source.low == 1)
        if field in CROSSED and crowded.any():
            _, dense = np.unique(looked[field].code[crowded], return_inverse=True)
            level[(field,)] = Crossing((field,), looked[field].owner[crowded], dense.reshape(-1, 1))
    singles = {fields[0]: crossing for fields, crossing in level.items()}
    while level:
        grown: dict[tuple[str, ...], Crossing] = {}
        sizes = {field: int(crossing.codes.max()) + 1 for field, crossing in singles.items()}
        known = {fields: np.unique(_packed(crossing, sizes)) for fields, crossing in level.items()}
        for fields, crossing in sorted(level.items()):
            for field in sorted(singles):
                if field > fields[-1] and all((*part, field) in level for part in _parts_of(fields)):
                    crossed = _crossed(crossing, singles[field])
                    crossed = _with_known(crossed, known, sizes)
                    codes = _packed(crossed, sizes)
                    source, crowded = _bucketed(
                        crossed.owner, codes, tellings, bound=limits.crossed, window=limits.crossed
                    )
                    yield source.without(source.high - source.low == 1)
                    if crowded.any():
                        grown[crossed.fields] = Crossing(crossed.fields, crossed.owner[crowded], crossed.codes[crowded])
        level = grown


def _parts_of(fields: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The fields without one of them."""
    return combinations(fields, len(fields) - 1)


def _crossed(crossing: Crossing, single: Crossing) -> Crossing:
    """Every cross of a telling with every key of another field that it has."""
    first = np.searchsorted(single.owner, crossing.owner, side="left")
    many = np.searchsorted(single.owner, crossing.owner, side="right") - first
    left = np.repeat(np.arange(len(crossing.owner)), many)
    right = ranges(first, many)
    codes = np.concatenate((crossing.codes[left], single.codes[right]), axis=1)
    return Crossing((*crossing.fields, *single.fields), crossing.owner[left], codes)


def _with_known(crossed: Crossing, known: Mapping[tuple[str, ...], Ints], sizes: Mapping[str, int]) -> Crossing:
    """Those of which every part is crowded."""
    keep = np.ones(len(crossed.owner), dtype=bool)
    for columns in combinations(range(len(crossed.fields)), len(crossed.fields) - 1):
        part = Crossing(tuple(crossed.fields[i] for i in columns), crossed.owner, crossed.codes[:, columns])
        if len(columns) > 1:
            keep &= _among(_packed(part, sizes), known[part.fields])
    return Crossing(crossed.fields, crossed.owner[keep], crossed.codes[keep])


def _among(codes: Ints, known: Ints) -> Ints:
    at = np.searchsorted(known, codes)
    return known[np.minimum(at, len(known) - 1)] == codes


def _packed(crossing: Crossing, sizes: Mapping[str, int]) -> Ints:
    """One number for the keys of each row."""
    code = np.zeros(len(crossing.owner), dtype=np.int64)
    for column, field in enumerate(crossing.fields):
        code = code * sizes[field] + crossing.codes[:, column]
    return code


def _bucketed(owner: Ints, code: Ints, tellings: int, *, bound: int, window: int) -> tuple[Source, Flags]:
    """Tellings in buckets of one code each, and which entries are of a crowded one."""
    order = np.argsort(code, kind="stable")
    ordered = code[order]
    starts = run_starts(ordered)
    sizes = np.diff(np.append(starts, len(code)))
    place = np.empty(len(code), dtype=np.int32)
    place[order] = np.arange(len(code), dtype=np.int32)
    bucket = np.empty(len(code), dtype=np.int32)
    bucket[order] = np.repeat(np.arange(len(starts), dtype=np.int32), sizes)
    low, high = starts[bucket], (starts + sizes)[bucket]
    crowded = (sizes > bound)[bucket]
    low = np.where(crowded, np.maximum(low, place - window), low).astype(np.int32)
    high = np.where(crowded, np.minimum(high, place + window + 1), high).astype(np.int32)
    worths = {size: worth_of(size, tellings) for size in np.unique(sizes).tolist()}
    worth = np.array([worths[size] for size in sizes.tolist()], dtype=np.int32)[bucket]
    return Source(owner[order].astype(np.int32), owner.astype(np.int32), low, high, worth), crowded


def _parts(sources: Sequence[Source], tellings: int) -> list[tuple[int, int]]:
    """Runs of tellings that have about `ROWS` pairs each."""
    load = np.zeros(tellings + 1, dtype=np.int64)
    for source in sources:
        load[1:] += np.bincount(source.owner, source.high - source.low, minlength=tellings).astype(np.int64)
    load = np.cumsum(load)
    edges = np.searchsorted(load, np.arange(ROWS, load[-1] + ROWS, ROWS))
    edges = np.unique(np.concatenate(([0], edges, np.arange(0, tellings, _LOCAL), [tellings])).clip(0, tellings))
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))


def _best(sources: Sequence[Source], articles: Ints, part: tuple[int, int], partners: int) -> Ints:
    """Of some tellings the pairs with those that share most, smaller row first, as one number each."""
    begin, end = part
    packed = np.concatenate([_rows(source, articles, begin, end) for source in sources])
    packed.sort()
    pair = packed >> np.uint64(_WORTH_BITS)
    first = run_starts(pair)
    total = (
        np.add.reduceat((packed & np.uint64((1 << _WORTH_BITS) - 1)).astype(np.int64), first) if len(first) else first
    )
    pair = pair[first]
    ours = (pair >> np.uint64(_ID_BITS)).astype(np.int64)
    theirs = (pair & np.uint64((1 << _ID_BITS) - 1)).astype(np.int64)
    ours, theirs = _leading(ours, theirs, total, partners)
    ours += begin
    pairs = np.minimum(ours, theirs) * len(articles) + np.maximum(ours, theirs)
    pairs.sort()
    return pairs[run_starts(pairs)]


def _rows(source: Source, articles: Ints, begin: int, end: int) -> Ints:
    """Every pair of a source for some tellings, packed: telling, the other, what the key they share is worth."""
    here = slice(*np.searchsorted(source.owner, (begin, end)).tolist())
    many = source.high[here] - source.low[here]
    other = source.bucketed[ranges(source.low[here], many)]
    owner = np.repeat(source.owner[here], many)
    keep = articles[other] != articles[owner]
    packed = (owner[keep] - begin).astype(np.uint64) << np.uint64(_ID_BITS)
    packed |= other[keep].astype(np.uint64)
    packed <<= np.uint64(_WORTH_BITS)
    packed |= np.repeat(source.worth[here], many)[keep].astype(np.uint64)
    return packed


def _leading(ours: Ints, theirs: Ints, total: Ints, partners: int) -> tuple[Ints, Ints]:
    """Of each telling the ``partners`` of most worth, ties by the smaller partner; both columns of the pairs."""
    if not len(ours):
        return ours, theirs
    many = np.bincount(ours)[ours] > partners
    rows = np.flatnonzero(many)
    packed = ours[rows].astype(np.uint64) << np.uint64(_TOTAL_BITS)
    packed |= ((1 << _TOTAL_BITS) - 1 - total[rows]).astype(np.uint64)
    packed <<= np.uint64(_ID_BITS)
    packed |= theirs[rows].astype(np.uint64)
    ordered = np.sort(packed)
    starts = run_starts(ordered >> np.uint64(_ID_BITS + _TOTAL_BITS))
    rank = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.append(starts, len(ordered))))
    best = ordered[rank < partners]
    chosen = (best >> np.uint64(_ID_BITS + _TOTAL_BITS)).astype(np.int64)
    partner = (best & np.uint64((1 << _ID_BITS) - 1)).astype(np.int64)
    return np.concatenate((ours[~many], chosen)), np.concatenate((theirs[~many], partner))
