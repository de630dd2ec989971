"""The formats of tables: how each is told from the others, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats import (
    acled,
    actors,
    admin,
    ftm,
    geojson,
    geonames,
    outlets,
    places,
    ucdp,
    words,
)
from extract.knowledge.user_tables.rows import Outcome

Of = Literal["actors", "places", "outlets", "days", "numbers"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, what its rows are, whether a file is of it, and its rows.

    ``published`` lists are made by others, for everybody.
    """

    name: str
    of: Of
    fits: Callable[[Content], bool]
    read: Callable[[Content], Iterator[Outcome]]
    published: bool = False


FORMATS = (
    Format("actors in TOML", "actors", actors.is_toml, actors.read_toml),
    Format("GeoJSON", "places", geojson.is_geojson, geojson.read_geojson),
    Format("FollowTheMoney entities", "actors", ftm.is_ftm, ftm.read_ftm, published=True),
    Format("GeoNames file", "places", geonames.is_geonames, geonames.read_geonames, published=True),
    Format("UCDP actor list", "actors", ucdp.is_ucdp, ucdp.read_ucdp, published=True),
    Format("ACLED actor list", "actors", acled.is_acled, acled.read_acled, published=True),
    Format("administrative table with P-codes", "places", admin.is_admin, admin.read_admin, published=True),
    Format("outlets", "outlets", outlets.is_outlets, outlets.read_outlets),
    Format("words for days", "days", words.is_days, words.read_days),
    Format("words for numbers", "numbers", words.is_numbers, words.read_numbers),
    Format("places", "places", places.is_places, places.read_places),
    Format("actors", "actors", actors.is_csv, actors.read_csv),
)
"""In the order in which they are tried: those whose form no other has come first."""

READ = "actors, places, outlets, words for days or numbers in CSV; actors in TOML; FollowTheMoney; UCDP or ACLED actor \
lists; a GeoNames file; HXL or OCHA administrative tables; GeoJSON"


def format_of(content: Content) -> Format | None:
    """The format of a file; None where it is no table that is known."""
    return next((one for one in FORMATS if one.fits(content)), None)
