"""A town and a country that a model read, held against the words of a place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.knowledge.language.tokens import tokens
from extract.knowledge.world.known import BUILT_IN, KnownPlace
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place
from extract.normalise.readings.checked import Checked
from schemas import PlaceValue

_WIDE = frozenset({"country", "region", "none"})


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """Where a model says it was: a town by its usual English name, a country as ISO 3166-1 alpha-2."""

    town: str | None
    country: str | None


def check_place(words: PlaceValue | None, reading: PlaceReading, context: PlaceContext) -> Checked[PlaceValue | None]:
    """A place, of its words and of what a model read.

    Args:
        words: what the program makes of the words; None where the model copied none.
        reading: what the model made of them.
        context: what names are looked up in.
    """
    country = reading.country.strip().upper() if reading.country else None
    read = _looked_up(reading.town, country, context) if reading.town else _country(country, context)
    if read is None:
        return Checked(words)
    if words is None:
        return Checked(read)
    said = sorted({country for country in (words.country, *words.countries) if country})
    if said and read.country and read.country not in said:
        return Checked(words, f"{words.name or words.raw} ({', '.join(said)})")
    return _of_town(words, read) if reading.town else _of_country(words, read)


def _of_country(words: PlaceValue, read: PlaceValue) -> Checked[PlaceValue | None]:
    return Checked(_agreed(words) if words.country == read.country else _with_country(words, read))


def _of_town(words: PlaceValue, read: PlaceValue) -> Checked[PlaceValue | None]:
    if _same(words, read) or _holds(words.raw, read):
        return Checked(_agreed(words if words.latitude or words.precision not in _WIDE else _at(words, read)))
    if words.precision in _WIDE:
        return Checked(_at(words, read))
    return Checked(words, words.name or words.raw)


def _looked_up(town: str, country: str | None, context: PlaceContext) -> PlaceValue:
    """The place of a name, in its country where the gazetteer has it there; else the name alone."""
    found = read_place(town, replace(context, cased=True)).value
    if country and found.country != country:
        there = [place for place in context.knowledge.places.gazetteer.find(town) if place.country == country]
        found = _known(max(there, key=lambda place: (place.main, place.population))) if there else PlaceValue(raw="")
    name = found.name if found.country else None
    update = {"raw": "", "name": name or town, "country": found.country or country, "via": "model"}
    return found.model_copy(update=update)


def _known(place: KnownPlace) -> PlaceValue:
    city = place.kind == "city"
    return PlaceValue(
        raw="",
        name=place.name,
        country=place.country,
        countries=(place.country,) if place.country else (),
        admin1=place.admin1,
        latitude=place.latitude if city else None,
        longitude=place.longitude if city else None,
        precision="exact" if city else "province",
        table=place.table,
        code=place.code,
    )


def _country(country: str | None, context: PlaceContext) -> PlaceValue | None:
    name = context.knowledge.places.gazetteer.country_name(country) if country else None
    if country is None or name is None:
        return None
    return PlaceValue(
        raw="", name=name, country=country, countries=(country,), precision="country", via="model", table=BUILT_IN
    )


def _same(words: PlaceValue, read: PlaceValue) -> bool:
    names = {_folded(name) for name in (words.name, words.admin1) if name}
    return _folded(read.name or "") in names


def _holds(raw: str, read: PlaceValue) -> bool:
    return bool(read.name) and f" {_folded(read.name or '')} " in f" {_folded(raw)} "


def _folded(words: str) -> str:
    return " ".join(token.key for token in tokens(words))


def _agreed(words: PlaceValue) -> PlaceValue:
    return words.model_copy(update={"via": "both"})


def _with_country(words: PlaceValue, read: PlaceValue) -> PlaceValue:
    update = {"country": read.country, "countries": tuple(sorted({*words.countries, *read.countries})), "via": "model"}
    return words.model_copy(update=update) if words.country is None and not words.countries else words


def _at(words: PlaceValue, read: PlaceValue) -> PlaceValue:
    """What was read, under the words."""
    return read.model_copy(update={"raw": words.raw, "span": words.span})
