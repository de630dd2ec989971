"""Who is meant by a last name, a pronoun or an office within an article; where it is not clear, nobody."""

from __future__ import annotations

from collections.abc import Sequence

from extract.knowledge.language.tokens import Token
from extract.knowledge.world.known import RoleWords
from extract.normalise.mentions import Mention
from extract.normalise.people import Introduction, People, Person, ReadSentence, described

_SENTENCES_BACK = 3
"""A description takes up a name from the sentences just before it."""

_LONGEST_DESCRIPTION = 7
"""Words: a title with its country and what stands before it."""


def by_name(people: People, keys: tuple[str, ...]) -> Person | None:
    """The one person of the article with that name, or whose last name (or first of two) alone it is."""
    exact = [p for p in people.persons if p.keys == keys or (len(keys) > 1 and _contains(p.keys, keys))]
    if exact:
        return exact[0] if len(exact) == 1 else None
    if len(keys) > 1:
        return None
    last = [p for p in people.persons if p.keys[-1] == keys[0]]
    inner = last or [p for p in people.persons if keys[0] in p.keys[1:]]
    return inner[0] if len(inner) == 1 else None


def by_office(people: People, told: Introduction, *, position: int, visiting: bool = False) -> Person | None:
    """The one person introduced by all that a description says; of several, the one mentioned just before.

    Who is visiting is of another country than where the article was written, if that is known.  A counterpart bears
    the office of somebody else: it is taken where nobody fits better.
    """
    if not told.roles:
        return None
    fitting = [p for p in people.persons if _fits(told, p.introduction)]
    if visiting and people.written_in:
        fitting = [p for p in fitting if p.introduction.country != people.written_in]
    if not fitting and told.country:
        fitting = [
            p
            for p in people.persons
            if p.introduction.country == told.country and "counterpart" in p.introduction.roles
        ]
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    near = [s for s in people.sentences if s.start <= position][-_SENTENCES_BACK:]
    if not near:
        return None
    mentioned = [p for p in fitting if any(near[0].start <= offset < position for offset in p.offsets)]
    return mentioned[0] if len(mentioned) == 1 else None


def by_pronoun(people: People, pronoun: str, *, position: int, roles: RoleWords) -> Person | None:
    """The subject of the nearest sentence before that has one, at most three back; None where two could be meant."""
    before = [s for s in people.sentences if s.start <= position]
    for sentence in reversed(before[-1 - _SENTENCES_BACK :]):
        end = min(sentence.end, position)
        there = [p for p in _mentioned(people, sentence, end) if _agrees(p, pronoun, roles)]
        subject = _subject(people, sentence, there, end, roles)
        if subject and _agrees(subject, pronoun, roles):
            return subject
        if len(there) > 1:
            return None
    return None


def _contains(keys: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return keys[-len(part) :] == part or (keys[0], keys[-1]) == (part[0], part[-1])


def _fits(told: Introduction, known: Introduction) -> bool:
    same_country = told.country is None or told.country == known.country
    same_body = not told.member_of or bool(set(told.member_of) & set(known.member_of))
    return same_country and same_body and (told.roles <= known.roles or _held_by(told.roles, known.roles))


def _held_by(told: frozenset[str], known: frozenset[str]) -> bool:
    """ "The top security official" is the secretary of the security council: who holds an office is an official."""
    rest = told - {"official"}
    return "official" in told and bool(rest) and rest <= known


def _mentioned(people: People, sentence: ReadSentence, end: int) -> list[Person]:
    """Persons named in a sentence before an offset, in the order of their first mention there."""
    first = {
        p: min((o for o in p.offsets if sentence.start <= o < end), default=None) for p in people.persons if p.offsets
    }
    return sorted((p for p, offset in first.items() if offset is not None), key=lambda p: first[p] or 0)


def _agrees(person: Person, pronoun: str, roles: RoleWords) -> bool:
    against = "male" if pronoun in {"she", "her"} else "female"
    return not any(roles.has(against, role) for role in person.introduction.roles)


def _subject(
    people: People, sentence: ReadSentence, there: Sequence[Person], end: int, roles: RoleWords
) -> Person | None:
    if sentence.end == end and (leading := _leading_office(people, sentence, roles)):
        return leading
    if len(there) == 1:
        return there[0]
    speaking = [p for p in there if any(_beside_a_cue(sentence, offset, roles) for offset in p.offsets)]
    return speaking[0] if len(speaking) == 1 else None


def _leading_office(people: People, sentence: ReadSentence, roles: RoleWords) -> Person | None:
    """ "The Iraqi foreign minister urged …": the sentence is about whom its first words describe."""
    covered = {at for m in sentence.mentions for at in range(m.start, m.end)}
    words: list[Token] = []
    for at, word in enumerate(sentence.words[:_LONGEST_DESCRIPTION]):
        if not (
            at in covered or word.key == "the" or roles.has("titles", word.key) or roles.has("modifiers", word.key)
        ):
            break
        words.append(word)
    if len(words) < len(sentence.words) and sentence.words[len(words)].capital:
        return None  # the name of the one described comes next
    mentions: list[Mention] = [m for m in sentence.mentions if m.end <= len(words)]
    told = described(words, mentions, roles)
    return by_office(people, told, position=sentence.start) if told.roles else None


def _beside_a_cue(sentence: ReadSentence, offset: int, roles: RoleWords) -> bool:
    if not sentence.start <= offset < sentence.end:
        return False
    at = next((i for i, w in enumerate(sentence.words) if sentence.start + w.start == offset), None)
    if at is None:
        return False
    beside = [*sentence.words[max(0, at - 2) : at], *sentence.words[at + 1 : at + 3]]
    return any(roles.has("cues", word.key) for word in beside)
