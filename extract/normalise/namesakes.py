"""Which of the places of one name is meant; where nothing tells, none of them.

A town in a country that neither the words nor the article name is taken only where no other place could be meant.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from anyascii import anyascii
from rapidfuzz.distance import Indel

from extract.knowledge.world.known import KnownPlace
from extract.knowledge.world.spelling import forms, squash
from extract.normalise.place_hits import Hit, PlaceContext, PlaceWords

_CAPITAL, _OWN_NAME, _OF_ARTICLE, _OF_TOWNS = 1.0, 1.2, 6.0, 2.0
"""Worth of what speaks for one of several places of a name, in powers of ten of its population."""
_DIVISION = 4.5
"""Worth of a first-level division, whose population no table has."""
_WORLD_CITY = 1_000_000
"""A town that is named without its country all over the world."""
_KNOWN_IN_ALL_LANGUAGES, _LARGE_TOWN = 60, 100_000
"""So is a large town that has so many names: Geneva 60, Odesa 64, Mosul 62; Palma 21."""
_OWN_TOWN = 15_000
"""A town that is named without its country, where no other of any size bears the name."""
_HIDDEN = 50
"""A namesake so many times smaller than a world city is not meant where nothing speaks for it."""
_ALIKE = 0.8
"""Two spellings of one name share so much of it: "Odessa" and "Odesa" 0.91, "Boni" and "Bonn" 0.75."""
_FEWEST = 500
"""People that a place is taken to have where the list has none or fewer."""

_STANDS_OUT = 10
"""A town so many times larger than any namesake abroad is meant before them."""
_LARGER = 4
"""A town so many times larger than the next of its name in its country is meant before it."""
_DISTANCE = 0.35
"""Degrees within which two entries of a name are one place in two lists."""


def choose(hit: Hit, told: PlaceWords) -> KnownPlace | None:
    """The place that words of some name mean, None where they can mean several or only one that is far off."""
    country = _country_of(hit, told.context)
    if hit.countries:
        return _as_place(country, told.context) if country else None
    if is_called_division(hit, told) or (_is_behind(hit, told) and _as_division(hit, told)):
        hit = replace(hit, places=tuple(place for place in hit.places if place.kind == "division"))
    divisions = _divisions(hit, told)
    within = _inside(hit, told, divisions)
    if within is not None:
        return _best(within, hit, told, divisions) if within else None
    return _by_article(hit, told)


def countries_told(told: PlaceWords) -> list[str]:
    """The countries whose names hold what the words name, names before adjectives."""
    named = [hit for hit in told.hits if hit.countries and not hit.beyond]
    named.sort(key=lambda hit: hit.adjective)
    return [country for hit in named if (country := _country_of(hit, told.context))]


def divisions_told(told: PlaceWords) -> list[KnownPlace]:
    """The divisions that the words can only mean as such: abbreviated, called so, or of no town's name."""
    return [place for hit in told.hits for place in _as_division(hit, told)]


def _country_of(hit: Hit, context: PlaceContext) -> str | None:
    """The country that a state's name means; of several that share it, the one that the article is about."""
    if len(hit.countries) <= 1:
        return hit.country
    about = [(context.countries.get(c, 0), context.about.towns.get(c, 0), c) for c in hit.countries]
    first, second = sorted(about, reverse=True)[:2]
    return first[2] if first[:2] > second[:2] else None


def _as_place(country: str, context: PlaceContext) -> KnownPlace:
    return KnownPlace(context.knowledge.places.gazetteer.country_name(country) or country, "country", country=country)


def _divisions(hit: Hit, told: PlaceWords) -> list[KnownPlace]:
    return [place for other in told.hits if other is not hit for place in _as_division(other, told)]


def is_called_division(hit: Hit, told: PlaceWords) -> bool:
    """True if words beside a name call it a province or the like, and one is so named."""
    beside = [*told.words[max(0, hit.start - 2) : hit.start], *told.words[hit.end : hit.end + 1]]
    return told.beside("divisions", beside) and any(place.kind == "division" for place in hit.places)


