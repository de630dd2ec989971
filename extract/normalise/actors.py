"""Turns the words of who takes part into actors: known ones by their tables, persons by their article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.knowledge.language.tokens import Token, clean, slice_of, tokens
from extract.knowledge.world.known import BUILT_IN, Knowledge, KnownActor, RoleWords
from extract.normalise.bodies import by_body
from extract.normalise.mentions import Mention, find_mentions
from extract.normalise.names import best_name, find_names
from extract.normalise.neutral import neutral_name
from extract.normalise.people import Introduction, People, Person, described, introduction
from extract.normalise.persons import by_name, by_office, by_pronoun
from schemas import Actor, Span

_ATTACKED = frozenset({"target", "facility"})
_VISITING = frozenset({"visiting", "guest", "visitor"})
_OF = frozenset({"of", "from", "in", "by", "on", "at", "who", "that", "which"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several"})


@dataclass(frozen=True, slots=True)
class ActorContext:
    """The context in which the words of an actor are read; ``position`` is where they stand in the article."""

    knowledge: Knowledge
    people: People
    role: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of one party, with the known actors among them."""

    text: str
    words: Sequence[Token]
    mentions: Sequence[Mention]


def read_actors(raw: str, context: ActorContext, *, span: Span | None = None) -> tuple[Actor, ...]:
    """The actors that words name: several where they join several names, else one.

    An actor that no table and no other words of the article know keeps the words as its name,
    without articles and loaded words.
    """
    whole = _part(clean(raw), context)
    parts = _parties(whole, context)
    actors = [_actor(part, raw, span, context) for part in parts or [whole]]
    return tuple({(actor.id, actor.name): actor for actor in reversed(actors)}.values())[::-1]


def read_actor(raw: str, context: ActorContext, *, span: Span | None = None) -> Actor:
    """The one actor that words name; several joined ones stay together under their words."""
    actors = read_actors(raw, context, span=span)
    return actors[0] if len(actors) == 1 else _unknown(_part(clean(raw), context), raw, span, context)


def is_nobody(raw: str, context: ActorContext) -> bool:
    """True where words name no one who could attack or speak: a document, a number of people, for an attacker a place.

    "A statement by the ministry" is the ministry's; "two gunmen" are somebody.
    """
    part, roles = _part(clean(raw), context), context.knowledge.roles
    if part.mentions or best_name(part.words, part.mentions, roles) or not context.people.cased:
        return False
    words = [word for word in part.words if not word.key.isdigit() and not roles.has("counts", word.key)]
    head = words[: next((at for at, word in enumerate(words) if word.key in _OF), len(words))]
    if not head:
        return True
    if context.role in _ATTACKED:
        return False
    if context.role == "attacker" and context.knowledge.places.words["facilities"].within(head[-1:]):
        return True
    return roles.has("documents", head[-1].key)


def _part(text: str, context: ActorContext) -> _Part:
    words = tokens(text, cased=context.people.cased)
    return _Part(text, words, find_mentions(words, context.knowledge, context.people.countries))


def _parties(whole: _Part, context: ActorContext) -> list[_Part]:
    """The parts of words that join several parties, at least one of them with a name; else nothing."""
    texts = _split(whole, context.knowledge.roles)
    if len(texts) < 2:  # noqa: PLR2004
        return []
    parts = [_part(text, context) for text in texts]
    named = [_is_named(part, context) for part in parts]
    unnamed = [part for part, name in zip(parts, named, strict=True) if not name]
    if not any(named) or any(_has_title(part, context) for part in unnamed):
        return []
    if "," in whole.text and unnamed and len(parts) - len(unnamed) < 2:  # noqa: PLR2004
        return []
    return parts


def _split(whole: _Part, roles: RoleWords) -> list[str]:
    """The text cut at "and" (and at the commas of a list that has one), never inside a known name."""
    inside = {at for m in whole.mentions for at in range(m.start, m.end)}
    cuts = [w for at, w in enumerate(whole.words) if roles.has("coordinators", w.key) and at not in inside]
    if not cuts:
        return []
    joined = {at for m in whole.mentions for at in range(m.start, m.end - 1)}
    edges: list[tuple[int, int]] = [(w.start, w.end) for w in cuts]
    for at, word in enumerate(whole.words[:-1]):
        if word.gap.strip() == "," and at not in joined:
            edges.append((word.end, word.end + 1))
    edges.sort()
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(whole.text)]
    return [text for start, end in zip(starts, ends, strict=True) if (text := clean(whole.text[start:end]))]


def _is_named(part: _Part, context: ActorContext) -> bool:
    roles = context.knowledge.roles
    if any(m.use == "itself" for m in _meant(part, context)):
        return True
    name = best_name(part.words, part.mentions, roles)
    if name is None:
        return False
    keys = tuple(word.key for word in part.words[name.start : name.end])
    return name.parts > 1 or name.titled or by_name(context.people, keys) is not None


def _has_title(part: _Part, context: ActorContext) -> bool:
    return any(context.knowledge.roles.has("titles", word.key) for word in part.words)


