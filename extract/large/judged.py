"""Fourth pass: every pair is judged; what matches or is unsure is kept, unless something forbids it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extract.large.blocking import spans
from extract.large.corpus import corpus_in, fresh
from extract.large.files import JUDGED, PAIRED, PAIRS, TELLINGS, settings_in
from extract.large.screened import possible
from extract.large.store import opened, written
from extract.large.tellings import Asked, asked, kinds_of, numbers_in, telling_in
from extract.large.work import Work, batches
from extract.reconcile.explain import Decision
from extract.reconcile.match.comparison import Corpus, Verdict
from extract.reconcile.match.pairwise import Pairwise
from schemas import KINDS

TELLINGS_A_BATCH = 100
"""With all that they are compared with: two thousand where little is told twice, of 4 kB each, and more in columns."""
PAIRS_A_BATCH = 1_000
"""About a second of a process's work."""

_SCHEMA = """
CREATE TABLE judged (a INTEGER, b INTEGER, matches INTEGER, score REAL, left TEXT, right TEXT, scope TEXT, reasons TEXT,
                     PRIMARY KEY (a, b)) WITHOUT ROWID;
"""
_PAIRED = """
CREATE TABLE paired (one INTEGER, article TEXT, other INTEGER, key TEXT, PRIMARY KEY (one, article)) WITHOUT ROWID;
CREATE TABLE again (a INTEGER, b INTEGER);
"""

# Of the tellings of another article, the one that each matches best in the first round.
_PAIR_UP = """
INSERT INTO paired
SELECT one, article, other, key FROM (
  SELECT one, t.article, other, t.key,
         row_number() OVER (PARTITION BY one, t.article ORDER BY score DESC, t.key) AS place
  FROM (SELECT a AS one, b AS other, score FROM first.judged WHERE matches
        UNION ALL SELECT b, a, score FROM first.judged WHERE matches) JOIN told.telling t ON t.no = other
  WHERE t.kind = ?)
WHERE place = 1
"""

# Pairs whose neighbours are each other's best: only of them does the rule on the order of telling say anything.
_IN_ORDER = """
INSERT INTO again
SELECT p.a, p.b FROM blocked.pair p JOIN told.telling x ON x.no = p.a JOIN told.telling y ON y.no = p.b
WHERE x.kind = ?
  AND (EXISTS (SELECT 1 FROM paired WHERE one = x.before AND article = y.article AND other = y.before)
    OR EXISTS (SELECT 1 FROM paired WHERE one = x.after AND article = y.article AND other = y.after))
ORDER BY p.a, p.b
"""

Pair = tuple[int, int]


class Judged(NamedTuple):
    """A pair that matches or is unsure and that nothing forbids."""

    a: int
    b: int
    matches: bool
    asked: Asked


def judge_all(folder: Path, work: Work) -> None:
    """Judge all pairs, and once more those of which the order of telling says something."""
    with written(folder / JUDGED, _SCHEMA) as store:
        for found in work(partial(judge_span, folder), spans(numbers_in(folder), TELLINGS_A_BATCH)):
            _store(store, found)
    with written(folder / PAIRED, _PAIRED) as store:
        for name, file in (("told", TELLINGS), ("blocked", PAIRS), ("first", JUDGED)):
            store.execute(f"ATTACH ? AS {name}", (str(folder / file),))
        for kind in kinds_in_order(folder):
            store.execute(_PAIR_UP, (kind,))
        for kind in kinds_in_order(folder):
            store.execute(_IN_ORDER, (kind,))
    again = opened(folder, PAIRED).execute("SELECT a, b FROM again ORDER BY rowid")
    with written(folder / JUDGED, "") as store:
        for pairs, found in work(partial(judge_in_order, folder), batches(again, PAIRS_A_BATCH)):
            store.executemany("DELETE FROM judged WHERE a = ? AND b = ?", pairs)
            _store(store, found)


