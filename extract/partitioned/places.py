"""What is counted of places: how often each town is named, and which attacks are told of where."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.reconcile.places import towns_of
from extract.reconcile.spellings import commoner
from extract.reconcile.telling import Telling
from extract.reconcile.usual import days_told, sorts_of
from schemas import KINDS

_TOWN = "INSERT INTO town VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET told = told + excluded.told"
_USUAL = "INSERT INTO usual SELECT kind, place, count(*) FROM attack GROUP BY kind, place"


@dataclass(frozen=True, slots=True)
class Places:
    """Of some articles, by kind of record: towns, attacks by place, and the days they are told of."""

    towns: Counter[tuple[str, str]] = field(default_factory=Counter)
    attacks: set[tuple[str, str, str]] = field(default_factory=set)
    days: set[tuple[str, int]] = field(default_factory=set)

    def add(self, singles: Iterable[Telling]) -> None:
        """Count the places of single records."""
        for single in singles:
            self.towns.update((single.kind, name) for name in towns_of(single.places))
            self.attacks.update((single.kind, *sort) for sort in sorts_of(single))
            self.days.update((single.kind, day) for day in days_told(single))

    def put(self, store: sqlite3.Connection) -> None:
        """Add them to what is on disk."""
        store.executemany(_TOWN, ((*town, told) for town, told in sorted(self.towns.items())))
        store.executemany("INSERT OR IGNORE INTO attack VALUES (?, ?, ?)", sorted(self.attacks))
        store.executemany("INSERT OR IGNORE INTO day VALUES (?, ?)", sorted(self.days))


def settle(store: sqlite3.Connection) -> None:
    """Work out what all of them come to: the commoner spelling of a town, the attacks of a place."""
    for kind in KINDS:
        told = dict(store.execute("SELECT name, told FROM town WHERE kind = ?", (kind,)).fetchall())
        store.executemany("INSERT INTO spelling VALUES (?, ?, ?)", ((kind, *pair) for pair in commoner(told).items()))
    store.execute(_USUAL)
    store.execute("DELETE FROM attack")
