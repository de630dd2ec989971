"""Likeness of places in columns: towns are compared as arrays, all other places as the small engine does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from extract.large.columns.each_two import EachTwo
from extract.large.columns.fields import places_key
from extract.large.columns.pairs import EachLikeness
from extract.large.columns.rules import SILENT, Asked
from extract.large.columns.table import UNITS, Facet, Floats, Ints
from extract.reconcile import ReconcileSettings
from extract.reconcile.compare.places import (
    EARTH_KM,
    ONE_COUNTRY,
    OTHER_NAME,
    SPELT_ALIKE,
    countries,
    is_town,
    label,
    slips,
    spelling,
)
from extract.reconcile.match.rules.place import place
from schemas import PlaceValue

TOWN, COUNTRY, OTHER = 0, 1, 2
_LONGEST = 2
"""Slips of the pen that any two names may be apart, at most."""


class PlaceScores:
    """Scores of the rule on places for any two rows."""

    def __init__(self, places: Facet[tuple[PlaceValue, ...]], settings: ReconcileSettings) -> None:
        """The values of all places in columns."""
        self._each = EachTwo(places, places_key)
        self._towns = Towns(self._each.column(), settings)

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths, by their nearest two places; `SILENT` where none tells."""
        return self._each.nearest(self._towns, a, b)


class Towns:
    """Scores of the rule on places for any two rows of one place each."""

    def __init__(self, places: Facet[tuple[PlaceValue, ...]], settings: ReconcileSettings) -> None:
        """The values of all places in columns."""
        self._places = places
        self._near_km = settings.near_km
        border = settings.vocabulary.border
        labels: dict[Any, int] = {}
        codes: dict[str, int] = {}
        size = len(places.values)
        self._kind = np.full(size, OTHER, dtype=np.int8)
        self._label, self._country = np.zeros(size, np.int32), np.full(size, -1, np.int32)
        self._at = np.full((2, size), np.nan)
        self._spelling = np.full(size, "", dtype=object)
        for i, value in enumerate(places.values):
            if len(value) == 1 and not border.search(value[0].raw):
                (one,) = value
                named = countries(one)
                self._kind[i] = _kind(one, len(named))
                self._label[i] = labels.setdefault(label(one), len(labels))
                self._country[i] = codes.setdefault(next(iter(named)), len(codes)) if len(named) == 1 else -1
                self._spelling[i] = spelling(one)
                if one.latitude is not None and one.longitude is not None:
                    self._at[:, i] = one.latitude, one.longitude
        self._letters = np.fromiter(map(len, self._spelling), np.int32, size)
        self._slips = np.fromiter(map(slips, range(int(self._letters.max(initial=0)) + 1)), np.int8)
        self._one_by_one = EachLikeness(size, partial(_ask, Asked(settings), places.values))
        self._none = np.fromiter((not value for value in places.values), bool, size)

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths; `SILENT` where places tell nothing."""
        ours, theirs = self._places.codes[a], self._places.codes[b]
        score = np.full(len(a), SILENT, dtype=np.int32)
        told = np.flatnonzero(~(self._none[ours] | self._none[theirs]))
        score[told] = self._told(ours[told], theirs[told])
        return score

    def _told(self, a: Ints, b: Ints) -> Ints:
        kinds = self._kind[a] + self._kind[b]
        known = (self._country[a] >= 0) & (self._country[b] >= 0)
        abroad = known & (self._country[a] != self._country[b])
        wide = (kinds == COUNTRY) & known & (self._label[a] != self._label[b])
        score = np.where(abroad, -UNITS, round(ONE_COUNTRY * UNITS)).astype(np.int32)
        towns = np.flatnonzero((kinds == TOWN) & ~abroad)
        score[towns], unsure = self._of_towns(a[towns], b[towns])
        rest = (kinds > COUNTRY) | ((kinds == COUNTRY) & ~wide)
        rest[towns[unsure]] = True
        left = np.flatnonzero(rest)
        score[left] = self._one_by_one.of(a[left], b[left])
        return score

    def _of_towns(self, a: Ints, b: Ints) -> tuple[Ints, Ints]:
        """Scores of two towns that may be of one country, and which of them are better asked one by one."""
        score = np.full(len(a), UNITS, dtype=np.int32)
        far = ~np.isnan(self._at[0, a] + self._at[0, b])
        other = self._label[a] != self._label[b]
        by_name = np.flatnonzero(other & ~far)
        score[by_name] = self._of_names(a[by_name], b[by_name])
        by_distance = np.flatnonzero(other & far)
        scaled = self._of_distances(a[by_distance], b[by_distance]) * UNITS
        score[by_distance] = np.rint(scaled).astype(np.int32)
        close = np.abs(np.abs(scaled - np.floor(scaled)) - 0.5) < 1e-4  # noqa: PLR2004 (ten-thousandths)
        return score, by_distance[close]

    def _of_names(self, a: Ints, b: Ints) -> Ints:
        allowed = self._slips[np.minimum(self._letters[a], self._letters[b])]
        maybe = np.flatnonzero(np.abs(self._letters[a] - self._letters[b]) <= allowed)
        apart = _distance(self._spelling[a[maybe]], self._spelling[b[maybe]])
        score = np.full(len(a), round(OTHER_NAME * UNITS), dtype=np.int32)
        score[maybe[apart <= allowed[maybe]]] = round(SPELT_ALIKE * UNITS)
        return score

    def _of_distances(self, a: Ints, b: Ints) -> Floats:
        south, north = np.radians(self._at[0, a]), np.radians(self._at[0, b])
        chord = np.sin((north - south) / 2) ** 2
        chord += np.cos(south) * np.cos(north) * np.sin(np.radians(self._at[1, b] - self._at[1, a]) / 2) ** 2
        ratio: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(chord)) / self._near_km
        return np.where(ratio <= 1, 0.7 - ratio * 1.4, np.maximum(-1.0, np.minimum(-0.7, -ratio / 3)))


def _ask(asked: Asked, values: Sequence[tuple[PlaceValue, ...]], a: int, b: int) -> int:
    return asked.of(place, {"places": values[a]}, {"places": values[b]})


def _kind(place: PlaceValue, countries_named: int) -> int:
    if is_town(place) and countries_named <= 1:
        return TOWN
    return COUNTRY if place.precision == "country" and countries_named == 1 and not place.admin1 else OTHER


def _distance(a: Ints, b: Ints) -> Ints:
    if not len(a):
        return np.zeros(0, dtype=np.int32)
    return np.asarray(cpdist(a.tolist(), b.tolist(), scorer=OSA.distance, score_cutoff=_LONGEST, dtype=np.int32))
