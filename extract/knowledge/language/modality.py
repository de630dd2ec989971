"""Whether a sentence tells an attack as done, or only as meant, feared, forbidden or possible."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Modality: TypeAlias = Mapping[str, frozenset[str]]
"""Words of one language by what they tell of an attack: ``modals``, ``carried_out``, ``intentions``,
``indefinite``, ``negations``."""

_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_CLAUSE_END = re.compile(r"[;:.!?]|,\s+(?:but|while|after|when|and)\b", re.IGNORECASE)
_BASE_FORM = re.compile(r"(?!\w*(?:ed|ing)$)\w+", re.IGNORECASE)
_REACH = 8
"""Words before the attack that an intention reaches over."""


def none_happened(sentence: str, places: Sequence[tuple[int, int]], words: Modality | None) -> bool:
    """True if a sentence has words for attacks and tells each as something that has not happened.

    Args:
        sentence: its text.
        places: start and end of each word for an attack.
        words: those of its language; None where none are known.
    """
    if words is None or not places:
        return False
    return all(_only_meant(sentence, place, words) for place in places)


def _only_meant(sentence: str, place: tuple[int, int], words: Modality) -> bool:
    before = _clause_before(sentence[: place[0]])
    if not before:
        return False
    verb = _BASE_FORM.fullmatch(sentence[place[0] : place[1]]) is not None
    near = [word for word in before if not word.endswith("ly")][-2:]
    if verb and near and near[-1] in words["modals"]:
        return not (near[-1] == "to" and len(near) > 1 and near[-2] in words["carried_out"])
    if near and (near[-1] in words["indefinite"] or near[-1] in words["negations"]):
        return True
    return any(word in words["intentions"] for word in before[-_REACH:])


def _clause_before(text: str) -> list[str]:
    """Words of the clause that the text ends in, in small letters."""
    ends = [match.end() for match in _CLAUSE_END.finditer(text)]
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text, ends[-1] if ends else 0)]
