"""Some tellings in columns before they are put in order, and the table that several such parts make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from benchmarks.columns.table import Strikes, Within, Words
from extract.large.columns.ranges import ranges
from extract.large.columns.table import Facet, Ints, Rows
from extract.reconcile import ReconcileSettings
from extract.reconcile.match.comparison import rarity_of

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Stems:
    """Stems of rows as codes: row ``i`` has ``codes[starts[i]:starts[i + 1]]``, each of them once."""

    starts: Ints
    codes: Ints
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """Tellings in any order.

    Telling ``i`` is of the records ``records[starts[i]:starts[i + 1]]``, each of them a row of ``singles``;
    ``within`` holds what the small engine says of two tellings of one article, by their numbers.
    """

    told: Rows
    article: Ints
    start: Ints
    stems: Stems
    records: Ints
    starts: Ints
    singles: Rows
    within: Mapping[tuple[int, int], tuple[int, bool]]


def assembled(parts: Sequence[Part], settings: ReconcileSettings) -> Strikes:
    """One table of several parts, in order of the tellings' keys; no record is in two of them, nor is an article."""
    keys = np.concatenate([_keys(part) for part in parts])
    order = np.argsort(keys, kind="stable")
    articles = np.concatenate([part.article for part in parts])
    number = np.unique(articles, return_inverse=True)[1] if len(articles) else np.zeros(0, np.int64)
    many = np.concatenate([np.diff(part.starts) for part in parts])
    first = np.cumsum(many) - many
    singles = ranges(first[order], many[order])
    records = np.concatenate([part.records for part in parts])
    return Strikes(
        keys=keys[order],
        told=_take(_joined([part.told for part in parts]), order),
        article=number[order].astype(np.int32),
        start=np.concatenate([part.start for part in parts])[order].astype(np.int64),
        words=_words([part.stems for part in parts], number, order, settings),
        records=records[singles],
        starts=np.concatenate(([0], np.cumsum(many[order]))),
        singles=_take(_joined([part.singles for part in parts]), singles),
        within=_within(parts, order),
    )


def _keys(part: Part) -> Ints:
    """The smallest record id of each telling."""
    if len(part.records) == len(part.told):
        return part.records
    return np.array([min(part.records[i:j]) for i, j in _runs(part.starts)], dtype=object)


def _runs(starts: Ints) -> Iterable[tuple[int, int]]:
    return zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)


def _joined(rows: Sequence[Rows]) -> Rows:
    """Rows one after the other."""
    if len(rows) == 1:
        return rows[0]
    columns: dict[str, Any] = {}
    for name in Rows.__slots__:
        values = [getattr(one, name) for one in rows]
        columns[name] = _facets(values) if isinstance(values[0], Facet) else np.concatenate(values)
    return Rows(**columns)


def _facets(facets: Sequence[Facet[V]]) -> Facet[V]:
    shifts = np.cumsum([0, *(len(facet.values) for facet in facets)])
    codes = [facet.codes + shift for facet, shift in zip(facets, shifts[:-1].tolist(), strict=True)]
    return Facet(np.concatenate(codes), [value for facet in facets for value in facet.values])


def _take(rows: Rows, order: Ints) -> Rows:
    columns: dict[str, Any] = {}
    for name in Rows.__slots__:
        value = getattr(rows, name)
        columns[name] = Facet(value.codes[order], value.values) if isinstance(value, Facet) else value[order]
    return Rows(**columns)


def _words(stems: Sequence[Stems], article: Ints, order: Ints, settings: ReconcileSettings) -> Words:
    """Stems numbered by rarity over the articles that have them."""
    values = sorted({value for part in stems for value in part.values})
    number = {value: i for i, value in enumerate(values)}
    codes = np.concatenate([np.array([number[value] for value in part.values], np.int64)[part.codes] for part in stems])
    many = np.concatenate([np.diff(part.starts) for part in stems])
    size = len(values)
    used = np.unique(np.repeat(article, many) * size + codes) % size if size else np.zeros(0, np.int64)
    count = np.bincount(used, minlength=size)
    ranked = np.argsort(count, kind="stable")
    place = np.empty(size, dtype=np.int64)
    place[ranked] = np.arange(size)
    articles = len(np.unique(article))
    by_count = {one: rarity_of(one, articles=articles, settings=settings) for one in np.unique(count).tolist()}
    first = np.cumsum(many) - many
    row = np.repeat(np.arange(len(order)), many[order])
    taken = place[codes[ranges(first[order], many[order])]]
    taken = taken[np.lexsort((taken, row))]
    weights = np.array([by_count[one] for one in count[ranked].tolist()])
    return Words(np.concatenate(([0], np.cumsum(many[order]))), taken, weights)


def _within(parts: Sequence[Part], order: Ints) -> Within:
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    shift, found = 0, []
    for part in parts:
        for (a, b), (score, apart) in part.within.items():
            left, right = sorted((int(place[shift + a]), int(place[shift + b])))
            found.append((left * len(order) + right, score, apart))
        shift += len(part.told)
    pairs, scores, apart_ = zip(*sorted(found), strict=True) if found else ((), (), ())
    return Within(np.array(pairs, np.int64), np.array(scores, np.int32), np.array(apart_, bool))
