"""Finds what an article is about, as far as its names tell: provinces, towns of one country only, persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from extract.knowledge.language.tokens import Token
from extract.knowledge.world.known import Knowledge, KnownPlace
from extract.normalise.people import People, ReadSentence

_LONGEST = 3
"""Words of a place's name that are looked up."""

_LARGE_TOWN = 15_000
"""People. GeoNames' list of cities begins here: smaller towns share their names with persons and things."""

_LARGE_CITY = 100_000
"""People: a city that is known without its country."""


class ArticleNames:
    """The names of an article; see `extract.normalise.place_hits.About`.  They are looked up when first asked for."""

    def __init__(self, people: People, knowledge: Knowledge) -> None:
        """Of whom and of what its sentences speak."""
        self._people, self._knowledge = people, knowledge

    @cached_property
    def persons(self) -> frozenset[str]:
        """The last names of the persons it names."""
        return frozenset(person.keys[-1] for person in self._people.persons)

    @property
    def seats(self) -> Mapping[tuple[str, str], int]:
        """How often a capital's name counts for its country, by country and name as words compare."""
        return self._people.seats

    @cached_property
    def divisions(self) -> Mapping[tuple[str, str], int]:
        """How often it names each first-level division, by country and name."""
        named = (place for places in self._named for place in _divisions(places, self._people.countries))
        return Counter((place.country or "", place.name) for place in named)

    @cached_property
    def towns(self) -> Mapping[str, int]:
        """In which countries the towns and divisions lie that it names and that are in one country only, each once."""
        held = {places[0].name: _only_country(places) for places in self._named if places}
        return Counter(country for country in held.values() if country)

    @cached_property
    def _named(self) -> Sequence[Sequence[KnownPlace]]:
        return [places for sentence in self._people.sentences for places in self._places(sentence)]

    def _places(self, sentence: ReadSentence) -> Iterator[Sequence[KnownPlace]]:
        """The places of a sentence from left to right, the longest name first."""
        words, at = sentence.words, 0
        taken = {n for m in sentence.mentions if not m.is_state for n in range(m.start, m.end)}
        while at < len(words):
            length, places = (0, ()) if at in taken else self._longest(words, at)
            if places:
                yield places
            at += max(length, 1)

    def _longest(self, words: Sequence[Token], start: int) -> tuple[int, Sequence[KnownPlace]]:
        if not words[start].capital or words[start].key in self._knowledge.places.not_places:
            return 0, ()
        if words[start].key in self.persons:
            return 0, ()
        called = self._knowledge.places.words["divisions"]
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            span, end = words[start : start + length], start + length
            if all(w.capital for w in span) and all(w.gap in {" ", "-"} for w in span[:-1]):
                places = self._knowledge.places.gazetteer.find(" ".join(word.text for word in span))
                division = end < len(words) and words[end - 1].gap == " " and called.at(words, end)
                if places := [p for p in places if (p.kind == "division" if division else p.kind != "district")]:
                    return length, places
        return 0, ()


def _divisions(places: Sequence[KnownPlace], countries: Mapping[str, int]) -> list[KnownPlace]:
    """The divisions that a name means: of a country that the article names, or as the only place of note so called."""
    towns = {place.country for place in places if place.kind == "city" and place.population}
    divisions = [place for place in places if place.kind == "division" and place.country not in towns]
    known = any(place.kind == "country" or place.population >= _LARGE_CITY for place in places)
    alone = len(divisions) == 1 and not known
    return divisions if alone else [place for place in divisions if place.country in countries]


def _only_country(places: Sequence[KnownPlace]) -> str | None:
    """The country of a town of some size that no other country has by that name."""
    large = any(place.main and place.kind == "city" and place.population >= _LARGE_TOWN for place in places)
    countries = {place.country for place in places}
    if alone := _divisions(places, {}):
        return alone[0].country
    return places[0].country if large and len(countries) == 1 else None