def kinds_in_order(folder: Path) -> list[str]:
    """The kinds for which the order of telling counts."""
    return [kind for kind in KINDS if "order" in settings_in(folder).across[kind].weights]


def judge_span(folder: Path, span: Pair) -> list[Judged]:
    """The first verdicts on the pairs whose earlier telling is in a span of numbers."""
    query = "SELECT a, b FROM pair WHERE a >= ? AND a < ? ORDER BY a, b"
    found = []
    for kind, pairs in _by_kind(folder, opened(folder, PAIRS).execute(query, span).fetchall()):
        for some in batches(possible(folder, kind, pairs), PAIRS_A_BATCH):
            found += _judge(folder, kind, some, with_order=False)
    return found


def judge_in_order(folder: Path, pairs: Sequence[Pair]) -> tuple[Sequence[Pair], list[Judged]]:
    """Pairs with the verdicts that take the order of telling into account."""
    by_kind = _by_kind(folder, pairs)
    return pairs, [one for kind, mine in by_kind for one in _judge(folder, kind, mine, with_order=True)]


def pairwise_of(folder: Path, kind: str, numbers: Iterable[int], *, with_order: bool) -> tuple[Pairwise, Corpus]:
    """The comparisons of some tellings of a kind; with the findings of a first round, if that is wanted."""
    kept = {no: telling_in(folder, no) for no in sorted(numbers)}
    corpus = fresh(corpus_in(folder, kind), frozenset(one.telling.key for one in kept.values() if one.main))
    if with_order and kind in kinds_in_order(folder):
        before, after, paired = _order(folder, list(kept))
        corpus = replace(corpus, before=before, after=after, paired=paired)
    singles = [single for one in kept.values() for single in one.singles]
    return Pairwise([one.telling for one in kept.values()], singles, corpus), corpus


def _judge(folder: Path, kind: str, pairs: Sequence[Pair], *, with_order: bool) -> list[Judged]:
    found = []
    pairwise, _ = pairwise_of(folder, kind, {no for pair in pairs for no in pair}, with_order=with_order)
    for a, b in pairs:
        left, right = sorted(telling_in(folder, no).telling.key for no in (a, b))
        judgement = pairwise.judgement(left, right)
        if judgement.verdict is not Verdict.NO_MATCH and pairwise.veto(left, right) is None:
            decision = Decision(left, right, "across", judgement)
            found.append(Judged(a, b, judgement.verdict is Verdict.MATCH, asked(decision)))
    return found


def _by_kind(folder: Path, pairs: Sequence[Pair]) -> Iterator[tuple[str, list[Pair]]]:
    kinds = kinds_of(folder, {a for a, _ in pairs})
    for kind in KINDS:
        mine = [pair for pair in pairs if kinds[pair[0]] == kind]
        if mine:
            yield kind, mine


def _order(
    folder: Path, numbers: Sequence[int]
) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[tuple[str, str], str]]:
    """The neighbours of tellings in their articles, and the best matches of both in others."""
    told, matched = opened(folder, TELLINGS), opened(folder, PAIRED)
    around = "SELECT t.key, b.no, b.key, a.no, a.key FROM telling t LEFT JOIN telling b ON b.no = t.before "
    around += "LEFT JOIN telling a ON a.no = t.after WHERE t.no = ?"
    keys: dict[int, str] = {}
    before, after = {}, {}
    for no in numbers:
        key, earlier, earlier_key, later, later_key = told.execute(around, (no,)).fetchone()
        keys[no] = key
        if earlier is not None:
            keys[earlier], before[key] = earlier_key, earlier_key
        if later is not None:
            keys[later], after[key] = later_key, later_key
    paired = {
        (key, article): other
        for no, key in keys.items()
        for article, other in matched.execute("SELECT article, key FROM paired WHERE one = ?", (no,))
    }
    return before, after, paired


def _store(store: sqlite3.Connection, found: Iterable[Judged]) -> None:
    store.executemany(
        "INSERT INTO judged VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((one.a, one.b, one.matches, *one.asked) for one in found)
    )
