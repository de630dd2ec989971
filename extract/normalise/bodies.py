"""Which body of an article "the force", "the ministry" or "the group" is; where it is not clear, none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.knowledge.language.tokens import Token
from extract.knowledge.world.known import ActorKind, KnownActor, RoleWords
from extract.normalise.mentions import Mention
from extract.normalise.people import People, ReadSentence

_SENTENCES_BACK = 3
"""A description takes up a name from the sentences just before it."""

_LONGEST = 4
"""Words: "the largest armed group", and no clause."""

_POINTING = frozenset({"the", "that", "this", "its", "their"})
_ARMED: frozenset[ActorKind] = frozenset({"armed_group"})
_ARMIES: frozenset[ActorKind] = frozenset({"armed_group", "military"})
_KINDS: dict[str, frozenset[ActorKind]] = {
    **dict.fromkeys(("group", "militia", "movement", "organization", "organisation", "faction", "rebels"), _ARMED),
    **dict.fromkeys(("insurgents", "militants", "militiamen", "fighters", "guerrillas"), _ARMED),
    **dict.fromkeys(("force", "forces", "coalition", "alliance", "command", "brigade"), _ARMIES),
}
"""What a word can stand for besides bodies whose name holds it."""


def by_body(people: People, words: Sequence[Token], *, position: int, roles: RoleWords) -> KnownActor | None:
    """The one known body that a description without a name points back to; None where it could be several.

    It is looked for in the sentence itself and the three before, and taken where one of its kind is named there, or
    one in the nearest sentence that names any.
    """
    noun = _noun(words, roles)
    if noun is None:
        return None
    before = [sentence for sentence in people.sentences if sentence.start <= position][-1 - _SENTENCES_BACK :]
    nearest = [{m.actor for m in _named(sentence, position) if _is_called(m.actor, noun)} for sentence in before]
    told = [actors for actors in reversed(nearest) if actors]
    whole = set().union(*told) if told else set()
    return (
        next(iter(whole if len(whole) == 1 else told[0])) if whole and (len(whole) == 1 or len(told[0]) == 1) else None
    )


def _noun(words: Sequence[Token], roles: RoleWords) -> str | None:
    """The body that words point to: "ministry" of "the ministry", "force" of "the same force"."""
    if not 1 < len(words) <= _LONGEST or words[0].key not in _POINTING:
        return None
    noun = words[-1].key
    plain = all(word.text.islower() for word in words[1:])
    return noun if plain and (noun in _KINDS or roles.has("words", noun)) else None


def _named(sentence: ReadSentence, position: int) -> Iterator[Mention]:
    for mention in sentence.mentions:
        stands = sentence.start + sentence.words[mention.start].start
        if stands < position and not mention.is_state and mention.actor.kind != "person":
            yield mention


def _is_called(actor: KnownActor, noun: str) -> bool:
    words = {word.removesuffix("s") for word in actor.name.lower().replace("-", " ").split()}
    return noun.removesuffix("s") in words or actor.kind in _KINDS.get(noun, ())
