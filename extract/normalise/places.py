"""Turns the words of a place into the narrowest place they name, with the countries they name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.knowledge.language.tokens import Token, clean, slice_of, tokens
from extract.knowledge.world.known import Knowledge, KnownPlace, PlaceTables
from extract.normalise.neutral import neutral_name
from schemas import PlaceValue, Span
from schemas.values import PlacePrecision

_LONGEST = 5
_LARGE_TOWN = 300_000
"""A town so large is still meant where its name stands in a longer one ("Baghdad Tower"); a smaller one by chance."""
_NAMED_COUNTRY, _CAPITAL, _OWN_NAME, _OF_ARTICLE = 10.0, 1.0, 1.2, 2.0
"""Worth of what speaks for one of several places of a name, in powers of ten of its population."""
_SETTLED = {"city": 4.0, "division": 4.5, "region": 7.0, "country": 6.0}
"""Worth of places whose population no table has."""
_NARROWNESS = {"city": 0, "division": 1, "region": 2, "country": 3}


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a place is read against.

    ``countries`` tells how often the article names each country, ``cased`` whether capitals mark names.
    """

    knowledge: Knowledge
    countries: Mapping[str, int] = field(default_factory=dict)
    cased: bool = True


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """A place, and the zone its clocks show."""

    value: PlaceValue
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words ``start:end`` and every place they can be; only ``country`` for the name or adjective of a state."""

    start: int
    end: int
    places: tuple[KnownPlace, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a place, what in them can be a place, and what they are read against."""

    words: Sequence[Token]
    hits: Sequence[_Hit]
    context: PlaceContext

    def beside(self, name: str, words: Sequence[Token]) -> bool:
        """True if some words hold one of a list of the tables."""
        return self.context.knowledge.places.words[name].within(words)


def read_place(raw: str, context: PlaceContext, *, span: Span | None = None) -> ReadPlace:
    """The narrowest place that words name.

    Of several towns of one name: one in a country that the words name, else the largest, those
    favoured that bear the name as their own, are capitals or lie in countries of the article.
    Words that name two towns alike are an area between them.

    Source: UCDP GED codebook, precision of places (exact, near, district, province, region, country).
    """
    text = clean(raw)
    words = tokens(text, cased=context.cased)
    hits = list(_hits(text, words, context))
    told = _Told(words, hits, context)
    chosen = [(hit, _choose(hit, told)) for hit in hits]
    countries = sorted({place.country for _, place in chosen if place.country})
    narrow = [(hit, place) for hit, place in chosen if place.kind != "country"]
    if narrow:
        value, zone = _narrowest(told, narrow, countries)
    elif chosen:
        value, zone = _country_or_part(told, chosen, countries)
    else:
        value, zone = PlaceValue(raw=raw, name=_bare_name(text, words, context)), None
    return ReadPlace(value.model_copy(update={"raw": raw, "span": span}), zone)


def _hits(text: str, words: Sequence[Token], context: PlaceContext) -> Iterator[_Hit]:
    """Places from left to right, the longest name first; names need a capital, and common words a word beside them."""
    start = 0
    while start < len(words):
        hit = _hit_at(text, words, start, context)
        if hit:
            yield hit
        start = hit.end if hit else start + 1


def _hit_at(text: str, words: Sequence[Token], start: int, context: PlaceContext) -> _Hit | None:
    knowledge = context.knowledge
    if not words[start].capital:
        return None
    state = knowledge.actors.states.at(words, start)
    for end in range(min(start + _LONGEST, len(words)), start, -1):
        if state and state[0] == end - start and state[1].form != "metonym":
            abroad = end < len(words) and knowledge.places.words["abroad"].at(words, end)
            return None if abroad else _Hit(start, end, (), state[1].state.country)
        if not words[end - 1].capital and not words[end - 1].key.isdigit():
            continue
        if any(w.gap.strip(" -.’'") for w in words[start : end - 1]):
            continue
        places = _places(text, words, (start, end), context)
        if places:
            return _Hit(start, end, places)
    return None


def _places(text: str, words: Sequence[Token], span: tuple[int, int], context: PlaceContext) -> tuple[KnownPlace, ...]:
    """What the gazetteer has for ``words[span]``; common words alone name at most a region ("Red Sea")."""
    tables = context.knowledge.places
    found = tables.gazetteer.find(slice_of(text, words[span[0] : span[1]]))
    if _is_common(words[span[0] : span[1]], tables):
        found = [place for place in found if place.kind == "region"]
    if not context.cased and span[1] - span[0] == 1:  # any small word can be some small town
        found = [place for place in found if place.kind != "city" or place.population >= _LARGE_TOWN]
    if context.cased and _is_another_name(words, *span, tables):
        found = [place for place in found if place.main and place.population >= _LARGE_TOWN]
    return tuple(found)


def _is_common(words: Sequence[Token], tables: PlaceTables) -> bool:
    return all(word.key in tables.not_places for word in words)


def _is_another_name(words: Sequence[Token], start: int, end: int, tables: PlaceTables) -> bool:
    """True where a capitalised word stands right beside: "Colonia" in "Colonia Escalon" is not Cologne."""
    before = words[start - 1] if start and words[start - 1].gap == " " else None
    after = words[end] if end < len(words) and words[end - 1].gap == " " else None
    apart = before is None or before.possessive or not before.capital or before.key in tables.not_places
    return not apart or bool(
        after and after.capital and not words[end - 1].possessive and after.key not in tables.not_places
    )


