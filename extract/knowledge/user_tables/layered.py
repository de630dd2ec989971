"""The user's tables before the built-in ones, each looked up as the built-in ones are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.knowledge.language.tokens import Token, key
from extract.knowledge.user_tables.lookup import FoundActor, IndexedTable
from extract.knowledge.world.known import Gazetteer, KnownActor, KnownPlace, PhraseTable

_DISTANCE = 0.35
"""Degrees within which two entries of a name are one place in two lists, as where namesakes are told apart."""
_MOST_KEPT = 20_000


class LayeredGazetteer:
    """Places of the user's tables, then those of the built-in ones that are not among them."""

    def __init__(self, tables: Sequence[IndexedTable], world: Gazetteer) -> None:
        """The tables in the order in which they count."""
        self._tables, self._world = tables, world
        self._kept: dict[str, Sequence[KnownPlace]] = {}

    def find(self, name: str) -> Sequence[KnownPlace]:
        """Every place so called; a built-in one that a user's table has too gives it what that leaves open."""
        if name not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[name] = self._find(name)
        return self._kept[name]

    def _find(self, name: str) -> Sequence[KnownPlace]:
        own: list[KnownPlace] = []
        for table in self._tables:
            here = table.places(name)
            own += [place for place in here if not any(_is_one(place, other) for other in own)]
        built_in = self._world.find(name)
        if not own:
            return built_in
        completed = [self._completed(place, built_in) for place in own]
        return [*completed, *(place for place in built_in if not any(_is_one(place, other) for other in own))]

    def _completed(self, place: KnownPlace, built_in: Iterable[KnownPlace]) -> KnownPlace:
        known = next((other for other in built_in if _is_one(place, other)), None)
        return replace(
            place,
            admin1=self._division(place) or (known.admin1 if known else None),
            timezone=place.timezone
            or (known.timezone if known else None)
            or (self._world.timezone(place.country) if place.country else None),
            population=max(place.population, known.population if known else 0),
            spellings=max(place.spellings, known.spellings if known else 0),
        )

    def _division(self, place: KnownPlace) -> str | None:
        """The name that the built-in tables have for a place's division, else the table's own."""
        if place.admin1 is None:
            return None
        held = (p for p in self._world.find(place.admin1) if p.kind == "division" and p.country == place.country)
        return next((division.admin1 for division in held), None) or place.admin1

    def abbreviated(self, short: str) -> Sequence[KnownPlace]:
        """As built in."""
        return self._world.abbreviated(short)

    def neighbours(self, country: str) -> frozenset[str]:
        """As built in."""
        return self._world.neighbours(country)

    def names_of_country(self, country: str) -> Sequence[str]:
        """As built in."""
        return self._world.names_of_country(country)

    def beginning(self, stem: str, longest: int) -> Sequence[KnownPlace]:
        """Towns with a name that begins so, the user's first."""
        own = (place for table in self._tables for place in table.places_beginning(stem, longest))
        return [*own, *self._world.beginning(stem, longest)]

    def country_called(self, name: str) -> Sequence[str]:
        """As built in."""
        return self._world.country_called(name)

    def timezone(self, country: str) -> str | None:
        """As built in."""
        return self._world.timezone(country)

    def country_name(self, country: str) -> str | None:
        """As built in."""
        return self._world.country_name(country)

    def capital(self, country: str) -> str | None:
        """As built in."""
        return self._world.capital(country)


def _is_one(a: KnownPlace, b: KnownPlace) -> bool:
    if a.country != b.country or a.kind != b.kind:
        return False
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return a.admin1 is None or b.admin1 is None or a.admin1 == b.admin1 or a.kind == "division"
    return abs(_apart(a.latitude, b.latitude)) < _DISTANCE and abs(_apart(a.longitude, b.longitude)) < _DISTANCE


def _apart(a: float | None, b: float | None) -> float:
    return (a or 0) - (b or 0)


