"""Rule on the very place: a street, a village or a camp, whether a table knows it or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from extract.reconcile.compare.places import in_english, is_local, is_town, letters, slips, told_names
from extract.reconcile.compare.words import fold
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling
from schemas import PlaceValue

_JOINTS = re.compile(r"[,;()]|\b(?:in|near|at|of|and|between|outside|on)\b")
"""What stands between two names of one place."""

STEM = 5
"""Letters from which on a word that goes on is the same name with an ending."""


def site(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for a named part of a town that both tell of in their own words, -1.0 where each names others alone.

    A street or a village that no table knows has a name of its own all the same.  Wide places tell nothing, nor does a
    town's own name: that is for the rule on places.
    """
    ours, theirs = list(_sites(a)), list(_sites(b))
    if not ours or not theirs:
        return None
    said = {
        _one_site(first, second, corpus.settings.vocabulary.parts_of_names): (first, second)
        for first in ours
        for second in theirs
    }
    if True in said:
        return Comparison(1.0, _both(*said[True], "one place"))
    return None if None in said else Comparison(-1.0, _both(*said[False], "two places"))


def other_site(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score -1.0 where two articles name two parts of one town; else None.

    Two towns are for the rule on places, and names that are not in English are spelt in too many ways to be two.
    """
    towns = [{letters(place.name) for place in telling.places if place.name and is_town(place)} for telling in (a, b)]
    in_latin = all(in_english(place).isascii() for telling in (a, b) for place in telling.places)
    said = site(a, b, corpus) if in_latin and towns[0] & towns[1] else None
    return said if said is not None and said.score < 0 else None


def _both(a: PlaceValue, b: PlaceValue, what: str) -> str:
    return f"“{a.raw}” and “{b.raw}” are {what}"


def _sites(telling: Telling) -> Iterator[PlaceValue]:
    """The places that the words of a telling name and that are no wider than a town."""
    for place in telling.places:
        if is_local(place) and place.precision != "province" and (place.name or told_names(in_english(place))):
            yield place


def _one_site(a: PlaceValue, b: PlaceValue, generic: frozenset[str]) -> bool | None:
    """Whether two places are one, None where one may lie in the other."""
    ours, theirs = (frozenset().union(*_names(place, generic)) for place in (a, b))
    if shared := ours & theirs:
        towns = frozenset(part for place in (a, b) if _has_own_name(place) for part in told_names(place.name or ""))
        return _share_a_name(a, b, generic, towns) if shared - towns else _name_two_parts(a, b, generic | towns)
    if _has_own_name(a) and _has_own_name(b):
        if _alike(letters(a.name or ""), letters(b.name or "")):
            return False if ours and theirs and not _tells(a, b.name) and not _tells(b, a.name) else None
        return None if _tells(a, b.name) or _tells(b, a.name) else False
    return None if _is_a_town(a) or _is_a_town(b) else False


def _share_a_name(a: PlaceValue, b: PlaceValue, generic: frozenset[str], towns: frozenset[str]) -> bool:
    """True if a name that one place is told by is the other's or a part of it; "Section" alone is no name."""
    return any(
        (ours & theirs) - towns and (ours <= theirs or theirs <= ours)
        for ours in _names(a, generic)
        for theirs in _names(b, generic)
    )


def _name_two_parts(a: PlaceValue, b: PlaceValue, others: frozenset[str]) -> bool | None:
    """Whether the names that two places have beside that of the town share a word; None where one has no other."""
    ours, theirs = (frozenset().union(*_names(place, others)) for place in (a, b))
    return bool(ours & theirs) if ours and theirs else None


def _names(place: PlaceValue, generic: frozenset[str]) -> Iterator[frozenset[str]]:
    """The names that a place is told by ("K Section, Umlazi" by two), each as its words without those of many names."""
    for part in _JOINTS.split(in_english(place)):
        words = (word for word in part.replace("-", " ").split() if word[0].isupper() or word[0].isdigit())
        yield frozenset(folded for word in words for folded in fold(word)) - generic


def _is_a_town(place: PlaceValue) -> bool:
    """True if the words of a place are those of a town, not of a part of it that the town is known for."""
    return _has_own_name(place) and _tells(place, place.name)


def _has_own_name(place: PlaceValue) -> bool:
    """True of a town, known to a table or not: then its name is all that its words are."""
    return is_town(place) or (place.name is not None and letters(place.name) == letters(in_english(place)))


def _tells(place: PlaceValue, name: str | None) -> bool:
    """True if the words of a place hold a town's name, whatever its ending."""
    wanted = letters(name or "")
    return any(_alike(letters(word), wanted) for word in in_english(place).split()) or _alike(
        letters(in_english(place)), wanted
    )


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) >= STEM and long.startswith(short)) or OSA.distance(a, b) <= slips(len(short))
