"""A town and a country that a model read, held against the words of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.knowledge.language.tokens import tokens
from extract.knowledge.world.known import BUILT_IN, KnownPlace
from extract.knowledge.world.spelling import forms
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place
from extract.normalise.readings.checked import Checked
from extract.normalise.readings.spoken import holds, holds_country, is_name
from schemas import PlaceValue

_WIDE = frozenset({"country", "region"})
_NEAR = 0.35
"""Degrees within which two towns are one place in two lists."""


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """Where a model says it was: a town by its usual English name, a country as ISO 3166-1 alpha-2."""

    town: str | None
    country: str | None


def check_place(words: PlaceValue | None, reading: PlaceReading, context: PlaceContext) -> Checked[PlaceValue | None]:
    """A place, of its words and of what a model read.

    The two are alike where the words hold a name of what was read, in whatever language and however inflected.

    Args:
        words: what the program makes of the words; None where the model copied none.
        reading: what the model made of them.
        context: what names are looked up in.
    """
    country = reading.country.strip().upper() if reading.country else None
    town = reading.town.strip() if reading.town else None
    read = _looked_up(town, country, context) if town else _country(country, context)
    if read is None:
        return Checked(words)
    if words is None:
        return Checked(read)
    said = sorted({code for code in (words.country, *words.countries) if code})
    if said and read.country and read.country not in said and not _may_be(words, read.country, town, context):
        return Checked(words, f"{words.name or words.raw} ({', '.join(said)})")
    return _of_town(words, read, town, context) if town else _of_country(words, read, context)


def _may_be(words: PlaceValue, country: str, town: str | None, context: PlaceContext) -> bool:
    """True if the words name the country of the reading too, or a town of several, of which they do not say which.

    A name that a country has in another language only is that of a town where a model read a town of that name.
    """
    if town and words.precision in _WIDE and _same_letters(words.raw, town):
        return not _same_letters(words.raw, words.name or "")
    if town and words.latitude is not None and not _is_told(words, context):
        known, gazetteer = _known(town, country, context), context.knowledge.places.gazetteer
        return holds(words.raw, known, town, gazetteer, inflected=_is_foreign(context))
    return _is_foreign(context) and holds_country(
        words.raw, context.knowledge.places.gazetteer.names_of_country(country)
    )


def _of_country(words: PlaceValue, read: PlaceValue, context: PlaceContext) -> Checked[PlaceValue | None]:
    if read.country is None or words.country == read.country:
        return Checked(_agreed(words) if words.country else words)
    spoken = holds_country(words.raw, context.knowledge.places.gazetteer.names_of_country(read.country))
    if (words.name is None and not words.countries) or _is_foreign(context):
        return Checked(_at(words, read, "both" if spoken and not words.countries else "model"))
    return Checked(_with_country(words, read, "both" if spoken else "model"))


def _of_town(words: PlaceValue, read: PlaceValue, town: str, context: PlaceContext) -> Checked[PlaceValue | None]:
    gazetteer = context.knowledge.places.gazetteer
    known = _known(town, read.country, context)
    spoken = holds(words.raw, known, town, gazetteer, inflected=_is_foreign(context))
    via = "both" if spoken and _is_sure(words.raw, town, read, context) else "model"
    if _is_one(words, read, town, context):
        return Checked(_agreed(words, town) if words.country else _at(words, read, via))
    elsewhere = words.country != read.country and spoken and not _is_told(words, context)
    if elsewhere or (spoken and (words.latitude is None or _is_foreign(context))):
        return Checked(_at(words, read, via))
    unread = words.precision == "none" and (_is_foreign(context) or not _is_called_town(words.raw, context))
    if words.precision in _WIDE or words.name is None or unread:
        return Checked(_at(words, read, "model"))
    if words.precision == "province" and read.admin1 == words.admin1 is not None:
        return Checked(_at(words, read, "model"))
    return Checked(words, words.name or words.raw)


def _is_called_town(words: str, context: PlaceContext) -> bool:
    """ "The village of X" is a town of its own; "X market" lies in the town that a model read."""
    return context.knowledge.places.words["settlements"].within(tokens(words))


def _is_foreign(context: PlaceContext) -> bool:
    return context.language not in {None, "en"}


def _is_told(words: PlaceValue, context: PlaceContext) -> bool:
    """True if the words, or other words of the article, name the country that the place was found in."""
    names = context.knowledge.places.gazetteer.names_of_country(words.country) if words.country else ()
    return _times_named(words.country, words.raw, context) > 0 or holds_country(words.raw, names)


def _times_named(country: str | None, words: str, context: PlaceContext) -> int:
    """How often the article names a country, as the seat of whose government some words may have been counted."""
    told = f" {' '.join(token.key for token in tokens(words))} "
    seats = (n for (of, seat), n in context.about.seats.items() if of == country and f" {seat} " in told)
    return context.countries.get(country or "", 0) - sum(seats)


def _is_sure(words: str, town: str, read: PlaceValue, context: PlaceContext) -> bool:
    """True if the name alone, or a country that the words or the article name, says which town of the name it is."""
    names = context.knowledge.places.gazetteer.names_of_country(read.country) if read.country else ()
    if read.country in context.countries or holds_country(words, names):
        return True
    return read_place(town, replace(context, countries={}, cased=True, language=None)).value.country == read.country


def _looked_up(town: str, country: str | None, context: PlaceContext) -> PlaceValue:
    """The place of a name in its country, where the gazetteer has it there; else the name alone."""
    named = {country: 1} if country else dict(context.countries)
    inside = replace(context, countries=named, cased=True)
    found = read_place(town, inside).value
    if found.country is None or (country and found.country != country):
        found = PlaceValue(raw="", name=town, country=country, countries=(country,) if country else ())
    if found.name is None or found.precision in {"none", "exact", "near"}:
        found = found.model_copy(update={"name": town})
    return found.model_copy(update={"raw": "", "via": "model"})


def _known(town: str, country: str | None, context: PlaceContext) -> Sequence[KnownPlace]:
    found = context.knowledge.places.gazetteer.find(town)
    return [place for place in found if country is None or place.country == country]


def _country(country: str | None, context: PlaceContext) -> PlaceValue | None:
    name = context.knowledge.places.gazetteer.country_name(country) if country else None
    if country is None or name is None:
        return None
    return PlaceValue(
        raw="", name=name, country=country, countries=(country,), precision="country", via="model", table=BUILT_IN
    )


def _is_one(words: PlaceValue, read: PlaceValue, town: str, context: PlaceContext) -> bool:
    """True if the words were read as the same place, by its name or by where it lies."""
    if words.name is None or words.precision in _WIDE:
        return False
    if words.country and read.country and words.country != read.country:
        return False
    if words.latitude is not None and read.latitude is not None:
        return _apart(words, read) < _NEAR
    alike = is_name if _is_foreign(context) or not words.name.isascii() else _same_letters
    return any(alike(words.name, name) for name in (town, read.name) if name)


def _same_letters(a: str, b: str) -> bool:
    return bool({*forms(a)} & {*forms(b)})


def _apart(a: PlaceValue, b: PlaceValue) -> float:
    north = abs((a.latitude or 0.0) - (b.latitude or 0.0))
    return max(north, abs((a.longitude or 0.0) - (b.longitude or 0.0)))


def _agreed(words: PlaceValue, town: str | None = None) -> PlaceValue:
    """The place as the words tell it, a town by its usual name."""
    usual = {"name": town} if town and words.precision in {"exact", "near"} else {}
    return words.model_copy(update={"via": "both", **usual})


def _with_country(words: PlaceValue, read: PlaceValue, via: str) -> PlaceValue:
    if words.country is not None or words.countries:
        return words
    update = {"country": read.country, "countries": read.countries, "via": via}
    return words.model_copy(update=update)


def _at(words: PlaceValue, read: PlaceValue, via: str) -> PlaceValue:
    """The reading, under the words; a province that the words name stays."""
    update = {"raw": words.raw, "span": words.span, "via": via, "admin1": read.admin1 or words.admin1}
    return read.model_copy(update=update)
