"""What an article is about, as far as its names tell: provinces, towns of one country only, persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from extract.knowledge.language.tokens import Token
from extract.knowledge.world.known import Knowledge, KnownPlace
from extract.normalise.people import People, ReadSentence

_LONGEST = 3
_LARGE_TOWN = 15_000


class ArticleNames:
    """The names of an article; see `extract.normalise.place_hits.About`.  They are looked up when first asked for."""

    def __init__(self, people: People, knowledge: Knowledge) -> None:
        """Of whom and of what its sentences speak."""
        self._people, self._knowledge = people, knowledge

    @cached_property
    def persons(self) -> frozenset[str]:
        """The last names of the persons it names."""
        return frozenset(person.keys[-1] for person in self._people.persons)

    @cached_property
    def divisions(self) -> Mapping[tuple[str, str], int]:
        """How often it names each first-level division, by country and name; of a country that it names."""
        named: Counter[tuple[str, str]] = Counter()
        for places in self._named:
            for place in places:
                if place.country in self._people.countries and place.kind == "division":
                    named[place.country or "", place.name] += 1
        return named

    @cached_property
    def towns(self) -> Mapping[str, int]:
        """In which countries the towns lie that it names and that are in one country only, each town once."""
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
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            span = words[start : start + length]
            if all(w.capital for w in span) and all(w.gap in {" ", "-"} for w in span[:-1]):
                places = self._knowledge.places.gazetteer.find(" ".join(word.text for word in span))
                if places := [place for place in places if place.kind != "district"]:
                    return length, places
        return 0, ()


def _only_country(places: Sequence[KnownPlace]) -> str | None:
    """The country of a town of some size that no other country has by that name."""
    large = any(place.main and place.kind == "city" and place.population >= _LARGE_TOWN for place in places)
    countries = {place.country for place in places}
    return places[0].country if large and len(countries) == 1 else None
