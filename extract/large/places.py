"""Counts places: how often each town is named, and which attacks are told of where."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.reconcile.compare.places import towns_of
from extract.reconcile.compare.spellings import parts_of, right_one
from extract.reconcile.match.base_rate import days_told, sorts_of
from extract.reconcile.mention import Telling
from schemas import KINDS

SCHEMA = """
CREATE TABLE town (kind TEXT, name TEXT, told INTEGER, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE spelling (kind TEXT, name TEXT, other TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE attack (kind TEXT, place TEXT, sort TEXT, PRIMARY KEY (kind, place, sort)) WITHOUT ROWID;
CREATE TABLE usual (kind TEXT, place TEXT, attacks INTEGER, PRIMARY KEY (kind, place)) WITHOUT ROWID;
CREATE TABLE day (kind TEXT, day INTEGER, PRIMARY KEY (kind, day)) WITHOUT ROWID;
"""
"""The tables that they are kept in."""

_TOWN = "INSERT INTO town VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET told = told + excluded.told"
_LIKELIEST = "CREATE TABLE likeliest (part TEXT PRIMARY KEY, less INTEGER, name TEXT) WITHOUT ROWID"
_SHARE = """
INSERT INTO likeliest VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET less = excluded.less, name = excluded.name
WHERE (excluded.less, excluded.name) < (less, name)
"""
_OF_PART = "SELECT less, name FROM likeliest WHERE part = ?"
_USUAL = "INSERT INTO usual SELECT kind, place, count(*) FROM attack GROUP BY kind, place"


@dataclass(frozen=True, slots=True)
class PlaceCounts:
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
    store.execute(_LIKELIEST)
    for kind in KINDS:
        _spell(store, kind)
    store.execute("DROP TABLE likeliest")
    store.execute(_USUAL)
    store.execute("DELETE FROM attack")


def _spell(store: sqlite3.Connection, kind: str) -> None:
    """Find misspellings as `extract.reconcile.compare.spellings.commoner` does, the parts of names on disk."""
    told = "SELECT name, told FROM town WHERE kind = ?"
    store.execute("DELETE FROM likeliest")
    for name, number in store.execute(told, (kind,)):
        store.executemany(_SHARE, ((part, -number, name) for part in parts_of(name)))
    for name, number in store.execute(told, (kind,)):
        others = (store.execute(_OF_PART, (part,)).fetchone() for part in parts_of(name))
        if (other := right_one(name, number, others)) is not None:
            store.execute("INSERT INTO spelling VALUES (?, ?, ?)", (kind, name, other))