def _choose(hit: _Hit, told: _Told) -> KnownPlace:
    if hit.country:
        name = told.context.knowledge.places.gazetteer.country_name(hit.country) or hit.country
        return KnownPlace(name, "country", country=hit.country)
    beside = [*told.words[max(0, hit.start - 2) : hit.start], *told.words[hit.end : hit.end + 1]]
    division = told.beside("divisions", beside)
    others = [p for other in told.hits if other is not hit for p in other.places if p.kind == "division"]
    return max(hit.places, key=lambda place: _worth(place, told, others, division=division))


def _worth(place: KnownPlace, told: _Told, divisions: Sequence[KnownPlace], *, division: bool) -> float:
    gazetteer, article = told.context.knowledge.places.gazetteer, told.context.countries
    named = any(hit.country == place.country for hit in told.hits if hit.country)
    within = any(d.country == place.country and place.admin1 in {None, d.name} for d in divisions)
    worth = math.log10(place.population) if place.population else _SETTLED[place.kind]
    worth += _NAMED_COUNTRY * (named or within)
    worth += _OF_ARTICLE * article.get(place.country or "", 0) / max(1, sum(article.values()))
    worth += _OWN_NAME * place.main
    worth += _NAMED_COUNTRY / 2 * (division and place.kind == "division")
    if place.kind == "city" and place.country:
        worth += _CAPITAL * (gazetteer.capital(place.country) == place.name)
    return worth


def _narrowest(
    told: _Told, chosen: Sequence[tuple[_Hit, KnownPlace]], countries: Sequence[str]
) -> tuple[PlaceValue, str | None]:
    hit, best = min(chosen, key=lambda item: (_NARROWNESS[item[1].kind], item[0].start))
    rivals = [p for _, p in chosen if p.kind == best.kind != "region" and best.name not in {p.name, p.admin1}]
    if rivals:
        return _between([p for _, p in chosen], countries)
    country = best.country or (countries[0] if len(countries) == 1 else None)
    division = next((p.admin1 for _, p in chosen if p.kind == "division" and p.country == best.country), None)
    precision = _precision(told, hit, best)
    on_map = precision in {"exact", "near"}
    value = PlaceValue(
        raw="",
        name=best.name,
        country=country,
        countries=tuple(countries),
        admin1=best.admin1 or division,
        latitude=best.latitude if on_map else None,
        longitude=best.longitude if on_map else None,
        precision=precision,
    )
    gazetteer = told.context.knowledge.places.gazetteer
    return value, best.timezone or (gazetteer.timezone(country) if country else None)


def _precision(told: _Told, hit: _Hit, place: KnownPlace) -> PlacePrecision:
    if place.kind in {"division", "region"}:
        return "province" if place.kind == "division" else "region"
    before, after = told.words[max(0, hit.start - 3) : hit.start], told.words[hit.end : hit.end + 2]
    if told.beside("divisions", [*before[-2:], *after[:1]]):
        return "province"
    if told.beside("districts", [*before[-2:], *after[:1]]):
        return "district"
    facility = after[: 2 if after and after[0].key == "international" else 1]
    return "near" if told.beside("near", before) or told.beside("facilities", facility) else "exact"


def _between(places: Sequence[KnownPlace], countries: Sequence[str]) -> tuple[PlaceValue, str | None]:
    """Two towns named alike: an area, in their country where they share one."""
    zones = {place.timezone for place in places}
    value = PlaceValue(
        raw="",
        country=countries[0] if len(countries) == 1 else None,
        countries=tuple(countries),
        precision="region" if countries else "none",
    )
    return value, zones.pop() if len(zones) == 1 else None


def _country_or_part(
    told: _Told, chosen: Sequence[tuple[_Hit, KnownPlace]], countries: Sequence[str]
) -> tuple[PlaceValue, str | None]:
    gazetteer = told.context.knowledge.places.gazetteer
    country = countries[0] if len(countries) == 1 else _side(told, chosen)
    partial = told.beside("partial", told.words) or told.beside("near", told.words)
    value = PlaceValue(
        raw="",
        name=gazetteer.country_name(country) if country else None,
        country=country,
        countries=tuple(countries),
        precision="region" if partial else "country" if country else "none",
    )
    return value, gazetteer.timezone(country) if country else None


def _side(told: _Told, chosen: Sequence[tuple[_Hit, KnownPlace]]) -> str | None:
    """Of several countries the one it is in: "the Syrian side of", "in Syria near the border with Iraq"."""
    (first, place), (second, _) = chosen[0], chosen[1]
    rest = told.words[first.end :]
    if rest and rest[0].key in {"side", "soil", "territory"}:
        return place.country
    joined = {word.key for word in told.words[first.end : second.start]}
    apart = joined & {"near", "border", "along", "bordering", "close"} and "and" not in joined
    return place.country if apart else None


def _bare_name(text: str, words: Sequence[Token], context: PlaceContext) -> str | None:
    """The capitalised words of a place no table knows; nothing where capitals do not mark names."""
    if not context.cased:
        return None
    capitals = [
        at for at, word in enumerate(words) if word.capital and not _is_common([word], context.knowledge.places)
    ]
    if not capitals:
        return None
    return neutral_name(slice_of(text, words[capitals[0] : capitals[-1] + 1]), context.knowledge.roles.neutral)
