"""Turns the words of an attribution into a chain of sources, each with its kind and whether it is anonymous."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.knowledge.language.tokens import Token, clean, tokens
from extract.knowledge.world.known import ActorKind, KnownActor, SourceTables
from extract.normalise.actors import ActorContext, read_actors
from extract.normalise.mentions import find_mentions
from extract.normalise.names import best_name
from schemas import Source, SourceChain
from schemas.evidence import SourceKind

_OF_ACTOR: Mapping[ActorKind, SourceKind] = {
    "armed_group": "armed_group",
    "military": "official",
    "state": "official",
    "institution": "official",
}


def read_chain(attributions: Sequence[str], context: ActorContext) -> SourceChain:
    """Sources in the order given, nearest first; a person is named in full where the article does so."""
    return tuple(read_source(words, context) for words in attributions)


def read_source(raw: str, context: ActorContext) -> Source:
    """One source: its name as the article has it, its kind, and whether its name is withheld.

    A person or body with a proper name is not anonymous, nor is who speaks for a body on the
    record ("a Pentagon spokesman"); "an Iraqi militia official" and "witnesses" are.
    """
    text = clean(raw)
    words = tokens(text, cased=context.people.cased)
    roles, tables = context.knowledge.roles, context.knowledge.sources
    mentions = find_mentions(words, context.knowledge, context.people.countries)
    name = best_name(words, mentions, roles)
    known = _known(words, tables)
    if known and (name is None or not name.titled):
        return Source(name=text, kind=known)
    bodies = [m.actor for m in mentions if not m.is_state and m.actor.kind != "person"]
    kind = _kind(words, bodies, tables)
    if name is not None:
        person = read_actors(raw, context)[0]
        return Source(name=person.name, kind=kind if kind != "unknown" else _of_person(person.country, person.id))
    anonymous = any(word.key in tables.anonymous for word in words)
    return Source(name=text, kind=kind, anonymous=anonymous)


def _known(words: Sequence[Token], tables: SourceTables) -> SourceKind | None:
    """The kind of an outlet, agency or monitor that the words name; the longest name decides."""
    found = [match for at in range(len(words)) if (match := tables.names.at(words, at))]
    return max(found, key=lambda match: match[0])[1] if found else None


def _kind(words: Sequence[Token], bodies: Sequence[KnownActor], tables: SourceTables) -> SourceKind:
    """By the first list of descriptions that fits; failing that, by the body the source belongs to."""
    described: SourceKind = next((kind for kind, table in tables.descriptions if table.within(words)), "unknown")
    if described in {"unknown", "official", "document"} and bodies:
        return _OF_ACTOR.get(bodies[0].kind) or ("official" if bodies[0].country else described)
    return described


def _of_person(country: str | None, identifier: str | None) -> SourceKind:
    """Who is introduced by the country served, or known by name alone, speaks in office."""
    return "official" if country or identifier else "unknown"
