"""Turns the words of a place into the narrowest place they name, with the countries they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.knowledge.language.tokens import clean, tokens
from extract.knowledge.world.known import BUILT_IN, KnownPlace
from extract.normalise.namesakes import choose, countries_told, divisions_told
from extract.normalise.place_hits import Hit, PlaceContext, PlaceWords, told
from extract.normalise.unlisted import Unlisted, unlisted_town
from schemas import PlaceValue, Span
from schemas.values import PlacePrecision

_ELISION = re.compile(r"\b[dlDL]['’](?=\w)")
_ELIDING = frozenset({"fr", "it", "ca", "oc"})
"""Languages that write an article or "of" together with the name behind it: "d'Alep"."""
_NARROWNESS = {"city": 0, "district": 1, "division": 2, "region": 3, "country": 4}
_ON_MAP = frozenset({"exact", "near"})


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """A place, and the zone its clocks show."""

    value: PlaceValue
    timezone: str | None = None


def read_place(raw: str, context: PlaceContext, *, span: Span | None = None) -> ReadPlace:
    """The narrowest place that words name.

    Of several towns of one name: one where the words say (country, province, abbreviation of a state), else where the
    article is; where neither tells, the name alone, without coordinates.  A town that no table knows keeps its name,
    with the country and province that the words name.  Words that name two towns alike are an area between them.

    Source: UCDP GED codebook, precision of places (exact, near, district, province, region, country).
    """
    text = _ELISION.sub(r"\g<0> ", clean(raw)) if context.language in _ELIDING else clean(raw)
    words = told(text, tokens(text, cased=context.cased), context)
    as_it_stands = _as_it_stands(words)
    if as_it_stands:
        words = replace(words, hits=[as_it_stands])
    chosen = [(hit, place) for hit in words.hits if (place := choose(hit, words))]
    unlisted = None if as_it_stands else unlisted_town(words, [hit for hit, _ in chosen])
    narrow = [(hit, place) for hit, place in chosen if place.kind != "country"]
    if unlisted is not None:
        value, zone = _by_name(words, unlisted)
    elif narrow:
        value, zone = _narrowest(words, narrow)
    elif chosen or any(hit.countries for hit in words.hits):
        value, zone = _country_or_part(words, chosen)
    else:
        value, zone = PlaceValue(raw=raw), None
    return ReadPlace(value.model_copy(update={"raw": raw, "span": span}), zone)


def _as_it_stands(words: PlaceWords) -> Hit | None:
    """All the words, where a table that the user gave has them as the name of one place, whatever else is in them."""
    found = words.context.knowledge.places.gazetteer.find(words.text)
    own = tuple(place for place in found if place.picked and place.table != BUILT_IN)
    return Hit(0, len(words.words), own) if own and words.words else None


def _countries(words: PlaceWords, places: Sequence[KnownPlace]) -> tuple[str, ...]:
    """All countries that words and the places in them name, sorted; several that share a name are all named."""
    named = {place.country for place in places if place.country}
    named |= {c for hit in words.hits if hit.countries and not choose(hit, words) for c in hit.countries}
    return tuple(sorted(named))


def _by_name(words: PlaceWords, town: Unlisted) -> tuple[PlaceValue, str | None]:
    """A town by its name alone, with the country and division that the words name."""
    rest = replace(words, hits=[hit for hit in words.hits if hit.end <= town.start or hit.start >= town.end])
    divisions = divisions_told(rest)
    held = {place.country for place in divisions if place.country} or set(countries_told(rest)[:1])
    country = held.pop() if len(held) == 1 else None
    division = next((place.admin1 for place in divisions if place.country == country and country), None)
    value = PlaceValue(
        raw="", name=town.name, country=country, countries=(country,) if country else (), admin1=division
    )
    return value, words.context.knowledge.places.gazetteer.timezone(country) if country else None


def _narrowest(words: PlaceWords, chosen: Sequence[tuple[Hit, KnownPlace]]) -> tuple[PlaceValue, str | None]:
    hit, best = min(chosen, key=lambda item: (_NARROWNESS[item[1].kind], item[0].start))
    named = [place for _, place in chosen]
    countries = _countries(words, [place for hit in words.hits if not hit.beyond and (place := choose(hit, words))])
    rivals = [p for p in named if p.kind == best.kind != "region" and best.name not in {p.name, p.admin1}]
    if rivals:
        return _between(named, countries)
    country = best.country or (countries[0] if len(countries) == 1 else None)
    division = next((p.admin1 for p in named if p.kind == "division" and p.country == best.country), None)
    precision = _precision(words, hit, best)
    value = PlaceValue(
        raw="",
        name=best.name,
        country=country,
        countries=countries,
        admin1=best.admin1 or division,
        latitude=best.latitude if precision in _ON_MAP else None,
        longitude=best.longitude if precision in _ON_MAP else None,
        precision=precision,
        table=best.table,
        code=best.code,
    )
    gazetteer = words.context.knowledge.places.gazetteer
    return value, best.timezone or (gazetteer.timezone(country) if country else None)


def _precision(words: PlaceWords, hit: Hit, place: KnownPlace) -> PlacePrecision:
    if place.kind in {"division", "region"}:
        return "province" if place.kind == "division" else "region"
    before, after = words.words[max(0, hit.start - 3) : hit.start], words.words[hit.end : hit.end + 2]
    if words.beside("divisions", [*before[-2:], *after[:1]]):
        return "province"
    if place.kind == "district" or words.beside("districts", [*before[-2:], *after[:1]]):
        return "district"
    facility = after[: 2 if after and after[0].key == "international" else 1]
    return "near" if words.beside("near", before) or words.beside("facilities", facility) else "exact"


def _between(places: Sequence[KnownPlace], countries: tuple[str, ...]) -> tuple[PlaceValue, str | None]:
    """Two towns named alike: an area, in their country where they share one."""
    zones = {place.timezone for place in places}
    value = PlaceValue(
        raw="",
        country=countries[0] if len(countries) == 1 else None,
        countries=countries,
        precision="region" if countries else "none",
    )
    return value, zones.pop() if len(zones) == 1 else None


def _country_or_part(words: PlaceWords, chosen: Sequence[tuple[Hit, KnownPlace]]) -> tuple[PlaceValue, str | None]:
    gazetteer = words.context.knowledge.places.gazetteer
    countries = _countries(words, [place for _, place in chosen])
    country = countries[0] if len(countries) == 1 else _side(words, chosen)
    around = [word for at, word in enumerate(words.words) if not any(h.start <= at < h.end for h in words.hits)]
    partial = words.beside("partial", around) or words.beside("near", around)
    value = PlaceValue(
        raw="",
        name=gazetteer.country_name(country) if country else None,
        country=country,
        countries=countries,
        precision="region" if partial else "country" if country else "none",
        table=BUILT_IN if country else None,
    )
    return value, gazetteer.timezone(country) if country else None


def _side(words: PlaceWords, chosen: Sequence[tuple[Hit, KnownPlace]]) -> str | None:
    """Of several countries the one it is in: "the Syrian side of", "in Syria near the border with Iraq"."""
    if len(chosen) < 2:  # noqa: PLR2004
        return None
    (first, place), (second, _) = chosen[0], chosen[1]
    rest = words.words[first.end :]
    if rest and rest[0].key in {"side", "soil", "territory"}:
        return place.country
    joined = {word.key for word in words.words[first.end : second.start]}
    apart = joined & {"near", "border", "along", "bordering", "close"} and "and" not in joined
    return place.country if apart else None
