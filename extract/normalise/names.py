"""Finds the names of persons in words: runs of capitalised words that are no title, no body and no known group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.knowledge.language.tokens import HYPHENS, Token
from extract.knowledge.world.known import RoleWords
from extract.normalise.attached import is_attached
from extract.normalise.mentions import Mention

_LONGEST_INITIALS = 2
"""Letters before a full stop that is part of a name: "St. Petersburg", "J. Smith"."""

_NO_NAMES = ("titles", "modifiers", "words", "function_words", "pronouns", "places", "cues", "belongings", "backing")


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name, ``words[start:end]``; ``parts`` counts its words without particles and initials."""

    start: int
    end: int
    parts: int
    titled: bool


def find_names(words: Sequence[Token], mentions: Sequence[Mention], roles: RoleWords) -> list[Name]:
    """Possible names of persons in the order of the words."""
    covered = {at for m in mentions if m.actor.kind != "person" for at in range(m.start, m.end)}
    return [name for name in _runs(words, covered, roles) if not _names_a_body(words, name, roles)]


def best_name(words: Sequence[Token], mentions: Sequence[Mention], roles: RoleWords) -> Name | None:
    """The name the words are about, else None: "Fuad Hussein" in "Iraqi Foreign Minister Fuad Hussein".

    A single word is a name only after a title, before a comma, or where it stands alone.
    """
    names = [
        n
        for n in find_names(words, mentions, roles)
        if not is_attached(words, n.start, roles, person=True)
        and (n.titled or (_is_written_as_name(words, n) and (n.parts > 1 or _stands_alone(words, n, roles))))
    ]
    if not names:
        return None
    return max(names, key=lambda n: (n.titled or _opens(words, n), n.parts > 1, -n.start))


def _is_written_as_name(words: Sequence[Token], name: Name) -> bool:
    """False where the words have no capital of their own: only a title makes such a name."""
    return any(word.text[:1].isupper() or not word.text.islower() for word in words[name.start : name.end])


def _runs(words: Sequence[Token], covered: set[int], roles: RoleWords) -> Iterator[Name]:
    start = 0
    while start < len(words):
        end = _end_of_run(words, start, covered, roles)
        if end > start:
            kept = [
                w for w in words[start:end] if not roles.has("particles", w.key) and not roles.has("suffixes", w.key)
            ]
            parts = sum(len(w.key) > 1 for w in kept)
            if parts:
                yield Name(start, end, parts, _titled(words, start, roles))
        start = max(end, start) + 1


def _end_of_run(words: Sequence[Token], start: int, covered: set[int], roles: RoleWords) -> int:
    """Where a run that starts at a word ends (``start`` where none does); particles end none."""
    end = at = start
    while at < len(words):
        word = words[at]
        if at in covered or not (
            _can_name(word, roles, first=at == start) or (at > start and roles.has("particles", word.key))
        ):
            break
        if roles.has("surnames", word.key) and _is_title_of_next(words, at, roles):
            break
        at += 1
        if _can_name(word, roles, first=at == start + 1) or roles.has("suffixes", word.key):
            end = at
        if word.possessive or not _name_goes_on(word):
            break
    return end


def _is_title_of_next(words: Sequence[Token], at: int, roles: RoleWords) -> bool:
    """ "Bishop" in "Auxiliary Bishop Luis Soto" is no surname: a name comes next."""
    return at + 1 < len(words) and words[at].gap == " " and _can_name(words[at + 1], roles, first=True)


def _name_goes_on(word: Token) -> bool:
    """True if what follows a word can belong to the same name: "John F. Kirby", "Amir-Abdollahian"."""
    gap = word.gap.strip()
    return gap == "" or gap in HYPHENS or (gap == "." and len(word.key) <= _LONGEST_INITIALS)


def _can_name(word: Token, roles: RoleWords, *, first: bool) -> bool:
    if not word.capital or word.key.isdigit():
        return False
    if roles.has("surnames", word.key):
        return not first
    if first and roles.has("particles", word.key):
        return roles.has("first_particles", word.key)
    return not any(roles.has(name, word.key) for name in _NO_NAMES)


def _titled(words: Sequence[Token], start: int, roles: RoleWords) -> bool:
    """True if a title stands right before, or the office of a body does: "Secretary of the Council X"."""
    for at in range(start - 1, -1, -1):
        word = words[at]
        if word.gap.strip() not in {"", ".", "-"}:
            return False
        if roles.has("titles", word.key):
            return not (roles.has("commoners", word.key) and words[start].text.islower())
        if not (word.capital and roles.has("words", word.key)):
            return False
        return any(roles.has("titles", before.key) for before in words[:at])
    return False


def _opens(words: Sequence[Token], name: Name) -> bool:
    return name.start == 0 and name.parts > 1 and words[name.end - 1].gap.lstrip().startswith(",")


def _stands_alone(words: Sequence[Token], name: Name, roles: RoleWords) -> bool:
    rest = [*words[: name.start], *words[name.end :]]
    return all(word.key in {"the", "s"} or roles.has("suffixes", word.key) for word in rest) or (
        name.start == 0 and words[name.end - 1].gap.lstrip().startswith(",")
    )


def _names_a_body(words: Sequence[Token], name: Name, roles: RoleWords) -> bool:
    """ "Fatah Alliance", "Radio Venceremos", "New York Post", "the mayor of San Miguel"."""
    after = words[name.end] if name.end < len(words) and words[name.end - 1].gap == " " else None
    if after and after.capital and roles.has("words", after.key):
        return True
    before = words[name.start - 1] if name.start and not words[name.start - 1].gap.strip() else None
    if before is None:
        return False
    if before.capital and before.gap == " " and roles.has("openings", before.key) and not name.titled:
        return True
    return before.key in {"of", "for", "in", "at", "from", "near"} or (
        roles.has("words", before.key) and not name.titled
    )
