"""Whether two wordings name the same, as scorers of news events judge it."""

from __future__ import annotations

from extract.evaluate.wording import fold

_POINTING = {"this", "that", "these", "those", "his", "her", "their", "its", "some"}
_PRONOUNS = _POINTING | {"he", "she", "they", "it", "we", "i", "you", "who", "which", "one", "others"}
_BEFORE_A_NAME = _POINTING | {"the", "a", "an"}


def words(wording: str) -> list[str]:
    """Its words, folded, without an article in front."""
    found = fold(wording).split()
    while len(found) > 1 and found[0] in _BEFORE_A_NAME:
        found = found[1:]
    return found


def is_pronoun(wording: str) -> bool:
    """True if nobody is named by it."""
    return fold(wording) in _PRONOUNS


def holds(wording: str, mention: str) -> bool:
    """True if a mention stands in a wording as whole words."""
    return bool(words(mention)) and f" {' '.join(words(mention))} " in f" {fold(wording)} "


def same_name(told: str, gold: str) -> bool:
    """True if one holds the other ("Caddell", "the pollster Pat Caddell"), or both end in one name."""
    ends = {wording.split()[-1] for wording in (told, gold) if wording.split()}
    return holds(told, gold) or holds(gold, told) or (len(ends) == 1 and ends.pop()[:1].isupper())


def fills(told: str, mention: str) -> bool:
    """True if it equals or holds the mention, or is a shorter form of it with the same head.

    Source: the matching of fillers in MUC-4, where the head noun of a phrase is enough (Chinchor, "MUC-4 Evaluation
    Metrics", 1992). The head of a phrase is taken to be its last word.
    """
    return holds(told, mention) or (holds(mention, told) and words(told)[-1:] == words(mention)[-1:])
