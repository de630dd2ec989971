"""Short neutral titles, made of canonical values and of no outlet's headline; each kind has its own in its folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from schemas import KINDS, Actor, PlaceValue

LONGEST_NAME = 60


class Titled(NamedTuple):
    """The material of a title: an event's values by field, and names of countries by ISO code.

    ``series`` is true of what recurs.
    """

    kind: str
    values: Mapping[str, Any]
    country_names: Mapping[str, str]
    series: bool


def plain_title(told: Titled) -> str:
    """ "Protest in Lyon, France: Teachers' Union": the kind, where it was, and who took part."""
    place = told.values.get("place")
    names: list[str] = []
    for field in KINDS[told.kind].fields("actor"):
        held = told.values.get(field.name) or ()
        names += [short_name(actor.name) for actor in (held if isinstance(held, tuple) else (held,))]
    head = told.kind.replace("_", " ").capitalize() + where_text(place, told.country_names)
    return f"{head}: {listed(list(dict.fromkeys(names)))}" if names else head


def where_text(place: PlaceValue | None, country_names: Mapping[str, str]) -> str:
    """ " near Abu Kamal, Syria", with the blank before it; empty for a place without a name."""
    if place is None or place.name is None:
        return ""
    country = country_names.get(place.country or "")
    tail = f", {country}" if country and country.lower() not in place.name.lower() else ""
    return f" {'near' if place.precision == 'near' else 'in'} {place.name}{tail}"


def all_names(actors: Sequence[Actor]) -> str:
    """The names of actors as a sentence has them."""
    return listed([short_name(actor.name) for actor in actors])


def listed(names: Sequence[str]) -> str:
    """ "A, B and C"; of no names nothing is made."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def short_name(name: str) -> str:
    """A name cut at a word where it is too long for a title."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"
