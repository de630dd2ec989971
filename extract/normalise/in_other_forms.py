"""Finds places in words of other languages than English: with a case ending, joined to a particle, in any script."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from extract.knowledge.language.tokens import Token, slice_of
from extract.knowledge.language.word_forms import WordForms
from extract.knowledge.world.known import Gazetteer, KnownPlace

_LONGEST, _SHORTEST = 4, 3
"""Words of a name that are looked up together; letters of a name."""

_APOSTROPHE = re.compile("['’]")


_LARGE_TOWN, _OWN_TOWN = 300_000, 15_000
"""People of a town that is meant wherever its name stands, and of one in a country that the article names."""


class Named(NamedTuple):
    """What words up to ``end`` name: a country, also by its adjective, or places."""

    end: int
    places: tuple[KnownPlace, ...] = ()
    country: str | None = None
    adjective: bool = False


def stands_out(place: KnownPlace, countries: Container[str | None]) -> bool:
    """True of what is not taken for a place by chance, in an article that names some countries."""
    near = place.country in countries
    return near if place.kind != "city" else place.population >= (_OWN_TOWN if near else _LARGE_TOWN)


def named_from(text: str, words: Sequence[Token], start: int, forms: WordForms, gazetteer: Gazetteer) -> Named | None:
    """The longest name of a country or place that begins with a word; None where none does."""
    if not forms.sorts_of_place.isdisjoint(_forms(words[start].text, forms)):
        return None
    for end in _longest_first(words, start) if words[start].capital else ():
        named = words[start:end]
        if code := country_of_word(slice_of(text, named), forms, gazetteer):
            return Named(end, (), code)
        if places := _places(text, named, forms, gazetteer):
            return Named(end, tuple(places))
    adjective = country_of_adjective(words[start].text, forms, gazetteer)
    return Named(start + 1, (), adjective, adjective=True) if adjective else None


def country_of_word(word: str, forms: WordForms, gazetteer: Gazetteer) -> str | None:
    """The one country that a word, or several as they stand, name in some language, in any of their forms."""
    for form in _forms(word, forms):
        if len(form) >= _SHORTEST and len(codes := gazetteer.country_called(form)) == 1:
            return codes[0]
    declined = () if " " in word else gazetteer.country_declined(word, forms.endings, forms.endings)
    return declined[0] if len(declined) == 1 else None


def country_of_adjective(word: str, forms: WordForms, gazetteer: Gazetteer) -> str | None:
    """The one country of whose name a word is the adjective."""
    for form in _forms(word, forms) if forms.adjective else ():
        if len(codes := gazetteer.country_declined(form, forms.adjective, forms.dropped)) == 1:
            return codes[0]
    return None


def _places(text: str, words: Sequence[Token], forms: WordForms, gazetteer: Gazetteer) -> Sequence[KnownPlace]:
    """The towns, divisions and regions that some words in a row can name."""
    phrase = slice_of(text, words)
    found = [place for form in _forms(phrase, forms) for place in gazetteer.find(form)]
    if not found and len(words) == 1 and forms.endings:
        found = list(gazetteer.declined(phrase, forms.endings))
    return [place for place in dict.fromkeys(found) if place.kind != "country"]


def _longest_first(words: Sequence[Token], start: int) -> Iterator[int]:
    """Where runs of words from one on end, the longest first; none is parted by punctuation."""
    end = start + 1
    while end < min(len(words), start + _LONGEST) and not words[end - 1].gap.strip(" -.’'־"):
        end += 1
    yield from range(end, start, -1)


def _forms(phrase: str, forms: WordForms) -> Iterator[str]:
    """The phrase, without what stands behind an apostrophe ("Suriye'de"), and without each particle joined to it."""
    yield phrase
    bare = _APOSTROPHE.split(phrase)[0]
    if bare != phrase:
        yield bare
    for particle in forms.glued:
        if phrase.startswith(particle) and len(phrase) - len(particle) >= _SHORTEST:
            yield phrase[len(particle) :]
