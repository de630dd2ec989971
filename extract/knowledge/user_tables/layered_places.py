"""The places of the user's tables before the built-in ones, looked up as those are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.knowledge.user_tables.lookup import IndexedTable
from extract.knowledge.world.known import Gazetteer, KnownPlace

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
            own += [place for place in table.places(name) if not any(_is_one(place, other) for other in own)]
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

    def declined(self, name: str, endings: Sequence[str]) -> Sequence[KnownPlace]:
        """As built in."""
        return self._world.declined(name, endings)

    def country_declined(self, name: str, endings: Sequence[str], others: Sequence[str]) -> Sequence[str]:
        """As built in."""
        return self._world.country_declined(name, endings, others)

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