def _as_division(hit: Hit, told: PlaceWords) -> list[KnownPlace]:
    divisions = [place for place in hit.places if place.kind == "division"]
    alone = not any(place.kind == "city" and place.main for place in hit.places)
    return divisions if alone or _is_behind(hit, told) or is_called_division(hit, told) else []


def _is_behind(hit: Hit, told: PlaceWords) -> bool:
    """True if a comma stands before: "Peru, Indiana"."""
    return hit.start > 0 and told.words[hit.start - 1].gap.lstrip().startswith(",")


def _inside(hit: Hit, told: PlaceWords, divisions: Sequence[KnownPlace]) -> list[KnownPlace] | None:
    """The places of a name that lie where the other words say; None where they say nothing of it."""
    if divisions:
        held = [p for p in hit.places if any(_lies_in(p, division) for division in divisions)]
        if held or not any(p.kind == "division" for p in hit.places):
            return held
    names = [h for h in told.hits if h is not hit and h.countries and not h.beyond]
    for adjective in (False, True):
        named = {c for h in names if h.adjective is adjective for c in [_country_of(h, told.context)] if c}
        held = [place for place in hit.places if place.country in named]
        if held or (named and not adjective):
            return held
    return None


def _lies_in(place: KnownPlace, division: KnownPlace) -> bool:
    if place.country != division.country or place.kind == "division":
        return False
    return place.admin1 in {None, division.admin1}


def _by_article(hit: Hit, told: PlaceWords) -> KnownPlace | None:
    told = _apart_from_itself(hit, told)
    context = told.context
    told_of = {None, *context.countries, *context.about.towns}
    named = [p for p in hit.places if p.country in told_of or _in_division(p, context)]
    famous = next((p for p in hit.places if _is_famous(p, hit, told)), None)
    if hit.inside and context.cased:
        return _best(named, hit, told)
    if famous and famous not in named:
        return _beside_famous(famous, named, hit, told)
    if named:
        return _best(named, hit, told)
    return _only_one(hit, told)


def _apart_from_itself(hit: Hit, told: PlaceWords) -> PlaceWords:
    """The article's names besides the name itself: "Tripoli" does not say that this Tripoli is in Libya."""
    key = " ".join(word.key for word in told.words[hit.start : hit.end])
    seats = {country: times for (country, seat), times in told.context.about.seats.items() if seat == key}
    if not seats:
        return told
    counts = {c: times - seats.get(c, 0) for c, times in told.context.countries.items() if times > seats.get(c, 0)}
    return replace(told, context=replace(told.context, countries=counts))


def _is_famous(place: KnownPlace, hit: Hit, told: PlaceWords) -> bool:
    """A capital, a city of a million or one that all languages have a name for, by its own name or a spelling of it."""
    if place.picked:
        return True
    if place.kind != "city" or not (place.main or _is_spelling(hit, told, place)):
        return False
    capital = told.context.knowledge.places.gazetteer.capital(place.country or "")
    known = place.spellings >= _KNOWN_IN_ALL_LANGUAGES and place.population >= _LARGE_TOWN
    return (
        known
        or place.population >= _WORLD_CITY
        or (capital == place.name and place.population >= max(_OWN_TOWN, *(p.population for p in hit.places)))
    )


def _beside_famous(famous: KnownPlace, named: Sequence[KnownPlace], hit: Hit, told: PlaceWords) -> KnownPlace | None:
    """A world city in a country that is not named, or a namesake of it in one that is."""
    context = told.context
    likely = [p for p in named if p.population * _HIDDEN >= famous.population or _in_division(p, context)]
    if not likely:
        return famous
    most = max(context.countries.values(), default=0)
    sure = [p for p in likely if context.countries.get(p.country or "", 0) == most or _in_division(p, context)]
    return _best(sure, hit, told) if sure else None


def _in_division(place: KnownPlace, context: PlaceContext) -> bool:
    return place.kind == "city" and (place.country, place.admin1) in context.about.divisions


