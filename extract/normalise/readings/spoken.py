"""Whether words in any language hold a name of a place, as they inflect it or spell it in their own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from anyascii import anyascii
from rapidfuzz.distance import Indel

from extract.knowledge.world.known import Gazetteer, KnownPlace
from extract.knowledge.world.spelling import squash

_WORD = re.compile(r"[^\W\d_]+(?:[-'’‘][^\W\d_]+)*")
_LONGEST = 4
"""Words of a name that are looked up together."""

_PREFIXES = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ה", "ב", "ל", "מ", "ש", "וב", "שב")
"""What Arabic and Hebrew write together with the word behind it: "and", "in", "to", "of", the article."""
_ALIKE = 0.75
"""Share that the letters of a name in two scripts have in common where it is one: "Khan Ywns" and "Khan Younis"."""
_STEM = 4
"""Letters: of fewer, too many words are forms of one another."""

_SHARE_OF_ENDING = 4
"""Of so many letters one may belong to an ending: "Вінниці" of "Вінниця"."""
_ENDING = 0.6
"""An inflected word keeps at least so much of its name, and no less than four letters."""
_VOWELS = str.maketrans("", "", "aeiouyw'`’")


def holds(words: str, places: Sequence[KnownPlace], name: str, gazetteer: Gazetteer, *, inflected: bool = True) -> bool:
    """True if words hold a name of one of some places, or the name itself in other letters or with an ending.

    A phrase that is the very name of another place of the country is no spelling of this one.

    Args:
        words: as an article in any language has them.
        places: all that are meant by the name.
        name: in Latin letters.
        gazetteer: what every place is called in every language.
        inflected: whether the words may have endings and spellings of their own; in English a letter is another town.
    """
    known = {(place.name, place.country) for place in places}
    countries = {place.country for place in places}
    for phrase in _phrases(words):
        found = [place for form in _forms(phrase) for place in gazetteer.find(form)]
        if any((place.name, place.country) in known for place in found) or squash(phrase) == squash(name):
            return True
        if not (inflected or not phrase.isascii()) or any(place.country in countries for place in found):
            continue
        stem = phrase[: -(len(phrase) // _SHARE_OF_ENDING)]
        begun = gazetteer.beginning(stem, len(phrase) + 1) if len(stem) >= _STEM else ()
        if any((place.name, place.country) in known for place in begun) or is_name(phrase, name):
            return True
    return False


def holds_country(words: str, names: Sequence[str]) -> bool:
    """True if words hold a name of a country in any language, or an adjective of it: "сирийский", "syrien"."""
    return any(is_name(form, name) for phrase in _phrases(words) for form in _forms(phrase) for name in names)


def is_name(phrase: str, name: str) -> bool:
    """True if a phrase is a name with another ending, or in other letters."""
    ours, theirs = _letters(phrase), _letters(name)
    shared = _shared_start(ours, theirs)
    if min(len(ours), len(theirs)) >= _STEM and shared >= max(_STEM, _ENDING * max(len(ours), len(theirs))):
        return True
    if phrase.isascii():
        return False
    bare, other = ours.translate(_VOWELS), theirs.translate(_VOWELS)
    return len(other) >= _STEM - 1 and Indel.normalized_similarity(bare, other) >= _ALIKE


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, anyascii(words).lower()))


def _shared_start(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _phrases(words: str) -> Iterator[str]:
    found = list(_WORD.finditer(words))
    for start in range(len(found)):
        for end in range(start + 1, min(start + _LONGEST, len(found)) + 1):
            yield words[found[start].start() : found[end - 1].end()]


def _forms(phrase: str) -> Iterator[str]:
    yield phrase
    for prefix in _PREFIXES:
        if phrase.startswith(prefix) and len(phrase) - len(prefix) >= _STEM - 1:
            yield phrase[len(prefix) :]
