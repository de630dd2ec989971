"""Countries of places, as coded data sets spell and number them."""

from __future__ import annotations

from extract.knowledge.world.iso_3166 import iso_countries
from schemas import PlaceValue


def country_name(place: PlaceValue | None) -> str | None:
    """The country's name; None where no or several countries are named."""
    country = iso_countries().get(place.country) if place and place.country else None
    return country.name if country else None


def country_number(place: PlaceValue | None) -> int | None:
    """The country's number in ISO 3166-1; None where no or several countries are named."""
    country = iso_countries().get(place.country) if place and place.country else None
    return country.number if country else None


def admin1(place: PlaceValue | None) -> str | None:
    """The first-level division; None where it is not known."""
    return place.admin1 if place else None
