"""Second pass: the records of each article become its tellings, each with the keys it is looked up by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from extract.large import screened
from extract.large.corpus import corpus_in, fresh, unweighed_stories_in
from extract.large.files import COUNTS, TELLINGS
from extract.large.screened import features_of
from extract.large.store import opened, packed, unpacked, written
from extract.large.work import Work, batches
from extract.reconcile.cluster.across import main_of, neighbours
from extract.reconcile.cluster.block import Key, keys_of
from extract.reconcile.cluster.within import tell_once
from extract.reconcile.explain import Decision
from extract.reconcile.mention import Telling
from schemas import KINDS

ARTICLES_A_BATCH = 64
"""A second or two of a process's work."""

TELLINGS_KEPT = 1_500
"""Of 50 kB each."""

_SCHEMA = """
CREATE TABLE telling (no INTEGER PRIMARY KEY, key TEXT, kind TEXT, article TEXT, first INTEGER, last INTEGER,
                      main INTEGER, before INTEGER, after INTEGER, keys TEXT, body BLOB);
CREATE TABLE story (article TEXT PRIMARY KEY, body BLOB);
CREATE TABLE posting (key TEXT, no INTEGER);
CREATE TABLE open (score REAL, left TEXT, right TEXT, scope TEXT, reasons TEXT);
"""

Asked = tuple[float, str, str, str, str]
"""A decision that a person might judge: score, the two records, scope, reasons as JSON."""


@dataclass(frozen=True, slots=True)
class StoredTelling:
    """A telling on disk, with the tellings of its single records, and whether its article is about it."""

    telling: Telling
    singles: tuple[Telling, ...]
    main: bool


class ArticleTellings(NamedTuple):
    """The tellings of one kind in an article, in order of place, and what of them a person might judge."""

    kind: str
    article: str
    tellings: list[tuple[str, bool, str, bytes, bytes | None]]
    before: Mapping[str, str]
    asked: list[Asked]
    story: bytes | None


def tell_all(folder: Path, work: Work) -> None:
    """Number all tellings in the order in which those that share a key are neighbours: publication, article, place."""
    query = "SELECT no FROM article ORDER BY coalesce(published, '9999-12-31'), id"
    articles = (no for (no,) in opened(folder, COUNTS).execute(query))
    number = 0
    with written(folder / TELLINGS, _SCHEMA + screened.SCHEMA) as store:
        for batch in work(partial(tell, folder), batches(articles, ARTICLES_A_BATCH)):
            for told in batch:
                _store(store, told, number)
                number += len(told.tellings)


def tell(folder: Path, articles: Sequence[int]) -> list[ArticleTellings]:
    """The tellings of some articles, by number; each kind of each article for itself."""
    found = []
    for no in articles:
        (body,) = opened(folder, COUNTS).execute("SELECT told FROM article WHERE no = ?", (no,)).fetchone()
        singles: list[Telling] = unpacked(body)
        for kind in KINDS:
            mine = sorted((single for single in singles if single.kind == kind), key=lambda one: one.key)
            if mine:
                found.append(_told(folder, kind, mine))
    return found


def _told(folder: Path, kind: str, singles: Sequence[Telling]) -> ArticleTellings:
    corpus = fresh(corpus_in(folder, kind), frozenset())
    once = tell_once(singles, corpus)
    corpus = replace(fresh(corpus, main_of(once.tellings)), stories=unweighed_stories_in(folder))
    by_id = {single.key: single for single in singles}
    rows = []
    for telling in sorted(once.tellings, key=lambda one: (one.start, one.key)):
        main = telling.key in corpus.main
        kept = StoredTelling(telling, tuple(by_id[record.id] for record in telling.records), main)
        keys = json.dumps(sorted(keys_of(telling, corpus)), ensure_ascii=False)
        rows.append((telling.key, main, keys, packed(kept), features_of(telling, corpus)))
    before, _ = neighbours(once.tellings)
    article = singles[0].setting.id
    story = corpus.stories.of.get(article) if corpus.main else None
    questions = [asked(one) for one in once.decisions if one.is_open]
    return ArticleTellings(kind, article, rows, before, questions, packed(story) if story else None)


def asked(decision: Decision) -> Asked:
    """A decision that a person might judge, as it is stored."""
    reasons = json.dumps(decision.reasons, ensure_ascii=False)
    return decision.judgement.score, decision.left, decision.right, decision.scope, reasons


def _store(store: sqlite3.Connection, told: ArticleTellings, first: int) -> None:
    last = first + len(told.tellings) - 1
    numbers = {key: first + place for place, (key, *_) in enumerate(told.tellings)}
    before = {key: numbers[earlier] for key, earlier in told.before.items()}
    after = {earlier: numbers[key] for key, earlier in told.before.items()}
    for key, main, keys, body, features in told.tellings:
        store.execute(
            "INSERT INTO telling VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                numbers[key],
                key,
                told.kind,
                told.article,
                first,
                last,
                main,
                before.get(key),
                after.get(key),
                keys,
                body,
            ),
        )
        screened.store(store, [(numbers[key], features)])
        store.executemany(
            "INSERT INTO posting VALUES (?, ?)",
            ((posting_key(told.kind, one), numbers[key]) for one in json.loads(keys)),
        )
    if told.story is not None:
        store.execute("INSERT OR IGNORE INTO story VALUES (?, ?)", (told.article, told.story))
    store.executemany("INSERT INTO open VALUES (?, ?, ?, ?, ?)", told.asked)


def posting_key(kind: str, key: Key) -> str:
    """A look-up key of a kind, as one text."""
    return "\0".join((kind, *key))


@lru_cache(maxsize=TELLINGS_KEPT)
def telling_in(folder: Path, no: int) -> StoredTelling:
    """A telling by its number."""
    (body,) = opened(folder, TELLINGS).execute("SELECT body FROM telling WHERE no = ?", (no,)).fetchone()
    kept: StoredTelling = unpacked(body)
    return kept


def kinds_of(folder: Path, numbers: Iterable[int]) -> dict[int, str]:
    """The kinds of some tellings by their numbers."""
    store, query = opened(folder, TELLINGS), "SELECT kind FROM telling WHERE no = ?"
    return {no: store.execute(query, (no,)).fetchone()[0] for no in numbers}


def totals_in(folder: Path) -> dict[str, int]:
    """How many tellings there are of each kind."""
    query = "SELECT kind, count(*) FROM telling GROUP BY kind"
    return dict(opened(folder, TELLINGS).execute(query))


def numbers_in(folder: Path) -> int:
    """How many tellings there are: they are numbered from 0."""
    number: int = opened(folder, TELLINGS).execute("SELECT count(*) FROM telling").fetchone()[0]
    return number


def forget() -> None:
    """Let go of what this process remembers of a run."""
    telling_in.cache_clear()