def _only_one(hit: Hit, told: PlaceWords) -> KnownPlace | None:
    """The one place of a name, in an article that names none of the countries that have it.

    It must stand out from its namesakes, and lie beside a country that the article names, if it names any: a town that
    no table knows may have a namesake anywhere.
    """
    ranked = sorted(hit.places, key=lambda place: -_worth(place, hit, told, ()))
    best = ranked[0] if ranked else None
    if best is None or not (best.main or _is_spelling(hit, told, best)):
        return None
    if best.kind == "city" and best.population < _OWN_TOWN:
        return None
    abroad = [p for p in ranked if p.country != best.country]
    if any(p.kind != "city" or p.population * _STANDS_OUT > best.population for p in abroad):
        return None
    named = told.context.countries
    near = told.context.knowledge.places.gazetteer.neighbours(best.country or "")
    return _best(ranked, hit, told) if not named or near & set(named) else None


def _is_spelling(hit: Hit, told: PlaceWords, place: KnownPlace) -> bool:
    words = squash(told.text[told.words[hit.start].start : told.words[hit.end - 1].end])
    if not words.isascii() or (told.context.any_form and place.population >= _LARGE_TOWN):
        return True  # what a large town is called in another language need not be like its name
    return max(Indel.normalized_similarity(words, form) for form in forms(anyascii(place.name))) >= _ALIKE


def _best(
    places: Sequence[KnownPlace], hit: Hit, told: PlaceWords, divisions: Sequence[KnownPlace] = ()
) -> KnownPlace | None:
    """The likeliest of several; None where another town of the name comes near it."""
    ranked = sorted(places, key=lambda place: -_worth(place, hit, told, divisions))
    if not ranked:
        return None
    best, article = ranked[0], told.context
    if best.kind == "district" and len({(place.country, place.admin1) for place in ranked}) > 1:
        return None
    if best.kind != "city" or any(_lies_in(best, d) for d in divisions) or _in_division(best, article):
        near = [p for p in ranked[1:] if p.kind == "city" and p.admin1 == best.admin1 and not _is_one(best, p)]
        rivals = near if best.kind == "city" else []
    else:
        rivals = [p for p in ranked[1:] if p.kind == "city" and p.country == best.country and not _is_one(best, p)]
    if best.kind == "division" and not is_called_division(hit, told) and not _is_behind(hit, told):
        seats = [p for p in ranked if p.kind == "city" and p.admin1 == best.name and p.country == best.country]
        best = next((p for p in seats if p.main or _is_spelling(hit, told, p)), best)
    return None if any(_comes_near(rival, best) for rival in rivals) else best


def _comes_near(rival: KnownPlace, best: KnownPlace) -> bool:
    """True if another town of the country could be meant as well."""
    if best.main and not rival.main:
        return False
    return max(rival.population, _FEWEST) * _LARGER > max(best.population, _FEWEST)


def _is_one(a: KnownPlace, b: KnownPlace) -> bool:
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return a.country == b.country
    return abs(a.latitude - b.latitude) < _DISTANCE and abs(a.longitude - b.longitude) < _DISTANCE


def _worth(place: KnownPlace, hit: Hit, told: PlaceWords, divisions: Sequence[KnownPlace]) -> float:
    context = told.context
    gazetteer = context.knowledge.places.gazetteer
    worth = math.log10(max(place.population, _FEWEST)) if place.kind == "city" else _DIVISION
    worth += _OF_ARTICLE * context.countries.get(place.country or "", 0) / max(1, sum(context.countries.values()))
    worth += _OF_TOWNS * context.about.towns.get(place.country or "", 0) / max(1, sum(context.about.towns.values()))
    worth += _OWN_NAME * ((place.main or _is_spelling(hit, told, place)) + place.picked) - 2 * (
        place.kind == "district"
    )
    if place.kind == "city" and place.country:
        worth += _CAPITAL * (gazetteer.capital(place.country) == place.name)
        worth += _OF_ARTICLE * (_in_division(place, context) or any(_lies_in(place, d) for d in divisions))
    return worth
