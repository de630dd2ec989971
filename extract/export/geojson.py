"""``geojson``: events as points, with how exactly each is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.export.tables import events_table
from schemas import EventSet


def write_geojson(events: EventSet, folder: Path) -> Sequence[Path]:
    """``events.geojson``: a feature an event in WGS 84; without coordinates its geometry is null.

    Source: RFC 7946.
    """
    table = events_table(events)
    features = [_feature(dict(zip(table.columns, row, strict=True))) for row in table.rows]
    path = folder / "events.geojson"
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")
    return [path]


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    identifier, latitude, longitude = row.pop("id"), row.pop("latitude"), row.pop("longitude")
    known = latitude is not None and longitude is not None
    return {
        "type": "Feature",
        "id": identifier,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None,
        "properties": {"id": identifier, **row},
    }
