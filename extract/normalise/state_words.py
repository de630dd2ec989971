"""Reads a state that acts in words of another language than English: "израильская авиация", "l'armée russe"."""

from __future__ import annotations

import re

from extract.knowledge.language.letters import folded
from extract.knowledge.world.known import BUILT_IN, Knowledge
from extract.normalise.in_other_forms import country_of_adjective, country_of_word
from schemas import Actor

_APART = re.compile(r"[\s\-–,()'’«»“”]+")
_MARKS = str.maketrans("", "", '"״״.')
_PARTICLE = 2
"""Letters of a word that stands for nothing by itself."""


def as_state(read: Actor | tuple[Actor, ...] | None, knowledge: Knowledge) -> Actor | tuple[Actor, ...] | None:
    """The actors, those that no table knows as the state that all their words mean: its name, or it and its forces."""
    if read is None or knowledge.language.code in {"", "en"}:
        return read
    if isinstance(read, tuple):
        return tuple(_as_state(one, knowledge) for one in read)
    return _as_state(read, knowledge)


def _as_state(actor: Actor, knowledge: Knowledge) -> Actor:
    country = _country_meant(actor.raw, knowledge) if actor.id is None else None
    name = knowledge.places.gazetteer.country_name(country) if country else None
    if country is None or name is None:
        return actor
    return actor.model_copy(update={"name": name, "id": country.lower(), "country": country, "table": BUILT_IN})


def _country_meant(raw: str, knowledge: Knowledge) -> str | None:
    states, found = knowledge.language.states, set()
    for word in filter(None, (part.translate(_MARKS) for part in _APART.split(raw))):
        if folded(word) in states.forces:
            continue
        country = states.country(word) or _by_table(word, knowledge)
        if country is None and len(word) > _PARTICLE:
            return None
        found |= {country} - {None}
    return found.pop() if len(found) == 1 else None


def _by_table(word: str, knowledge: Knowledge) -> str | None:
    forms, gazetteer = knowledge.language.forms, knowledge.places.gazetteer
    return country_of_word(word, forms, gazetteer) or country_of_adjective(word, forms, gazetteer)
