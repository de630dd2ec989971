"""Tells a name that is meant from one that only says whose, against whom or by whom: "two brothers of X"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.knowledge.language.tokens import HYPHENS, Token
from extract.knowledge.world.known import RoleWords

_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "s"})
_OF = frozenset({"of", "for"})
_TOWARDS = frozenset(
    {"against", "to", "with", "from", "by", "under", "alongside", "than", "like", "over", "between", "about"}
)
_CLAUSE = frozenset({"who", "that", "which", "whose", "whom"})
_ING = 5
"""Letters of the shortest verb in "-ing" that is no noun: "king" and "ring" are, "going" is not."""


def is_attached(words: Sequence[Token], start: int, roles: RoleWords, *, person: bool) -> bool:
    """True if a name that starts at a word hangs on what stands before it and is not meant itself.

    "Hostages held by Hamas" are not Hamas, "a spokesman for Governor X" is not X; "Secretary of State X", "President of
    Iraq X" and "fighters of Hamas" are who the name says.

    Args:
        words: those of who takes part.
        start: where the name starts.
        roles: words that tell what somebody is.
        person: whether the name is one of a person; else of a group.
    """
    if any(word.key in _CLAUSE for word in words[1:start]) or any(roles.has("blamed", w.key) for w in words[:start]):
        return True
    at, title = _opening(words, start, roles)
    if at < 1 or not _goes_on(words[at]):
        return False
    key, head = words[at].key, words[at - 1].key
    if key in _OF:
        between = start - at - 1
        if person:
            return (title or not between or _only_articles(words[at + 1 : start])) and _is_somebody(
                words, at, roles, between
            )
        return _is_relation(head, roles) and not roles.has("serving", head) and not roles.has("belongings", head)
    if key in _TOWARDS:
        return not roles.has("belonging_to", head)
    doing = words[at].text.islower() and ((key.endswith("ing") and len(key) >= _ING) or head == "to")
    return doing and (person or not roles.has("belonging_to", key))


def is_of(words: Sequence[Token], end: int, roles: RoleWords) -> bool:
    """True if what follows a name is somebody it is done to, or who is against it: "Hamas hostages"."""
    if end >= len(words) or not _goes_on(words[end - 1]):
        return False
    key = words[end].key
    return (
        _is_relation(key, roles)
        and not roles.has("serving", key.removesuffix("s"))
        and not roles.has("belongings", key)
    )


def _opening(words: Sequence[Token], start: int, roles: RoleWords) -> tuple[int, bool]:
    """The word that stands before the titles and articles of a name, and whether there is a title among them."""
    at, title = start - 1, False
    while at >= 0 and _goes_on(words[at]) and _describes(words[at], roles, titled=title):
        title = title or (roles.has("titles", words[at].key) and not roles.has("modifiers", words[at].key))
        at -= 1
    return at, title


def _describes(word: Token, roles: RoleWords, *, titled: bool) -> bool:
    """True of what can stand between "of" and a name; before a title also whose it is, and "ousted"."""
    if word.key in _ARTICLES:
        return True
    if word.key in _OF or word.key in _TOWARDS:
        return False
    if titled and (word.capital or word.key.endswith("ed")):
        return True
    known = roles.has("titles", word.key) or roles.has("modifiers", word.key)
    return known or (word.capital and word.key.endswith(_NATIONS))


_NATIONS = ("i", "an", "ian", "ese", "ish", "ch")
"""Endings of adjectives of countries: "of Iraqi President X"."""


def _goes_on(word: Token) -> bool:
    return word.gap.strip() in {"", ".", *HYPHENS}


def _only_articles(words: Sequence[Token]) -> bool:
    return all(word.key in _ARTICLES for word in words)


def _is_somebody(words: Sequence[Token], of: int, roles: RoleWords, between: int) -> bool:
    """True if who stands before "of" is somebody else than the one named behind: "brothers", "a spokesman"."""
    head = words[of - 1].key
    return not between or _is_relation(head, roles) or (not roles.has("titles", head) and not roles.has("words", head))


def _is_relation(word: str, roles: RoleWords) -> bool:
    return any(roles.has("relations", form) for form in (word, word.removesuffix("s"), word.removesuffix("es")))
