"""Countries of places, as coded data sets spell and number them."""

from __future__ import annotations

import pycountry

from schemas import PlaceValue


def country_name(place: PlaceValue | None) -> str | None:
    """The country's name; None where no or several countries are named."""
    country = pycountry.countries.get(alpha_2=place.country) if place and place.country else None
    return str(getattr(country, "common_name", country.name)) if country else None


def country_number(place: PlaceValue | None) -> int | None:
    """The country's number in ISO 3166-1; None where no or several countries are named."""
    country = pycountry.countries.get(alpha_2=place.country) if place and place.country else None
    return int(country.numeric) if country else None


def admin1(place: PlaceValue | None) -> str | None:
    """The first-level division; None where it is not known."""
    return place.admin1 if place else None
