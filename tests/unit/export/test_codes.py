from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extract.export.codes import date_prec, geo_precision, time_precision, where_prec
from schemas import DateValue, PlaceValue


def date(days: int | None, precision: Any) -> DateValue | None:
    if days is None:
        return None
    first = dt.date(2021, 2, 1)
    return DateValue(raw="", earliest=first, latest=first + dt.timedelta(days=days - 1), precision=precision)


@pytest.mark.parametrize(
    ("days", "precision", "ged", "acled"),
    [
        (1, "day", 1, 1),
        (2, "day", 2, 2),
        (6, "week", 2, 2),
        (7, "week", 3, 2),
        (28, "month", 4, 3),
        (365, "year", 5, None),
        (None, "none", None, None),
    ],
)
def test_how_exactly_a_date_is_known(days: int | None, precision: Any, ged: int | None, acled: int | None) -> None:
    assert (date_prec(date(days, precision)), time_precision(date(days, precision))) == (ged, acled)


def test_half_an_interval_has_no_precision() -> None:
    assert date_prec(DateValue(raw="since May", earliest=dt.date(2021, 5, 1), precision="month")) is None


@pytest.mark.parametrize(
    ("precision", "ged", "acled"),
    [
        ("exact", 1, 1),
        ("near", 2, 2),
        ("district", 3, 2),
        ("province", 4, 3),
        ("region", 5, 3),
        ("country", 6, None),
        ("none", None, None),
    ],
)
def test_how_exactly_a_place_is_known(precision: Any, ged: int | None, acled: int | None) -> None:
    place = PlaceValue(raw="x", precision=precision)
    assert (where_prec(place), geo_precision(place)) == (ged, acled)
    assert where_prec(None) is geo_precision(None) is None
