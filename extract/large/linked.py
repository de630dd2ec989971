"""Sixth pass: what answers what, what follows what, what is part of what (see `extract.reconcile.fuse.links`)."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby, pairwise
from pathlib import Path

from extract.large.corpus import LookedUp, corpus_in
from extract.large.files import EVENTS, LINKS, settings_in
from extract.large.store import opened, unpacked, written
from extract.large.work import Work, batches
from extract.reconcile.fuse.links import (
    COMMON,
    Found,
    Linker,
    Node,
    Strikes,
    answered,
    described,
    is_later,
    is_of_series,
    is_of_visit,
    link_answers,
    link_sequences,
    link_series,
    link_visits,
)
from schemas import StrikeRecord

STRIKES_A_BATCH = 100
"""About a second of a process's work."""

NODES_KEPT, WORDS_KEPT = 500, 2_000

_FROM_DISK: frozenset[Linker] = frozenset({link_answers, link_sequences, link_series, link_visits})
"""Linkers whose links are found here without all events of a kind in memory."""

_SCHEMA = "CREATE TABLE link (event INTEGER, type TEXT, target TEXT, PRIMARY KEY (event, type, target)) WITHOUT ROWID;"

# Events that an article tells of besides a series, or a visit, that it tells of.
_TOLD_WITH = """
SELECT DISTINCT part.event, whole.event FROM teller whole JOIN event e ON e.no = whole.event
JOIN teller part ON part.article = whole.article JOIN event p ON p.no = part.event
WHERE e.{flag} AND p.kind = e.kind ORDER BY whole.event, part.event
"""

Link = tuple[int, str, str]
"""Number of an event, type of the link, and the id of the event it leads to."""


def link_all(folder: Path, work: Work) -> None:
    """Find all links of all events."""
    events = opened(folder, EVENTS)
    with written(folder / LINKS, _SCHEMA) as store:
        answering = (no for (no,) in events.execute("SELECT no FROM event WHERE answers ORDER BY no"))
        for found in work(partial(answers, folder), batches(answering, STRIKES_A_BATCH)):
            _store(store, found)
        _store(store, _sequences(folder))
        for flag, is_part in (("series", is_of_series), ("visit", is_of_visit)):
            told = opened(folder, EVENTS).cursor().execute(_TOLD_WITH.format(flag=flag))
            parts = ((part, whole) for part, whole in told if is_part(_node(folder, part), _node(folder, whole)))
            _store(store, ((part, "part_of", _node(folder, whole).event.id) for part, whole in parts))
        for kind, rules in settings_in(folder).kinds.items():
            for linker in rules.links:
                _store(store, () if linker in _FROM_DISK else _found_by(linker, kind, folder))


def answers(folder: Path, numbers: Sequence[int]) -> list[Link]:
    """The links of some strikes to those that they answer."""
    strikes, corpus = _strikes(folder), corpus_in(folder, "strike")
    found = []
    for number in numbers:
        for record in _node(folder, number).records():
            other = answered(number, record, strikes, corpus) if isinstance(record, StrikeRecord) else None
            if other is not None:
                found.append((number, "in_response_to", _node(folder, other).event.id))
    return found


@lru_cache(maxsize=1)
def _strikes(folder: Path) -> Strikes:
    corpus = corpus_in(folder, "strike")
    (size,) = opened(folder, EVENTS).execute("SELECT count(*) FROM event").fetchone()

    def events(word: str) -> Sequence[int] | None:
        query = "SELECT event FROM word WHERE word = ? LIMIT ?"
        found = array("q", (number for (number,) in opened(folder, EVENTS).execute(query, (word, COMMON + 1))))
        return found if 0 < len(found) <= COMMON else None

    def told_in(article: str) -> Sequence[int]:
        query = "SELECT event FROM teller WHERE article = ?"
        return array("q", (number for (number,) in opened(folder, EVENTS).execute(query, (article,))))

    return Strikes(
        LookedUp(partial(_node, folder), size=size, kept=1),
        LookedUp(lambda number: described(_node(folder, number), corpus), size=size, kept=NODES_KEPT),
        LookedUp(events, size=size, kept=WORDS_KEPT),
        LookedUp(told_in, size=size, kept=1),
    )


def _sequences(folder: Path) -> Iterator[Link]:
    query = "SELECT attacker, target, event, id FROM line ORDER BY attacker, target, day, id"
    rows = opened(folder, EVENTS).execute(query)
    for _, line in groupby(rows, key=lambda row: row[:2]):
        for (*_, earlier, id_of_earlier), (*_, later, _) in pairwise(line):
            if is_later(_node(folder, later).event, _node(folder, earlier).event):
                yield later, "follows", id_of_earlier


def _found_by(linker: Linker, kind: str, folder: Path) -> Iterator[Link]:
    """The links of a linker that wants all events of its kind: a user's own, which holds them in memory."""
    query = "SELECT no, id FROM event WHERE kind = ? ORDER BY day IS NULL, day, id"
    numbers = {id_: no for no, id_ in opened(folder, EVENTS).execute(query, (kind,))}
    found: Found = defaultdict(set)
    if numbers:
        linker([_node(folder, no) for no in numbers.values()], corpus_in(folder, kind), found)
    yield from ((numbers[id_], one.type, one.event) for id_, links in found.items() for one in links)


@lru_cache(maxsize=NODES_KEPT)
def _node(folder: Path, number: int) -> Node:
    query = "SELECT body, told FROM event WHERE no = ?"
    event, cluster = map(unpacked, opened(folder, EVENTS).execute(query, (number,)).fetchone())
    return Node(event, cluster)


def forget() -> None:
    """Let go of what this process remembers of a run."""
    for remembered in (_strikes, _node):
        remembered.cache_clear()


def _store(store: sqlite3.Connection, links: Iterable[Link]) -> None:
    store.executemany("INSERT OR IGNORE INTO link VALUES (?, ?, ?)", links)
