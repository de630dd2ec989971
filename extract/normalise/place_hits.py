"""Finds what in the words of a place can be a place: names of the gazetteer, of states, and what goes by no table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from extract.knowledge.language.tokens import Token, slice_of
from extract.knowledge.world.known import Knowledge, KnownPlace, PlaceTables
from extract.normalise.in_other_forms import named_from, stands_out
from extract.normalise.mentions import find_mentions

_LONGEST, _SHORTEST = 5, 4
_APOSTROPHE = re.compile("['’]")
LARGE_TOWN = 300_000
"""A town so large is still meant where its name stands in a longer one ("Baghdad Tower"); a smaller one by chance."""


class About(Protocol):
    """The places and persons that an article is about, as far as its names tell."""

    @property
    def divisions(self) -> Mapping[tuple[str, str], int]:
        """How often it names each first-level division, by country and name."""

    @property
    def towns(self) -> Mapping[str, int]:
        """In which countries the towns lie that it names and that are in one country only."""

    @property
    def seats(self) -> Mapping[tuple[str, str], int]:
        """How often a capital's name counts for its country, by country and name as words compare."""

    @property
    def persons(self) -> frozenset[str]:
        """The last names of the persons it names."""


class Nothing:
    """Words without an article."""

    divisions: Mapping[tuple[str, str], int] = {}
    towns: Mapping[str, int] = {}
    seats: Mapping[tuple[str, str], int] = {}
    persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The context in which a place is read.

    ``countries`` tells how often the article names each country, ``cased`` whether capitals mark names, ``language``
    what it is written in (ISO 639-1), ``about`` what else its names tell of where it is.  With ``any_form`` names of
    other languages than English are looked up as they are inflected and in scripts without capitals: where a model read
    the place, its reading is safer.
    """

    knowledge: Knowledge
    countries: Mapping[str, int] = field(default_factory=dict)
    cased: bool = True
    language: str | None = None
    about: About = field(default_factory=Nothing)
    any_form: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``start:end`` and every place they can be.

    ``countries`` are those that the words can stand for as the name or adjective of a state; ``adjective`` tells
    which of the two; ``beyond`` marks a country that only lies on the other side of a border.  ``inside`` is true where
    the words stand in a longer name, of which they need not say where it is: "Paris Café".
    """

    start: int
    end: int
    places: tuple[KnownPlace, ...] = ()
    countries: tuple[str, ...] = ()
    adjective: bool = False
    beyond: bool = False
    inside: bool = False

    @property
    def country(self) -> str | None:
        """The one country that the words name, as far as they alone tell."""
        return self.countries[0] if len(self.countries) == 1 else None


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of a place, what in them can be a place, and what they are read against."""

    text: str
    words: Sequence[Token]
    hits: Sequence[Hit]
    context: PlaceContext

    def beside(self, name: str, words: Sequence[Token]) -> bool:
        """True if some words hold one of a list of the tables."""
        return self.context.knowledge.places.words[name].within(words)

    def starts(self, name: str, at: int) -> bool:
        """True if a phrase of a list starts at a word."""
        return at < len(self.words) and self.context.knowledge.places.words[name].at(self.words, at) is not None


def told(text: str, words: Sequence[Token], context: PlaceContext) -> PlaceWords:
    """The words with all that can be a place in them."""
    return PlaceWords(text, words, list(_hits(text, words, context)), context)


def _hits(text: str, words: Sequence[Token], context: PlaceContext) -> Iterator[Hit]:
    """Places from left to right, the longest name first; names need a capital, and common words a word beside them.

    In a script without capitals any word may be some town, and none is taken for one.

    What names a known group is no place, wherever its name comes from ("Hashd al-Sha'abi").
    """
    forms = context.knowledge.language.forms
    if context.any_form and context.language not in {None, "en"} and (forms or not context.cased):
        yield from _hits_in_other_forms(text, words, context)
        return
    if not context.cased and not text.isascii():
        return
    mentions = find_mentions(words, context.knowledge, context.countries)
    groups = {m.start: m.end for m in mentions if not m.is_state and m.form != "institution"}
    start = 0
    while start < len(words):
        hit = None if start in groups else _hit_at(text, words, start, context)
        if hit:
            yield hit
        start = hit.end if hit else groups.get(start, start + 1)


def _hits_in_other_forms(text: str, words: Sequence[Token], context: PlaceContext) -> Iterator[Hit]:
    """Places in another language than English, the longest name first: by every name that a table has, in any form."""

    def meant(place: KnownPlace, start: int, end: int) -> bool:
        alone = not context.cased or _is_another_name(words, start, end, context.knowledge.places)
        return not alone or place.picked or stands_out(place, context.countries)

    start, forms = 0, context.knowledge.language.forms
    while start < len(words):
        found = named_from(text, words, start, forms, context.knowledge.places.gazetteer)
        places = tuple(place for place in found.places if meant(place, start, found.end)) if found else ()
        if found and (found.country or places):
            yield Hit(start, found.end, places, (found.country,) if found.country else (), found.adjective)
            start = found.end
        else:
            start += 1


def _hit_at(text: str, words: Sequence[Token], start: int, context: PlaceContext) -> Hit | None:
    if not words[start].capital:
        return None
    if short := _abbreviated(words, start, context):
        return short
    state = _state_at(words, start, context)
    for end in range(min(start + _LONGEST, len(words)), start, -1):
        if state and state.end == end:
            return _as_state(text, words, state, context)
        if not words[end - 1].capital and not words[end - 1].key.isdigit():
            continue
        if any(w.gap.strip(" -.’'") for w in words[start : end - 1]):
            continue
        if places := _places(text, words, (start, end), context):
            return Hit(start, end, places, inside=_is_another_name(words, start, end, context.knowledge.places))
    return None


def _abbreviated(words: Sequence[Token], start: int, context: PlaceContext) -> Hit | None:
    """ "Pa." and "TX" behind a comma; nowhere else, for they are short."""
    if not start or not words[start - 1].gap.lstrip().startswith(",") or not words[start - 1].capital:
        return None
    word, gazetteer = words[start], context.knowledge.places.gazetteer
    places = gazetteer.abbreviated(word.text) or gazetteer.abbreviated(word.text.rstrip(".") + ".")
    return Hit(start, start + 1, tuple(places)) if places else None


def _state_at(words: Sequence[Token], start: int, context: PlaceContext) -> Hit | None:
    """A state by its name or adjective, all of them where several share it ("Congo")."""
    tables = context.knowledge.actors
    shared = tables.shared.at(words, start)
    state = tables.states.at(words, start)
    if shared and (state is None or shared[0] >= state[0]):
        codes = tuple(name.state.country for name in shared[1] if name.state.country)
        return Hit(start, start + shared[0], (), codes, adjective=shared[1][0].form == "adjective")
    if state is None:
        return _foreign_state(words, start, context)
    if state[1].form == "metonym" or state[1].state.country is None:
        return None
    return Hit(start, start + state[0], (), (state[1].state.country,), adjective=state[1].form == "adjective")


def _foreign_state(words: Sequence[Token], start: int, context: PlaceContext) -> Hit | None:
    """A country by its name in another language: "Allemagne", "Ägypten"."""
    word = words[start]
    if len(word.key) < _SHORTEST or not context.cased:
        return None
    gazetteer = context.knowledge.places.gazetteer
    english = context.language in {None, "en"}
    name = word.text if english else _APOSTROPHE.split(word.text)[0]  # "Suriye'de"
    codes, places = gazetteer.country_called(name), gazetteer.find(name)
    if len(codes) != 1 or any(place.kind == "country" for place in places):
        return None  # unclear, or an English name that is as often something else ("Georgia")
    if english and any(place.kind == "city" and place.main for place in places):
        return None  # "Beni" is a town in English, whoever calls Benin so
    return Hit(start, start + 1, (), tuple(codes))


def _as_state(text: str, words: Sequence[Token], state: Hit, context: PlaceContext) -> Hit | None:
    """The state, or what its name is a part or a namesake of: "Niger State", "Lebanon, Pa.", "the Niger River"."""
    listed = context.knowledge.places.words
    if state.end < len(words) and any(listed[name].at(words, state.end) for name in ("abroad", "waters")):
        return None
    named = slice_of(text, words[state.start : state.end])
    places = context.knowledge.places.gazetteer.find(named) if not state.adjective else ()
    if divisions := tuple(p for p in places if p.kind == "division" and _called_division(words, state, context)):
        return Hit(state.start, state.end, divisions)
    towns = tuple(p for p in places if p.kind in {"city", "division"})
    if towns and (around := _abbreviated_or_named(text, words, state.end, context)):
        inside = tuple(p for p in towns if any(_lies_in(p, division) for division in around))
        if inside:
            return Hit(state.start, state.end, inside)
    return Hit(state.start, state.end, (), state.countries, state.adjective, _is_beyond(words, state, context))


def _called_division(words: Sequence[Token], hit: Hit, context: PlaceContext) -> bool:
    """ "Niger State", "the state of Niger"."""
    listed = context.knowledge.places.words["divisions"]
    after = hit.end < len(words) and words[hit.end - 1].gap in {" ", "-"} and listed.at(words, hit.end)
    before = hit.start > 1 and words[hit.start - 1].key == "of" and listed.at(words, hit.start - 2)
    return bool(after or before)


def _abbreviated_or_named(text: str, words: Sequence[Token], at: int, context: PlaceContext) -> Sequence[KnownPlace]:
    """The divisions named right behind a comma."""
    if at >= len(words) or not words[at - 1].gap.lstrip().startswith(","):
        return ()
    short = _abbreviated(words, at, context)
    if short:
        return short.places
    lengths = range(min(_LONGEST, len(words) - at), 0, -1)
    find = context.knowledge.places.gazetteer.find
    found = ([p for p in find(slice_of(text, words[at : at + n])) if p.kind == "division"] for n in lengths)
    return next((places for places in found if places), ())


def _lies_in(place: KnownPlace, division: KnownPlace) -> bool:
    return place.country == division.country and place.admin1 == division.admin1 and place.kind != "division"


def _is_beyond(words: Sequence[Token], hit: Hit, context: PlaceContext) -> bool:
    """ "Near the border with Iraq", "near the Pakistani border": it is on this side."""
    borders = context.knowledge.places.words["border"]
    before = [word for word in words[max(0, hit.start - 3) : hit.start] if word.key != "the"]
    with_ = len(before) > 1 and before[-1].key in {"with", "to"} and borders.within(before[-2:-1])
    return with_ or (hit.end < len(words) and borders.at(words, hit.end) is not None)


def _places(text: str, words: Sequence[Token], span: tuple[int, int], context: PlaceContext) -> tuple[KnownPlace, ...]:
    """The gazetteer's places for ``words[span]``; common words alone name at most a region ("Red Sea")."""
    tables = context.knowledge.places
    if span[1] < len(words) and words[span[1] - 1].gap == " " and tables.words["streets"].at(words, span[1]):
        return ()
    found = tables.gazetteer.find(slice_of(text, words[span[0] : span[1]]))
    if all(word.key in tables.not_places for word in words[span[0] : span[1]]):
        found = [place for place in found if place.kind == "region"]
    if not context.cased and span[1] - span[0] == 1:  # any small word can be some small town
        found = [place for place in found if place.kind != "city" or place.picked or place.population >= LARGE_TOWN]
    if context.cased and _is_another_name(words, *span, tables):
        found = [place for place in found if place.main and place.population >= LARGE_TOWN]
    if not _is_district(words, span, context):
        found = [place for place in found if place.kind != "district" or place.country in context.countries]
    return tuple(found)


def _is_district(words: Sequence[Token], span: tuple[int, int], context: PlaceContext) -> bool:
    beside = [*words[max(0, span[0] - 2) : span[0]], *words[span[1] : span[1] + 1]]
    return context.knowledge.places.words["districts"].within(beside)


def _is_another_name(words: Sequence[Token], start: int, end: int, tables: PlaceTables) -> bool:
    """True where a capitalised word stands right beside: "Colonia" in "Colonia Escalon" is not Cologne."""
    before = words[start - 1] if start and words[start - 1].gap == " " else None
    after = words[end] if end < len(words) and words[end - 1].gap == " " else None
    apart = before is None or before.possessive or not before.capital or before.key in tables.not_places
    return not apart or bool(
        after and after.capital and not words[end - 1].possessive and after.key not in tables.not_places
    )
