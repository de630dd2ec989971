"""Short neutral titles, made of canonical values and of no outlet's headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from schemas import KINDS, Actor, PlaceValue, Words

METHODS = {
    "air_strike": "Air strike",
    "drone_strike": "Drone strike",
    "missile": "Missile attack",
    "rocket": "Rocket attack",
    "shelling": "Shelling",
    "bombing": "Bombing",
    "shooting": "Shooting",
    "raid": "Raid",
    "assassination": "Assassination",
    "ground_assault": "Ground assault",
    "stabbing": "Stabbing",
    "arson": "Arson",
    "execution": "Execution",
    "killing": "Killing",
    "other": "Attack",
}
VERBS = {
    "accuse": "accuses",
    "condemn": "condemns",
    "deny": "denies",
    "warn": "warns",
    "threaten": "threatens",
    "demand": "demands",
    "request": "asks",
    "promise": "promises",
    "support": "supports",
    "claim": "claims",
    "announce": "announces",
    "praise": "praises",
    "condole": "offers condolences",
    "inform": "reports",
    "find": "finds",
    "decline": "declines to comment",
    "comment": "says",
}
LONGEST_NAME = 60
WORDS_OF_CONTENT = 14


class Titled(NamedTuple):
    """What a title is made of: an event's values by field, and names of countries by ISO code.

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
        names += [_short(actor.name) for actor in (held if isinstance(held, tuple) else (held,))]
    head = told.kind.replace("_", " ").capitalize() + _where(place, told.country_names)
    return f"{head}: {_listed(list(dict.fromkeys(names)))}" if names else head


def strike_title(
    method: str, target: Sequence[Actor], place: PlaceValue | None, country_names: Mapping[str, str], *, series: bool
) -> str:
    """ "Air strike on Kata'ib Hezbollah near Abu Kamal, Syria"; a series says so."""
    head = METHODS[method]
    title = f"Series of {head.lower()}s" if series and not head.endswith("ing") else head
    if target:
        title += f" {'of' if method == 'assassination' else 'on'} {_all(target)}"
    return title + _where(place, country_names)


def statement_title(speaker: Actor | None, act: str, content: Words | None) -> str:
    """ "Ali Shamkhani warns: …" with the first words of what is said."""
    words = content.raw.split() if content else []
    said = " ".join(words[:WORDS_OF_CONTENT]).strip('“”"«» ,') + (" …" if len(words) > WORDS_OF_CONTENT else "")
    who = _short(speaker.name) if speaker else "Unnamed speaker"
    return f"{who} {VERBS[act]}: {said}" if said else f"{who} {VERBS[act]}"


def meeting_title(
    participants: Sequence[Actor], form: str, place: PlaceValue | None, country_names: Mapping[str, str]
) -> str:
    """ "Fuad Hussein meets Ali Shamkhani in Tehran"."""
    where = _where(place, country_names)
    names = [_short(actor.name) for actor in participants]
    if len(names) == 2:  # noqa: PLR2004 (a meeting of two)
        return f"{names[0]} {'talks with' if form == 'call' else 'meets'} {names[1]}{where}"
    if len(names) > 1:
        return f"{_listed(names)} {'talk' if form == 'call' else 'meet'}{where}"
    return f"{'Call' if form == 'call' else 'Meeting'} of {names[0]}{where}" if names else f"Meeting{where}"


def _where(place: PlaceValue | None, country_names: Mapping[str, str]) -> str:
    if place is None or place.name is None:
        return ""
    country = country_names.get(place.country or "")
    tail = f", {country}" if country and country.lower() not in place.name.lower() else ""
    return f" {'near' if place.precision == 'near' else 'in'} {place.name}{tail}"


def _all(actors: Sequence[Actor]) -> str:
    return _listed([_short(actor.name) for actor in actors])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _short(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    return name[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"
