"""Where places are: the towns, divisions and countries that ship with the package, and what `places.toml` adds.

`tools/gazetteer.py` says where the tables come from and makes them again.  A table is read when it is first asked.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from typing import Any, NamedTuple, cast

from extract.knowledge.world.blocks import Blocks
from extract.knowledge.world.known import KnownPlace, PlaceKind
from extract.knowledge.world.spelling import forms, squash

_SITE = 100_000
"""What a town or base of our own table counts for: somebody thought it worth a line."""
_MOST_KEPT = 20_000
"""Names whose places are kept: those of a run's articles come back all the time."""

_SHORTEST_STEM = 3
"""Letters: of fewer, too many words are forms of one another."""

_NAMES_OF_OPPONENTS = ("regime", "entity", "enemy")


class Country(NamedTuple):
    """A country as GeoNames and ISO 3166-1 have it."""

    name: str
    capital: str | None
    population: int
    timezone: str | None
    neighbours: frozenset[str]
    official: tuple[str, ...]


class WorldGazetteer:
    """Places of the whole world by name; see `extract.knowledge.world.known.Gazetteer`."""

    def __init__(self) -> None:
        """Read the tables of countries, which are small."""
        self._known: dict[str, Sequence[KnownPlace]] = {}
        self._table = _data("places.toml")
        self._states = _data("states.toml")
        self.countries: Mapping[str, Country] = {code: _country(row) for code, *row in _rows("countries.tsv")}

    def find(self, name: str) -> Sequence[KnownPlace]:
        """Every place so called: countries first, then divisions, regions, towns (the largest first) and districts."""
        if name not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> Sequence[KnownPlace]:
        found = forms(name)
        places = [place for form in found for place in self._named.get(form, ())]
        return list(dict.fromkeys([*places, *(place for form in found for place in self._listed(form))]))

    def abbreviated(self, short: str) -> Sequence[KnownPlace]:
        """The divisions that an address or a newspaper writes so: "PA", "Pa."."""
        return self._abbreviations.get(short, ())

    def timezone(self, country: str) -> str | None:
        """The zone of a country where nearly everybody in large towns has the same, else None."""
        return self.countries[country].timezone if country in self.countries else None

    def country_name(self, country: str) -> str | None:
        """The common English name of a country."""
        canonical: str | None = self._states["canonical"].get(country)
        return canonical or (self.countries[country].name if country in self.countries else None)

    def capital(self, country: str) -> str | None:
        """The capital of a country."""
        return self.countries[country].capital if country in self.countries else None

    def neighbours(self, country: str) -> frozenset[str]:
        """The countries that a country borders on."""
        return self.countries[country].neighbours if country in self.countries else frozenset()

    def names_of_country(self, country: str) -> Sequence[str]:
        """The names of a country in all languages of CLDR."""
        return list(self._blocks.at("countries", country))

    def beginning(self, stem: str, longest: int) -> Sequence[KnownPlace]:
        """Towns with a name that begins so and has at most so many letters."""
        start = squash(stem)
        named = (numbers for key, numbers in self._blocks.beginning("names", start) if len(key) <= longest)
        return [self._place(number.rstrip("*"), main=False) for numbers in named for number in numbers.split(" ")]

    def declined(self, name: str, endings: Sequence[str]) -> Sequence[KnownPlace]:
        """Towns and districts whose name is the word with another of some endings."""
        found = self._declined("names", name, endings, endings)
        numbers = [number for _, value in found for number in value.split(" ")]
        return [self._place(number.rstrip("*"), main=number.endswith("*")) for number in dict.fromkeys(numbers)]

    def country_declined(self, name: str, endings: Sequence[str], others: Sequence[str]) -> Sequence[str]:
        """The countries whose name in some language is the word with one of some endings in place of others."""
        return sorted({code for _, code in self._declined("called", name, endings, others)})

    def _declined(
        self, table: str, name: str, endings: Sequence[str], others: Sequence[str]
    ) -> Iterator[tuple[str, str]]:
        """The lines whose key is a word without one of its ``endings`` and with one of ``others``, or with none."""
        whole, known = squash(name), {"", *map(squash, others)}
        stems = {whole[: len(whole) - len(ending)] for ending in map(squash, endings) if whole.endswith(ending)}
        stems = {stem for stem in stems if len(stem) >= _SHORTEST_STEM}
        for key, value in self._blocks.beginning(table, min(stems, key=len)) if stems else ():
            if any(key.startswith(stem) and key[len(stem) :] in known for stem in stems):
                yield key, value

    def country_called(self, name: str) -> Sequence[str]:
        """The countries that some language calls so."""
        return sorted({code for form in forms(name) for code in self._blocks.at("called", form)})

    @cached_property
    def _named(self) -> Mapping[str, Sequence[KnownPlace]]:
        """Countries, divisions, regions and the towns that our own table has."""
        index: dict[str, list[KnownPlace]] = defaultdict(list)
        for names, place in (*self._country_places(), *self._division_places(), *self._regions(), *self._towns()):
            for form in sorted({form for name in names for form in forms(name)}):
                index[form].append(place)
        return index

    def _country_places(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for code, country in self.countries.items():
            name = self.country_name(code) or code
            others = [n for n in self._states["names"].get(code, ()) if not n.endswith(_NAMES_OF_OPPONENTS)]
            yield [name, country.name, *country.official, *others], KnownPlace(name, "country", country=code)

    def _division_places(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for code, (name, others, _) in self._divisions.items():
            yield [name, *others], KnownPlace(name, "division", country=code[:2], admin1=name)

    @cached_property
    def _divisions(self) -> Mapping[str, tuple[str, Sequence[str], Sequence[str]]]:
        """Canonical name, other names and abbreviations of each first-level division, by ISO 3166-2 code."""
        divisions = {}
        for code, name, others, short in _rows("divisions.tsv"):
            entry = self._table["divisions"].get(code, {})
            names = (name, *filter(None, others.split("|")), *entry.get("aliases", ()))
            divisions[code] = entry.get("name", name), names, [*filter(None, short.split("|")), *entry.get("short", ())]
        return divisions

    @cached_property
    def _canonical(self) -> Mapping[tuple[str, str], str]:
        """The canonical name of a division by its country and the name that the tables of towns have."""
        return {(code[:2], others[0]): name for code, (name, others, _) in self._divisions.items()}

    def division_names(self) -> Mapping[tuple[str, str], str]:
        """The canonical name of a division by its country and the name that the tables of towns have."""
        return self._canonical

    @cached_property
    def _abbreviations(self) -> Mapping[str, Sequence[KnownPlace]]:
        found: dict[str, list[KnownPlace]] = defaultdict(list)
        for code, (name, _, short) in self._divisions.items():
            for form in short:
                found[form].append(KnownPlace(name, "division", country=code[:2], admin1=name))
        return found

    def _regions(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for name, entry in self._table["regions"].items():
            place = KnownPlace(
                name, "region", country=entry.get("country"), timezone=entry.get("timezone"), picked=True
            )
            yield [name, *entry["aliases"]], place

    def _towns(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for name, entry in self._table["places"].items():
            country = entry.get("country")
            place = KnownPlace(
                name,
                "city",
                country=country,
                admin1=self._divisions[entry["division"]][0] if "division" in entry else None,
                latitude=entry["at"][0],
                longitude=entry["at"][1],
                timezone=entry.get("timezone") or (self.timezone(country) if country else None),
                population=_SITE,
                picked=True,
            )
            yield [name, *entry["aliases"]], place

    @cached_property
    def _blocks(self) -> Blocks:
        return Blocks((files("extract.knowledge.world") / "places.zip").read_bytes())

    def _listed(self, form: str) -> Iterator[KnownPlace]:
        """Towns, the largest first, and districts that the shipped lists have by a name."""
        for numbers in self._blocks.at("names", form):
            for number in numbers.split(" "):
                yield self._place(number.rstrip("*"), main=number.endswith("*"))

    def _place(self, number: str, *, main: bool) -> KnownPlace:
        row = next(self._blocks.at("places", number)).split("\t")
        kind, name, country, division, latitude, longitude, zone, people, spellings = row
        return KnownPlace(
            name,
            cast("PlaceKind", kind),
            country=country,
            admin1=self._canonical.get((country, division), division) or None,
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            timezone=zone or None,
            population=int(people),
            main=main,
            spellings=int(spellings),
        )


def _country(row: Sequence[str]) -> Country:
    name, capital, population, zone, neighbours, official = row
    return Country(
        name,
        capital or None,
        int(population),
        zone or None,
        frozenset(filter(None, neighbours.split(","))),
        tuple(filter(None, official.split("|"))),
    )


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("extract.knowledge.world") / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("extract.knowledge.world") / name).read_text(encoding="utf-8"))
