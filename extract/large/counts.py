"""First pass: every article and record is read once, and what they have in common is counted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extract.large.files import COUNTS, settings_in
from extract.large.places import SCHEMA as PLACES
from extract.large.places import PlaceCounts, settle
from extract.large.store import packed, written
from extract.large.work import Work, batches
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.fuse.context import Names, names_in
from extract.reconcile.match.story import read_story
from extract.reconcile.mention import Telling, read
from extract.results.shards import ArticleWithRecords, told_by_article
from schemas import KINDS

ARTICLES_A_BATCH = 64
"""A second or two of a process's work."""

WORDS_IN_MEMORY = 50_000
"""Some megabytes; more are put on disk and added up there."""

STEM, CAPITALISED, LOWER, STORY = "stem", "capitalised", "lower", "story"
"""What words are counted as, besides the kinds of record that use them; ``story`` counts articles that have a text."""

_SCHEMA = """
CREATE TABLE article (no INTEGER PRIMARY KEY, id TEXT UNIQUE, published TEXT, setting BLOB, reading BLOB, told BLOB);
CREATE TABLE word (counted TEXT, word TEXT, articles INTEGER, PRIMARY KEY (counted, word)) WITHOUT ROWID;
CREATE TABLE total (counted TEXT PRIMARY KEY, articles INTEGER);
CREATE TABLE names (body BLOB);
"""

Row = tuple[str, str | None, bytes, bytes | None, bytes]


class CountedArticles(NamedTuple):
    """Some articles, ready to be stored, and in how many of them each word stands, by what it is counted as."""

    rows: list[Row]
    words: Mapping[str, Counter[str]]
    totals: Counter[str]
    names: Names
    places: PlaceCounts


def count_all(result: Path, folder: Path, work: Work) -> None:
    """Count the articles and records of a result.

    Raises:
        InputError: a shard cannot be read, or holds a record of an article that is not there.
    """
    with written(folder / COUNTS, _SCHEMA + PLACES) as store:
        tally = _Tally(store)
        names = Names()
        for counted in work(partial(count, folder), batches(told_by_article(result), ARTICLES_A_BATCH)):
            store.executemany(
                "INSERT INTO article (id, published, setting, reading, told) VALUES (?, ?, ?, ?, ?)", counted.rows
            )
            tally.add(counted.words)
            tally.totals.update(counted.totals)
            names = names.and_also(counted.names)
            counted.places.put(store)
        tally.flush()
        settle(store)
        store.executemany("INSERT INTO total VALUES (?, ?)", sorted(tally.totals.items()))
        store.execute("INSERT INTO names VALUES (?)", (packed(names),))


def count(folder: Path, batch: Iterable[ArticleWithRecords]) -> CountedArticles:
    """The counts of some articles and their records."""
    vocabulary = settings_in(folder).vocabulary
    words: dict[str, Counter[str]] = {name: Counter() for name in (STEM, CAPITALISED, LOWER, *KINDS)}
    totals: Counter[str] = Counter()
    names = Names()
    places = PlaceCounts()
    rows: list[Row] = []
    for article, records in batch:
        setting = ArticleContext.of(article.info, article.text, records)
        singles = [read(record, setting, vocabulary) for record in records]
        for kind in KINDS:
            used = [single.words for single in singles if single.kind == kind]
            words[kind].update(frozenset().union(*used))
            totals[kind] += bool(used)
        places.add(singles)
        reading = read_story(setting.text, vocabulary) if setting.text else None
        if reading is not None:
            totals[STORY] += 1
            words[STEM].update(reading.counts.keys())
            words[CAPITALISED].update(reading.capitalised)
            words[LOWER].update(reading.lower)
        names = names.and_also(names_in(records))
        published = setting.published.isoformat() if setting.published else None
        rows.append(
            (article.id, published, packed(setting), packed(reading) if reading else None, packed(_light(singles)))
        )
    return CountedArticles(rows, words, totals, names, places)


def _light(singles: Sequence[Telling]) -> list[Telling]:
    """The tellings without the text of their article, which only fusing asks for again."""
    if not singles:
        return []
    setting = replace(singles[0].setting, text="")
    return [replace(single, setting=setting) for single in singles]


@dataclass(slots=True)
class _Tally:
    """Counts of words, put on disk when there are many."""

    store: sqlite3.Connection
    words: dict[str, Counter[str]]
    totals: Counter[str]

    def __init__(self, store: sqlite3.Connection) -> None:
        self.store, self.words, self.totals = store, {}, Counter()

    def add(self, words: Mapping[str, Counter[str]]) -> None:
        for counted, found in words.items():
            self.words.setdefault(counted, Counter()).update(found)
        if sum(map(len, self.words.values())) > WORDS_IN_MEMORY:
            self.flush()

    def flush(self) -> None:
        for counted, found in sorted(self.words.items()):
            self.store.executemany(
                "INSERT INTO word VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
                ((counted, word, number) for word, number in sorted(found.items())),
            )
        self.words = {}
