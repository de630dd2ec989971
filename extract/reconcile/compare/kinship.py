"""How two actors stand to each other: the same, one within the other, or different."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Indel

from extract.reconcile.compare.words import fold
from schemas import Actor

SAME, SAME_NAME, MEMBER, SAME_STATE, UNLIKE, DIFFERENT = 1.0, 0.9, 0.6, 0.3, -0.5, -1.0
ALIKE = 0.8
"""Two spellings of a name are one from this normalised similarity on.  Source: "Fouad" and "Fuad" 0.89, "Jawad" and
"Javad" 0.80, "Hussain" and "Hussein" 0.86; "Saddam" and "Fuad" 0.40."""

PARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "ad",
        "as",
        "bin",
        "ibn",
        "ben",
        "abu",
        "de",
        "del",
        "da",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
    }
    | {"of", "the", "and"}
)
_SHORT = 3
"""Letters: words so short are alike by chance."""

NAMES_KNOWN = 16_384
"""Whose words are kept: an actor is compared with many others."""


def is_named(actor: Actor) -> bool:
    """True if a table knows the actor or the words are a proper name ("Ali Shamkhani", not "Western officials")."""
    return actor.id is not None or _is_proper_name(actor.name)


@lru_cache(maxsize=NAMES_KNOWN)
def _is_proper_name(name: str) -> bool:
    words = [word for word in name.replace("-", " ").split() if word.lower() not in PARTICLES]
    return bool(words) and all(word[:1].isupper() for word in words)


def kinship(a: Actor, b: Actor) -> float | None:
    """How near two actors are, from 1.0 (the same) to -1.0 (known to differ); None where nothing tells.

    Members of one body are not thereby the same, and a name that a table does not know is never taken for one it knows.
    """
    if a.id and b.id:
        return _known_kinship(a, b)
    if (a.id is None and b.id is None and same_name(a.name, b.name)) or _one_full_name(a.name, b.name):
        return SAME_NAME
    if a.country and b.country and a.country != b.country:
        return DIFFERENT if is_named(a) and is_named(b) else UNLIKE
    if a.id is None and b.id is None and is_named(a) and is_named(b):
        return DIFFERENT
    if a.country and a.country == b.country:
        return SAME_STATE
    shared = _described(a.name, b.name)
    return UNLIKE if shared is None and is_named(a) and is_named(b) else shared


def _known_kinship(a: Actor, b: Actor) -> float:
    if a.id == b.id:
        return SAME
    if a.id in b.member_of or b.id in a.member_of or _acts_for(a, b) or _acts_for(b, a):
        return MEMBER
    return DIFFERENT


def _acts_for(one: Actor, state: Actor) -> bool:
    """True of a body or an officer of a state and the state itself."""
    return one.country is not None and one.country == state.country and state.id == state.country.lower()


@lru_cache(maxsize=65_536)
def same_name(a: str, b: str) -> bool:
    """True if every word of the shorter name is a spelling of one of the longer, and their last words agree.

    What is told of a name before it ("the banned Baluch Freedom Front") is no word of it.
    """
    first, second = sorted((name_words(bare(a)), name_words(bare(b))), key=lambda words: (len(words), words))
    if not first:
        return fold(a) == fold(b)
    return _spells(first[-1], second[-1]) and all(any(_spells(word, other) for other in second) for word in first)


def bare(name: str) -> str:
    """A name of two words and more without the words in small letters before it; other words as they are."""
    words = name.split()
    first = next((place for place, word in enumerate(words) if word[0].isupper()), 0)
    proper = words[first:]
    return " ".join(proper) if first and len(proper) > 1 and _is_proper_name(" ".join(proper)) else name


def _one_full_name(a: str, b: str) -> bool:
    """True of one name of two words and more, whether a table knows it from one article or not."""
    words = name_words(a)
    return len(words) > 1 and words == name_words(b) and _is_proper_name(a)


def kin(ours: tuple[Actor, ...], theirs: tuple[Actor, ...]) -> float | None:
    """The nearest kinship between two groups of actors, None where no pair tells anything."""
    known = [score for a in ours for b in theirs if (score := kinship(a, b)) is not None]
    return max(known, default=None)


@lru_cache(maxsize=NAMES_KNOWN)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without particles such as "al" and "of"."""
    return tuple(word for word in fold(name.replace("-", " ")) if word not in PARTICLES)


def name_of(actor: Actor) -> str | None:
    """The key that an actor is looked up by: its id in a table, or else the last word of its name."""
    return actor.id or _last_word(actor.name)


@lru_cache(maxsize=NAMES_KNOWN)
def _last_word(name: str) -> str | None:
    return next((word for word in reversed(fold(name)) if word not in PARTICLES), None)


def _spells(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > _SHORT and Indel.normalized_similarity(a, b) >= ALIKE)


def _described(a: str, b: str) -> float | None:
    """Share of words two descriptions have in common, halved: words alone never make two actors one."""
    ours, theirs = set(name_words(a)), set(name_words(b))
    shared = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    return shared / 2 if shared else None
