"""How two places stand to each other: one place, one within the other, near, or apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from rapidfuzz.distance import OSA

from extract.reconcile.compare.words import fold
from schemas import PlaceValue

EARTH_KM = 6371.0
SPELT_ALIKE, ONE_COUNTRY, OTHER_NAME, OTHER_PROVINCE = 0.8, 0.3, -0.5, -0.7
ONE_LETTER, TWO_LETTERS = 5, 10
"""Letters that a name has at least for one, for two of them to be a slip of the pen.  Of shorter names one letter makes
another town (Hit and Hut), and so do two in most."""

NARROW = frozenset({"exact", "near", "district"})
BREADTH = ("exact", "near", "district", "province", "region", "country", "none")
"""Precisions from the narrowest to the widest."""


class Relation(NamedTuple):
    """How near two places are, from 1.0 (one place) to -1.0 (apart), and what shows it."""

    score: float
    detail: str


def countries(place: PlaceValue) -> frozenset[str]:
    """ISO codes of every country a place names."""
    return frozenset(place.countries) or (frozenset({place.country}) if place.country else frozenset())


def sole_country(place: PlaceValue, border: re.Pattern[str]) -> str | None:
    """The one country a place lies in; None if it names several or speaks of a border, which has two sides."""
    named = countries(place)
    return next(iter(named)) if len(named) == 1 and not border.search(place.raw) else None


def distance_km(a: PlaceValue, b: PlaceValue) -> float | None:
    """Great-circle distance, None unless both have coordinates and are told to the town."""
    if not {a.precision, b.precision} <= NARROW:
        return None
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    south, north = radians(a.latitude), radians(b.latitude)
    chord = sin((north - south) / 2) ** 2
    chord += cos(south) * cos(north) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))


def relation(a: PlaceValue, b: PlaceValue, *, near_km: float, border: re.Pattern[str]) -> Relation | None:
    """How two places stand to each other; None where nothing tells, as of the two sides of a border.

    Within ``near_km`` two towns may be one place as two reporters saw it, the likelier the nearer they are.
    Source: Weidmann (2015) finds most media-based locations within 50 km of the true one.
    """
    ours, theirs = countries(a), countries(b)
    if ours and theirs and not ours & theirs:
        if border.search(a.raw) or border.search(b.raw):
            return None
        return Relation(-1.0, f"{'/'.join(sorted(ours))} and {'/'.join(sorted(theirs))}")
    if label(a) == label(b):
        return Relation(_sameness(a, b), f"both {a.name or a.raw}")
    away = distance_km(a, b)
    if away is None:
        return _spelt(a, b) or _nested(a, b) or _worded(a, b)
    score = 0.7 - away / near_km * 1.4 if away <= near_km else max(-1.0, min(-0.7, -away / near_km / 3))
    return Relation(score, f"{a.name} and {b.name} are {away:.0f} km apart")


def spelling(place: PlaceValue) -> str:
    """The letters of a place's name, by which two spellings of it are compared."""
    return letters(place.name or place.raw)


def letters(name: str) -> str:
    """A name without what writers differ on: spaces, hyphens, accents, capitals."""
    return "".join(fold(name))


def slips(letters: int) -> int:
    """How many letters may be left out, added, changed or swapped in a name of so many for it to be the same."""
    return (letters >= ONE_LETTER) + (letters >= TWO_LETTERS)


def in_english(place: PlaceValue) -> str:
    """The words of a place in English, where a model gave these, else as they are."""
    return place.english or place.raw


def told_names(words: str) -> frozenset[str]:
    """The names and numbers among the words of a place, folded; none of "the alley" or of a script without capitals."""
    found = (word for word in words.replace("-", " ").split() if word[0].isupper() or word[0].isdigit())
    return frozenset(part for word in found for part in fold(word) if len(part) > 1)


def begins(a: PlaceValue, b: PlaceValue) -> bool:
    """True if the words of one place, a name, are the first words of the other."""
    short, long = sorted((in_english(a), in_english(b)), key=len)
    return bool(told_names(short)) and re.match(rf"{re.escape(short)}\b", long, re.IGNORECASE) is not None


def is_local(place: PlaceValue) -> bool:
    """True of a place that its own words name and that is no wider than a province, whether a table knows it or not.

    "The alley" and "there" only point back to a place; a border and the east of a country are wide.
    """
    words = in_english(place)
    told = told_names(words) or (not words.isascii() and words.upper() == words.lower())
    return bool(told) and place.precision not in ("region", "country")


def is_town(place: PlaceValue) -> bool:
    """True of a place with a name of its own that is no wider than a town and what lies near.

    What is known by its name alone, and neither as a country nor as a part of one, is such a place.
    """
    return place.name is not None and place.precision in ("exact", "near", "none")


def towns_of(places: Iterable[PlaceValue]) -> frozenset[str]:
    """The spellings of the towns among some places."""
    return frozenset(spelling(place) for place in places if is_town(place))


def _spelt(a: PlaceValue, b: PlaceValue) -> Relation | None:
    """Two towns by their names alone: one but for a slip of the pen, or two; None where one is wider than a town."""
    if not is_town(a) or not is_town(b):
        return None
    ours, theirs = spelling(a), spelling(b)
    listed = a.latitude is not None or b.latitude is not None
    if ours != theirs and listed and (a.country is None or a.country != b.country):
        return None  # a town that a table knows is not taken for a misspelt one of another, or of no, country
    if OSA.distance(ours, theirs) <= slips(min(len(ours), len(theirs))):
        return Relation(SPELT_ALIKE, f"{a.name} and {b.name} are spelt alike")
    return Relation(OTHER_NAME, f"{a.name} and {b.name} are two names")


def label(place: PlaceValue) -> tuple[tuple[str, ...], str | None]:
    """The name and country by which two places are one."""
    return fold(place.name or place.raw), place.country


def _sameness(a: PlaceValue, b: PlaceValue) -> float:
    widest = max(BREADTH.index(a.precision), BREADTH.index(b.precision))
    return {"exact": 1.0, "near": 1.0, "district": 1.0, "province": 0.8, "region": 0.6, "country": 0.3}.get(
        BREADTH[widest], 0.6
    )


def _nested(a: PlaceValue, b: PlaceValue) -> Relation | None:
    """The comparison of two places by province and country, where the distance is not known."""
    if _within(a, b) or _within(b, a):
        return Relation(0.6, f"{a.name} and {b.name}, one within the other")
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return Relation(OTHER_PROVINCE, f"{a.admin1} and {b.admin1}")
    shared = countries(a) & countries(b)
    return Relation(ONE_COUNTRY, f"both in {'/'.join(sorted(shared))}") if shared else None


def _within(inner: PlaceValue, outer: PlaceValue) -> bool:
    return outer.precision == "province" and outer.name is not None and inner.admin1 in (outer.name, outer.admin1)


def _worded(a: PlaceValue, b: PlaceValue) -> Relation | None:
    shared = sorted({word for word in set(fold(a.raw)) & set(fold(b.raw)) if len(word) > 3})  # noqa: PLR2004
    return Relation(0.4, f"both say {' '.join(shared)}") if shared else None
