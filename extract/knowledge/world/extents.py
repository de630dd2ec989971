"""Where first-level divisions and countries lie: the middle of their towns, and how far these are from it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Extent(NamedTuple):
    """The middle of an area's towns, and the km within which nine of ten of them lie."""

    latitude: float
    longitude: float
    km: int


def extent_of(country: str | None, division: str | None = None) -> Extent | None:
    """Where a division lies, by its country's ISO 3166-1 alpha-2 and its canonical name; without one, the country.

    Source: GeoNames, CC BY 4.0, through `tools/extents.py`.
    """
    return _extents().get((country or "", division or ""))


@cache
def _extents() -> Mapping[tuple[str, str], Extent]:
    rows = (files("extract.knowledge.world") / "extents.tsv").read_text(encoding="utf-8").splitlines()
    table = (row.split("\t") for row in rows)
    return {
        (country, name): Extent(float(latitude), float(longitude), int(km))
        for country, name, latitude, longitude, km in table
    }