def _actor(part: _Part, raw: str, span: Span | None, context: ActorContext) -> Actor:
    person = _person(part, context)
    if person:
        told = person.introduction
        return Actor(
            raw=raw,
            span=span,
            name=person.name,
            id=person.id,
            country=told.country,
            role=context.role,
            member_of=told.member_of,
            table=person.table,
        )
    known = [m for m in _meant(part, context) if m.use == "itself"]
    best = min(known, key=lambda m: (m.is_state, m.start)).actor if known else _body(part, context)
    if best:
        return Actor(
            raw=raw,
            span=span,
            name=best.name,
            id=best.id,
            country=best.country,
            role=context.role,
            member_of=best.member_of,
            table=best.table,
        )
    return _allied(part, raw, span, context) or _unknown(part, raw, span, context)


def _body(part: _Part, context: ActorContext) -> KnownActor | None:
    """The known body that "the force" points back to."""
    if part.mentions:
        return None
    return by_body(context.people, part.words, position=context.position, roles=context.knowledge.roles)


def _meant(part: _Part, context: ActorContext) -> list[Mention]:
    """Known actors of the words; the seat of a government that is attacked is a city."""
    return [
        m for m in part.mentions if m.actor.kind != "person" and not (m.form == "metonym" and context.role in _ATTACKED)
    ]


def _person(part: _Part, context: ActorContext) -> Person | None:
    roles = context.knowledge.roles
    name = best_name(part.words, part.mentions, roles)
    if name is not None:
        last = part.words[name.end - 1]
        if last.possessive and name.end < len(part.words):
            return None  # "the president's house" is not the president
        return _named_person(part, (name.start, name.end), context)
    if len(part.words) == 1 and roles.has("pronouns", part.words[0].key):
        pronoun = part.words[0].key
        return by_pronoun(context.people, pronoun, position=context.position, roles=roles)
    return _by_description(part, context)


def _named_person(part: _Part, span: tuple[int, int], context: ActorContext) -> Person | None:
    words = part.words[span[0] : span[1]]
    keys = tuple(word.key for word in words)
    told = introduction(part.words, part.mentions, span, context.knowledge.roles)
    if told.country is None:
        states = (m.actor.country for m in part.mentions if m.is_state and m.end <= span[0] and m.use == "modifier")
        told = told.and_also(Introduction(country=next(states, None)))
    here = by_name(context.people, keys)
    if here:
        full = here.introduction.and_also(told)
        known_here = None if here.id else _known_as(here.keys, words, context)
        identifier, table = (known_here.id, known_here.table) if known_here else (here.id, here.table)
        return Person(here.name, here.keys, identifier, full, table=table)
    known = context.knowledge.actors.groups.at(words, 0)
    if known and known[0] == len(words) and known[1].kind == "person":
        actor = known[1]
        told = Introduction(told.roles, actor.country, actor.member_of).and_also(told)
        return Person(actor.name, keys, actor.id, told, table=actor.table)
    return Person(" ".join(slice_of(part.text, words).split()), keys, None, told)


def _known_as(keys: tuple[str, ...], words: Sequence[Token], context: ActorContext) -> KnownActor | None:
    """The person whose last name alone the tables know, where the article's full name ends in it."""
    known = context.knowledge.actors.groups.at(words, 0)
    if not known or known[0] != len(words) or known[1].kind != "person":
        return None
    own = tuple(word.key for word in tokens(known[1].name))
    return known[1] if own == keys else None


def _by_description(part: _Part, context: ActorContext) -> Person | None:
    """ "The top Iranian diplomat": not "an Iranian diplomat", whom the article does not name, nor a body's people."""
    if not part.words or part.words[0].key in _INDEFINITE or not _has_title(part, context):
        return None
    if any(context.knowledge.roles.has("coordinators", word.key) for word in part.words):
        return None
    if find_names(part.words, part.mentions, context.knowledge.roles):
        return None  # "brothers of commander X": what is told is told of somebody else
    told = described(part.words, part.mentions, context.knowledge.roles)
    visiting = any(word.key in _VISITING for word in part.words)
    return by_office(context.people, told, position=context.position, visiting=visiting)


def _allied(part: _Part, raw: str, span: Span | None, context: ActorContext) -> Actor | None:
    """ "Iranian-backed militias": the groups a state stands behind, as one actor that is not the state."""
    roles = context.knowledge.roles
    state = next((m.actor for m in part.mentions if m.is_state and m.use == "allies"), None)
    if state is None or not any(roles.has("allied_groups", word.key) for word in part.words):
        return None
    name = f"{'US' if state.country == 'US' else state.name}-backed groups"
    return Actor(raw=raw, span=span, name=name, id=f"{state.id}-backed-groups", role=context.role, table=BUILT_IN)


def _unknown(part: _Part, raw: str, span: Span | None, context: ActorContext) -> Actor:
    country = next(
        (m.actor.country for m in part.mentions if m.actor.country and m.use in {"modifier", "itself", "its_member"}),
        None,
    )
    served = (m.actor for m in part.mentions if m.use == "its_member" and m.actor.kind != "person")
    bodies = tuple(dict.fromkeys(actor.id for actor in served))
    name = neutral_name(part.text, context.knowledge.roles.neutral)
    return Actor(raw=raw, span=span, name=name or raw, country=country, role=context.role, member_of=bodies)
