"""Tells which country a cell of a table means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from extract.knowledge.world.gazetteer import WorldGazetteer
from extract.knowledge.world.iso_3166 import common_names, iso_countries


@lru_cache(maxsize=4096)
def country_of(words: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country given so, by alpha-3, by number or by a name of it in any language.

    None where no country is called so, or several are ("Congo").
    Source: codes of three letters and numbers are CLDR's aliases of territories.
    """
    upper = words.upper()
    if upper in _codes():
        return upper
    if code := _by_alias().get(upper) or _by_name().get(words.casefold()):
        return code
    found = {place.country for place in _world().find(words) if place.kind == "country"}
    called = found or set(_world().country_called(words))
    return called.pop() if len(called) == 1 else None


@cache
def _codes() -> frozenset[str]:
    return frozenset((*iso_countries(), "XK"))


@cache
def _by_alias() -> Mapping[str, str]:
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {"XKX": "XK", **{other: codes[0] for other, codes in aliases.items() if codes[0] in _codes()}}


@cache
def _by_name() -> Mapping[str, str]:
    territories = Locale("en").territories
    names = [(name, code) for code, name in territories.items() if code in _codes()]
    names += ((country.name, code) for code, country in iso_countries().items())
    names += ((name, code) for code, name in common_names().items())
    for code, country in _world().countries.items():
        names += ((name, code) for name in (country.name, *country.official))
    return {name.casefold(): code for name, code in names}


@cache
def _world() -> WorldGazetteer:
    return WorldGazetteer()
