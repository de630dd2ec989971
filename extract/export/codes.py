"""The codes in which conflict data sets say how exactly a date and a place are known."""

from __future__ import annotations

from typing import Final

from schemas import DateValue, PlaceValue

_WHERE: Final = {"exact": 1, "near": 2, "district": 3, "province": 4, "region": 5, "country": 6}
"""GED's precision of a place. Source: UCDP GED codebook, ``where_prec``."""

_GEO: Final = {"exact": 1, "near": 2, "district": 2, "province": 3, "region": 3}
"""ACLED's precision of a place. Source: ACLED codebook, ``geo_precision``."""

_DAYS_OF_A_SPAN: Final = 6
"""Days up to which GED calls a span "2 to 6 days". Source: UCDP GED codebook, ``date_prec``."""

_DATE: Final = {"week": 3, "month": 4, "year": 5}
"""GED's precision of a date. Source: UCDP GED codebook, ``date_prec``."""

_TIME: Final = {"week": 2, "month": 3}
"""ACLED's precision of a date. Source: ACLED codebook, ``time_precision``."""


def date_prec(date: DateValue | None) -> int | None:
    """1 a day, 2 a span of two to six days, 3 a week, 4 a month, 5 a year; None for a date that is not known.

    Source: UCDP GED codebook, ``date_prec``.
    """
    if date is None or date.earliest is None or date.latest is None:
        return None
    days = (date.latest - date.earliest).days + 1
    if days <= _DAYS_OF_A_SPAN and date.precision in ("day", "week"):
        return 1 if days == 1 else 2
    return _DATE.get(date.precision, 3 if date.precision == "day" else None)


def where_prec(place: PlaceValue | None) -> int | None:
    """1 exact, 2 near, 3 second-level division, 4 first-level division, 5 part of a country, 6 country; None unknown.

    Source: UCDP GED codebook, ``where_prec`` (7, sea or air, is not told apart here).
    """
    return None if place is None else _WHERE.get(place.precision)


def time_precision(date: DateValue | None) -> int | None:
    """1 a day, 2 a week or a span of days, 3 a month; None for a year or a date that is not known.

    Source: ACLED codebook, ``time_precision``.
    """
    code = date_prec(date)
    if date is None or code is None:
        return None
    return code if code <= 2 else _TIME.get(date.precision, 2 if date.precision == "day" else None)  # noqa: PLR2004


def geo_precision(place: PlaceValue | None) -> int | None:
    """1 a town, 2 near a town or a small area, 3 a larger region; None where only a country or nothing is known.

    Source: ACLED codebook, ``geo_precision``.
    """
    return None if place is None else _GEO.get(place.precision)
