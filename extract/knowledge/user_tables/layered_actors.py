"""The actors of the user's tables before the built-in ones, looked up as those are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.knowledge.language.tokens import Token, key
from extract.knowledge.user_tables.lookup import FoundActor, IndexedTable
from extract.knowledge.world.known import ActorKind, KnownActor, PhraseTable

_KIND: ActorKind = "armed_group"
"""What an actor is whose kind nobody tells."""


class LayeredActors:
    """Actors of the user's tables, then those of the built-in ones.

    An actor of two tables is that of the one that counts first, by whichever of all its names it is met.
    """

    def __init__(self, tables: Sequence[IndexedTable], built_in: PhraseTable[KnownActor]) -> None:
        """The tables in the order in which they count."""
        self._tables, self._built_in = tables, built_in
        self._by_name = {table.name: table for table in tables}
        self._by_id = {actor.id: actor for _, actor in built_in.phrases()}
        self._earlier: dict[tuple[str, str], str] = {}
        self._same: Mapping[str, Sequence[FoundActor]] = self._in_both()

    def can_start(self, key: str) -> bool:
        """True if some name starts with a word of that key."""
        return self._built_in.can_start(key) or any(table.can_start(key) for table in self._tables)

    def at(self, words: Sequence[Token], start: int) -> tuple[int, KnownActor] | None:
        """How many words the longest name at ``start`` has, and who is called so, whatever the day."""
        return self.on(words, start, None)

    def on(self, words: Sequence[Token], start: int, day: dt.date | None) -> tuple[int, KnownActor] | None:
        """How many words the longest name at ``start`` has, and who is called so on a day.

        Where nobody is called so on that day, whoever is on another; a built-in actor goes before those.
        """
        built_in = self._built_in.at(words, start)
        length, found = max((table.actors_at(words, start) for table in self._tables), key=lambda one: one[0])
        held = [actor for actor in found if day is None or actor.holds_on(day)]
        if not length or (built_in and (built_in[0] > length or (built_in[0] == length and not held))):
            return (built_in[0], self._as_user_has(built_in[1], day)) if built_in else None
        beside = built_in[1] if built_in and built_in[0] == length else None
        return length, self._one_of(held or found, beside)

    def _one_of(self, found: Sequence[FoundActor], built_in: KnownActor | None) -> KnownActor:
        actors = list({actor.id: self._known(actor) for actor in reversed(found)}.values())[::-1]
        first, *others = actors
        if not others:
            return first
        return replace(first, namesakes=(*others, *([built_in] if built_in else [])))

    def _known(self, actor: FoundActor) -> KnownActor:
        """An actor with what its row leaves open told by others of its identifier, else by the built-in tables."""
        identifier = self._id_in_earlier(actor)
        rows = [row for table in self._tables for row in table.actors_with(identifier)]
        rows = [actor, *rows] if identifier == actor.id else [*rows, actor]
        built_in = self._by_id.get(identifier)
        named = next((row for row in rows if row.name), None)
        if named is None and built_in:
            return replace(self._as_user_has(built_in, None), table=actor.table)
        return KnownActor(
            self._id(identifier),
            named.name if named else self._by_name[actor.table].first_name_of(actor),
            next((row.kind for row in rows if row.kind), built_in.kind if built_in else _KIND),
            next((row.country for row in rows if row.country), built_in.country if built_in else None),
            tuple(dict.fromkeys(self._id(body) for row in rows for body in row.member_of)),
            table=actor.table,
        )

    def _id_in_earlier(self, actor: FoundActor) -> str:
        """The identifier that a table which counts more has for the same actor, else its own."""
        held = (actor.table, actor.id)
        if held not in self._earlier:
            self._earlier[held] = next(self._ids_in_earlier(actor), actor.id)
        return self._earlier[held]

    def _ids_in_earlier(self, actor: FoundActor) -> Iterator[str]:
        table = self._by_name[actor.table]
        names = table.keys_of(actor.id) if table is not self._tables[0] else []
        for earlier in self._tables[: self._tables.index(table)]:
            found = {
                row.id
                for keys, own in names
                for row in earlier.actors_named(keys)
                if row.name and (own or row.own_name) and _may_be_one(row, actor)
            }
            if len(found) == 1:
                yield found.pop()

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
        return self._id_in_earlier(same[0]) if same else identifier

    def _in_both(self) -> Mapping[str, Sequence[FoundActor]]:
        """The user's rows for each built-in actor that the user's tables have under its name or its identifier.

        By name: one has the name of the other among its names, they are not of two countries, and only one actor of
        the user's is so.
        """
        found: dict[str, dict[str, list[FoundActor]]] = defaultdict(lambda: defaultdict(list))
        own = {actor.id: key(actor.name) for actor in self._by_id.values()}
        for alias, actor in self._built_in.phrases():
            for row in (row for table in self._tables for row in table.actors_named(alias.keys)):
                if row.name and (row.own_name or alias.keys == own[actor.id]) and _may_be_one(row, actor):
                    found[actor.id][self._id_in_earlier(row)].append(row)
        for actor in self._by_id.values():
            for row in (row for table in self._tables for row in table.actors_with(actor.id)):
                if row.name and _may_be_one(row, actor):
                    found[actor.id] = defaultdict(list, {row.id: [*found[actor.id].get(row.id, ()), row]})
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


def _may_be_one(row: FoundActor, actor: FoundActor | KnownActor) -> bool:
    apart = row.country and actor.country and row.country != actor.country
    return not apart and (row.kind == "person") == (actor.kind == "person")