class LayeredActors:
    """Actors of the user's tables, then those of the built-in ones.

    An actor of both is the user's, by whichever of all its names it is met.
    """

    def __init__(self, tables: Sequence[IndexedTable], built_in: PhraseTable[KnownActor]) -> None:
        """The tables in the order in which they count."""
        self._tables, self._built_in = tables, built_in
        self._by_id = {actor.id: actor for _, actor in built_in.phrases()}
        self._same: Mapping[str, Sequence[FoundActor]] = self._in_both()

    def can_start(self, key: str) -> bool:
        """True if some name starts with a word of that key."""
        return self._built_in.can_start(key) or any(table.can_start(key) for table in self._tables)

    def at(self, words: Sequence[Token], start: int) -> tuple[int, KnownActor] | None:
        """How many words the longest name at ``start`` has, and who is called so, whatever the day."""
        return self.on(words, start, None)

    def on(self, words: Sequence[Token], start: int, day: dt.date | None) -> tuple[int, KnownActor] | None:
        """How many words the longest name at ``start`` has, and who is called so on a day."""
        built_in = self._built_in.at(words, start)
        length, found = max((table.actors_at(words, start) for table in self._tables), key=lambda one: one[0])
        if not length or (built_in and built_in[0] > length):
            return (built_in[0], self._as_user_has(built_in[1], day)) if built_in else None
        beside = built_in[1] if built_in and built_in[0] == length else None
        return length, self._one_of(found, day, beside)

    def _one_of(self, found: Sequence[FoundActor], day: dt.date | None, built_in: KnownActor | None) -> KnownActor:
        held = [actor for actor in found if day is None or actor.holds_on(day)] or found
        actors = list({actor.id: self._known(actor) for actor in reversed(held)}.values())[::-1]
        first, *others = actors
        if not others:
            return first
        return replace(first, namesakes=(*others, *([built_in] if built_in else [])))

    def _known(self, actor: FoundActor) -> KnownActor:
        if not actor.name and (known := self._identified(actor)):
            return known
        return KnownActor(
            self._id(actor.id),
            actor.name or self._table(actor).first_name_of(actor),
            actor.kind,
            actor.country,
            tuple(dict.fromkeys(map(self._id, actor.member_of))),
            table=actor.table,
        )

    def _identified(self, actor: FoundActor) -> KnownActor | None:
        """Whom a row identifies that only adds names."""
        for table in self._tables:
            if named := next((one for one in table.actors_with(actor.id) if one.name), None):
                return replace(self._known(named), table=actor.table)
        built_in = self._by_id.get(actor.id)
        return replace(self._as_user_has(built_in, None), table=actor.table) if built_in else None

    def _table(self, actor: FoundActor) -> IndexedTable:
        return next(table for table in self._tables if table.name == actor.table)

    def _as_user_has(self, actor: KnownActor, day: dt.date | None) -> KnownActor:
        if same := self._same.get(actor.id):
            held = [one for one in same if day is None or one.holds_on(day)] or same
            return self._known(held[0])
        if any(body in self._same for body in actor.member_of):
            return replace(actor, member_of=tuple(dict.fromkeys(map(self._id, actor.member_of))))
        return actor

    def _id(self, identifier: str) -> str:
        """An identifier, of the built-in tables that of the user's where the actor is in both."""
        same = self._same.get(identifier)
        return same[0].id if same else identifier

    def _in_both(self) -> Mapping[str, Sequence[FoundActor]]:
        """The user's rows for each built-in actor that the user's tables have under its name, or under its identifier.

        One has the name of the other among its names, they are not of two countries, and only one user's actor is so.
        """
        found: dict[str, dict[str, list[FoundActor]]] = defaultdict(lambda: defaultdict(list))
        own = {actor.id: key(actor.name) for _, actor in self._built_in.phrases()}
        for alias, actor in self._built_in.phrases():
            for table in self._tables:
                for row in table.actors_named(alias.keys):
                    if row.name and (row.own_name or alias.keys == own[actor.id]) and _may_be_one(row, actor):
                        found[actor.id][row.id].append(row)
        return {name: next(iter(rows.values())) for name, rows in found.items() if len(rows) == 1}


@dataclass(frozen=True, slots=True)
class ActorsOn:
    """The actors as they are called on a day; see `extract.knowledge.world.known.Phrases`."""

    actors: LayeredActors
    day: dt.date | None

    def can_start(self, key: str) -> bool:
        """True if some name starts with a word of that key."""
        return self.actors.can_start(key)

    def at(self, words: Sequence[Token], start: int) -> tuple[int, KnownActor] | None:
        """How many words the longest name at ``start`` has, and who is called so."""
        return self.actors.on(words, start, self.day)


def _may_be_one(row: FoundActor, actor: KnownActor) -> bool:
    apart = row.country and actor.country and row.country != actor.country
    return not apart and (row.kind == "person") == (actor.kind == "person")
