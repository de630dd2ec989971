"""Looks things up in the index of one table."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, cast
from weakref import finalize

from extract.knowledge.language.tokens import Token
from extract.knowledge.user_tables.actor_rows import CAPITALS
from extract.knowledge.user_tables.formats.outlets import domain_of
from extract.knowledge.world.known import ActorKind, Alias, Capitals, KnownPlace, PlaceKind
from extract.knowledge.world.spelling import forms, squash

_KEPT = 50_000
_PICKED = 100_000
"""What a place counts for that somebody put into a table by hand without its population, as in the built-in table."""


class FoundActor(NamedTuple):
    """An actor as one row has it; without a name the row only adds names to whom it identifies."""

    table: str
    line: int
    id: str
    name: str
    kind: ActorKind | None
    country: str | None
    member_of: tuple[str, ...]
    since: str | None
    until: str | None
    own_name: bool

    def holds_on(self, day: dt.date) -> bool:
        """True if the row holds on a day."""
        return (self.since or "") <= day.isoformat() <= (self.until or "9999")


class FoundOutlet(NamedTuple):
    """An outlet as one row has it."""

    table: str
    name: str
    country: str | None
    language: str | None
    owner: str | None
    one_origin: bool


class IndexedTable:
    """One table; every look-up is remembered, up to a bound."""

    def __init__(self, name: str, index: sqlite3.Connection) -> None:
        """Called ``name`` in what is said of values."""
        self.name = name
        self.index = index
        finalize(self, index.close)
        self._longest: Callable[[str], int] = lru_cache(_KEPT)(self._longest_from)
        self._actors: Callable[[str], tuple[tuple[Alias, FoundActor], ...]] = lru_cache(_KEPT)(self._actors_called)
        self._identified: Callable[[str], tuple[FoundActor, ...]] = lru_cache(_KEPT)(self._rows_with)
        self._places: Callable[[str], tuple[KnownPlace, ...]] = lru_cache(_KEPT)(self._places_called)

    def can_start(self, key: str) -> bool:
        """True if the name of some actor starts with a word of that key."""
        return self._longest(key) > 0

    def actors_at(self, words: Sequence[Token], start: int) -> tuple[int, Sequence[FoundActor]]:
        """How many words the longest name at ``start`` has, and who is called so; 0 and nobody where there is none."""
        for length in range(min(self._longest(words[start].key), len(words) - start), 0, -1):
            span = words[start : start + length]
            met = [actor for alias, actor in self._actors(" ".join(word.key for word in span)) if alias.met_by(span)]
            if met:
                return length, met
        return 0, ()

    def actors_named(self, keys: Sequence[str]) -> Sequence[FoundActor]:
        """Who is called so, however it is written."""
        return [actor for _, actor in self._actors(" ".join(keys))]

    def actors_with(self, identifier: str) -> Sequence[FoundActor]:
        """The rows of an identifier."""
        return self._identified(identifier)

    def keys_of(self, identifier: str) -> Sequence[tuple[Sequence[str], bool]]:
        """The names of an identifier in the form they are compared in, and whether each is its own name."""
        rows = self.index.execute(
            "SELECT DISTINCT keys, own FROM actors JOIN phrases ON actor = n WHERE id = ? ORDER BY keys, own",
            (identifier,),
        )
        return [(keys.split(" "), bool(own)) for keys, own in rows]

    def first_name_of(self, actor: FoundActor) -> str:
        """The first name that a row gives."""
        row = self.index.execute(
            "SELECT written FROM phrases JOIN actors ON n = actor WHERE line = ? AND id = ? ORDER BY phrases.rowid",
            (actor.line, actor.id),
        ).fetchone()
        return str(row[0])

    def places(self, name: str) -> Sequence[KnownPlace]:
        """The places of a name, those first whose own name it is."""
        return list(dict.fromkeys(place for form in forms(name) for place in self._places(form)))

    def places_beginning(self, stem: str, longest: int) -> Sequence[KnownPlace]:
        """Towns with a name that begins so and has at most so many letters."""
        start = squash(stem)
        rows = self.index.execute(
            "SELECT DISTINCT form FROM names WHERE form >= ? AND form < ? AND length(form) <= ? ORDER BY form",
            (start, f"{start}\U0010ffff", longest),
        )
        found = (place for (form,) in rows.fetchall() for place in self._places(form))
        return [replace(place, main=False) for place in found if place.kind == "city"]

    def outlet(self, name: str | None, url: str | None) -> FoundOutlet | None:
        """The outlet of a page: by its domain or one that it belongs to, else by its name."""
        domain = domain_of(url) if url else domain_of(name) if name and "." in name else ""
        parts = domain.split(".")
        for at in range(len(parts) - 1):
            if found := self._outlet("domain = ?", ".".join(parts[at:])):
                return found
        return self._outlet("folded = ?", squash(name)) if name else None

    def words(self, keys: str) -> tuple[str | None, str | None] | None:
        """What a table of words says of some: the first and last day, or the low and high figure."""
        row = self.index.execute("SELECT first, last FROM words WHERE keys = ?", (keys,)).fetchone()
        return (row[0], row[1]) if row else None

    def actor_names(self) -> Iterator[tuple[str, str, str]]:
        """Every name of an actor as it is written, with the actor's own name and identifier."""
        rows = self.index.execute(
            "SELECT written, name, id FROM phrases JOIN actors ON n = actor ORDER BY phrases.rowid"
        )
        return iter(rows.fetchall())

    def outlet_names(self) -> Sequence[str]:
        """The names of all outlets."""
        return [name for (name,) in self.index.execute("SELECT name FROM outlets ORDER BY line")]

    def _longest_from(self, key: str) -> int:
        row = self.index.execute("SELECT longest FROM firsts WHERE first = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def _actors_called(self, keys: str) -> tuple[tuple[Alias, FoundActor], ...]:
        rows = self.index.execute(
            f"SELECT {_ACTOR}, own, capitals FROM phrases JOIN actors ON n = actor WHERE keys = ? ORDER BY line",
            (keys,),
        )
        words = tuple(keys.split(" "))
        return tuple((Alias(words, _capitals(row[-1])), self._actor(row)) for row in rows)

    def _rows_with(self, identifier: str) -> tuple[FoundActor, ...]:
        rows = self.index.execute(f"SELECT {_ACTOR}, 1 FROM actors WHERE id = ? ORDER BY line", (identifier,))
        return tuple(self._actor(row) for row in rows)

    def _actor(self, row: Sequence[Any]) -> FoundActor:
        line, identifier, name, kind, country, member_of, since, until, own = row[:9]
        bodies = tuple(part for part in member_of.split("|") if part)
        return FoundActor(self.name, line, identifier, name, kind, country, bodies, since, until, bool(own))

    def _places_called(self, form: str) -> tuple[KnownPlace, ...]:
        rows = self.index.execute(
            "SELECT name, kind, country, admin1, latitude, longitude, timezone, population, spellings, "
            "code, picked, other FROM names JOIN places ON n = place WHERE form = ? "
            "ORDER BY other, population DESC, line",
            (form,),
        )
        return tuple(self._place(row) for row in rows)

    def _place(self, row: Sequence[Any]) -> KnownPlace:
        name, kind, country, admin1, north, east, zone, people, spellings, code, picked, other = row
        return KnownPlace(
            name,
            cast("PlaceKind", kind),
            country=country,
            admin1=admin1,
            latitude=north,
            longitude=east,
            timezone=zone,
            population=people or (_PICKED if picked else 0),
            main=not other,
            spellings=spellings,
            picked=bool(picked),
            table=self.name,
            code=code,
        )

    def _outlet(self, where: str, value: str) -> FoundOutlet | None:
        row = self.index.execute(
            f"SELECT name, country, language, owner, one_origin FROM outlets WHERE {where} ORDER BY line", (value,)
        ).fetchone()
        return FoundOutlet(self.name, row[0], row[1], row[2], row[3], bool(row[4])) if row else None


_ACTOR = "line, id, name, kind, country, member_of, since, until"


def _capitals(letters: str) -> tuple[Capitals, ...]:
    return tuple(cast("Capitals", CAPITALS[letter]) for letter in letters)
