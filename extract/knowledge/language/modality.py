"""Whether a sentence tells an attack as done, or only as meant, feared, forbidden or possible."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

_TABLE = resources.files("extract.knowledge.language.en") / "modality.toml"

_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_CLAUSE_END = re.compile(r"[;:.!?]|,\s+(?:but|while|after|when|and)\b", re.IGNORECASE)
_BASE_FORM = re.compile(r"(?!\w*(?:ed|ing)$)\w+", re.IGNORECASE)
_REACH = 8
"""Words before the attack that an intention reaches over."""


def none_happened(sentence: str, places: Sequence[tuple[int, int]], language: str | None) -> bool:
    """True if a sentence has words for attacks and tells each as something that has not happened.

    Args:
        sentence: its text.
        places: start and end of each word for an attack.
        language: ISO 639-1; of a language without a table nothing is known.
    """
    words = _tables().get(language or "")
    if words is None or not places:
        return False
    return all(_only_meant(sentence, place, words) for place in places)


def _only_meant(sentence: str, place: tuple[int, int], words: Mapping[str, frozenset[str]]) -> bool:
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


@cache
def _tables() -> Mapping[str, Mapping[str, frozenset[str]]]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        language: {name: frozenset(words.split()) for name, words in lists.items()} for language, lists in table.items()
    }
