"""Places as a desk keeps them: CSV with name, alternate_names, country, admin1, latitude, longitude, kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.actors import NOT_FILLED_IN
from extract.knowledge.user_tables.rows import LeftOut, Outcome, PlaceRow, RowError

COLUMNS = ("name", "alternate_names", "country", "admin1", "latitude", "longitude", "kind")
_LATITUDE, _LONGITUDE = ("latitude", "lat"), ("longitude", "lon", "lng", "long")
_TO_FILL_IN = ("alternate_names", "admin1", "kind", *_LATITUDE, *_LONGITUDE)
_ASKED = "nearest_known"
"""A column that only the tables have that are written for somebody to fill in."""


def is_places(content: Content) -> bool:
    """True if the columns are those of a table of places."""
    header = set(content.header)
    return "name" in header and ("alternate_names" in header or bool(header & set(_LATITUDE)))


def read_places(content: Content) -> Iterator[Outcome]:
    """The places of a CSV table."""
    return content.outcomes(_place)


def first_of(row: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """The cell of the first of some columns that has something in it."""
    return next((row[name] for name in names if cells.text(row.get(name))), None)


def _place(line: int, row: Mapping[str, str]) -> Outcome:
    called = cells.name(row.get("name"))
    if _ASKED in row and not any(cells.text(row.get(column)) for column in _TO_FILL_IN):
        return LeftOut(line, NOT_FILLED_IN)
    north, east = cells.latitude(first_of(row, _LATITUDE)), cells.longitude(first_of(row, _LONGITUDE))
    cells.both_or_neither(north, east)
    kind = cells.place_kind(row.get("kind"))
    if kind is None and north is None:
        raise RowError("it has neither coordinates nor a kind")
    return PlaceRow(
        line,
        called,
        kind or "city",
        cells.country(row.get("country")),
        cells.text(row.get("admin1")) or None,
        north,
        east,
        population=cells.whole(row.get("population"), what="population") or 0,
        code=cells.text(row.get("code") or row.get("id")) or None,
        picked=True,
        others=cells.names(row.get("alternate_names")),
    )
