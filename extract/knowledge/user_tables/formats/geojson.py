"""GeoJSON: points, and polygons by the middle of their area, each with a name among its properties.

Source: RFC 7946; coordinates are longitude, then latitude.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.admin import layout_of, places_of
from extract.knowledge.user_tables.formats.places import first_of
from extract.knowledge.user_tables.rows import LeftOut, Outcome, PlaceRow, Refused, RowError

_FEATURES = re.compile(r'"features"\s*:\s*\[')
_NEXT = re.compile(r'\{\s*"type"\s*:\s*"Feature"')
_NAME = ("name", "name_en", "name:en", "shapename", "place_name", "title")
_OTHERS = ("alternate_names", "alt_name", "alternatenames", "aliases", "name_local")
_COUNTRY = ("country", "country_code", "iso_a2", "iso2", "iso3", "shapegroup", "adm0_pcode")
_FEWEST_CORNERS = 4


def is_geojson(content: Content) -> bool:
    """True if the text begins as a collection of features."""
    return content.head.lstrip().startswith("{") and '"FeatureCollection"' in content.head


def read_geojson(content: Content) -> Iterator[Outcome]:
    """The places of a collection; a feature that is no valid JSON is refused alone."""
    text, known = content.text(), dict[str, str]()
    opened = _FEATURES.search(text)
    at, decoder = (opened.end() if opened else len(text)), json.JSONDecoder()
    line, counted = 1, 0
    while (at := _start(text, at)) < len(text) and text[at] == "{":
        line, counted = line + text.count("\n", counted, at), at
        try:
            feature, at = decoder.raw_decode(text, at)
        except ValueError as error:
            yield Refused(line, f"it is no valid JSON: {str(error).split(':')[0]}")
            following = _NEXT.search(text, at + 1)
            at = following.start() if following else len(text)
            continue
        yield from _places(line, feature, known)


def _start(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _places(line: int, feature: Mapping[str, Any], known: dict[str, str]) -> Iterator[Outcome]:
    held = feature.get("properties") or {}
    row = {str(key).casefold(): str(value) for key, value in held.items() if value is not None}
    try:
        point = _point(feature.get("geometry") or {})
    except (RowError, TypeError, ValueError, IndexError) as error:
        yield Refused(line, str(error) if isinstance(error, RowError) else "its coordinates are no numbers of degrees")
        return
    if point is None:
        yield LeftOut(line, "a line, or a place without a shape")
        return
    layout = layout_of(tuple(row))
    if layout.levels and layout.codes:
        layout.north, layout.east = "latitude", "longitude"
        yield from places_of(line, {**row, "latitude": str(point[0]), "longitude": str(point[1])}, layout, known)
        return
    try:
        yield _place(line, row, point, is_point=feature["geometry"]["type"] == "Point")
    except RowError as error:
        yield Refused(line, str(error))


def _place(line: int, row: Mapping[str, str], point: tuple[float, float], *, is_point: bool) -> PlaceRow:
    kind = cells.place_kind(row.get("kind"))
    return PlaceRow(
        line,
        cells.name(first_of(row, _NAME)),
        kind or ("city" if is_point else "district"),
        cells.country(first_of(row, _COUNTRY)),
        cells.text(row.get("admin1")) or None,
        *point,
        code=cells.text(row.get("code") or row.get("id")) or None,
        picked=True,
        others=tuple(name for key in _OTHERS for name in cells.names(row.get(key))),
    )


def _point(geometry: Mapping[str, Any]) -> tuple[float, float] | None:
    """Latitude and longitude; of a polygon the middle of its area, of several that of the largest."""
    match geometry.get("type"):
        case "Point":
            east, north = geometry["coordinates"][:2]
        case "Polygon":
            east, north = _middle(geometry["coordinates"][0])
        case "MultiPolygon":
            largest = max((polygon[0] for polygon in geometry["coordinates"]), key=lambda ring: abs(_area(ring)))
            east, north = _middle(largest)
        case _:
            return None
    found = cells.latitude(str(float(north))), cells.longitude(str(float(east)))
    cells.both_or_neither(*found)
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None


def _area(ring: Sequence[Sequence[float]]) -> float:
    return sum(x * b - a * y for (x, y, *_), (a, b, *_) in pairwise(ring)) / 2


def _middle(ring: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The centroid of a ring; the mean of its corners where it has no area."""
    if len(ring) < _FEWEST_CORNERS:
        raise RowError(f"its ring has {len(ring)} corners; a polygon has at least {_FEWEST_CORNERS}")
    area = _area(ring)
    pairs = list(pairwise(ring))
    if not area:
        return sum(corner[0] for corner in ring) / len(ring), sum(corner[1] for corner in ring) / len(ring)
    east = sum((x + a) * (x * b - a * y) for (x, y, *_), (a, b, *_) in pairs) / (6 * area)
    north = sum((y + b) * (x * b - a * y) for (x, y, *_), (a, b, *_) in pairs) / (6 * area)
    return east, north
