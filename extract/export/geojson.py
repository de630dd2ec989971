"""``geojson``: events as points, with what each point is and how exactly the place is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.export.tables import events_table
from extract.knowledge.world.extents import extent_of
from schemas import EventSet, PlaceValue


def write_geojson(events: EventSet, folder: Path) -> Sequence[Path]:
    """``events.geojson``: a feature an event in WGS 84; of a province or country its middle, which ``point_is`` says.

    Where nothing is known of a place, the geometry is null.

    Source: RFC 7946.
    """
    table = events_table(events)
    features = [
        _feature(dict(zip(table.columns, row, strict=True)), event.place)
        for row, event in zip(table.rows, events.events, strict=True)
    ]
    path = folder / "events.geojson"
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")
    return [path]


def _feature(row: dict[str, Any], place: PlaceValue | None) -> dict[str, Any]:
    identifier, latitude, longitude = row.pop("id"), row.pop("latitude"), row.pop("longitude")
    point, told = ((longitude, latitude), {}) if latitude is not None and longitude is not None else _middle(place)
    return {
        "type": "Feature",
        "id": identifier,
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "properties": {"id": identifier, **row, "point_is": "the place told" if point and not told else None, **told},
    }


def _middle(place: PlaceValue | None) -> tuple[tuple[float, float] | None, dict[str, Any]]:
    """For a place known as a province or country: the middle of its towns, and how far these lie from it."""
    extent = extent_of(place.country, place.admin1) if place else None
    if place is None or extent is None:
        return None, {}
    area = "province" if place.admin1 else "country"
    return (extent.longitude, extent.latitude), {"point_is": f"the middle of the {area}", "radius_km": extent.km}
