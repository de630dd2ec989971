"""The flat columns that the benchmark of scale reads, from a file of its own format or of records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

COLUMNS = (
    "record",
    "article",
    "published",
    "outlet",
    "date",
    "place",
    "country",
    "latitude",
    "longitude",
    "attacker",
    "target",
    "method",
    "killed",
    "injured",
    "evidence",
    "cluster",
)
NUMBERS = {"latitude": "float64", "longitude": "float64", "killed": "int64", "injured": "int64"}


def table(columns: Mapping[str, Any]) -> Any:
    """Columns as a table of the types that both engines read."""
    import pyarrow as pa  # noqa: PLC0415

    kinds = {name: getattr(pa, NUMBERS.get(name, "string"))() for name in columns}
    return pa.table({name: pa.array(values, type=kinds[name]) for name, values in columns.items()})


def read_data(path: Path) -> Any:
    """The table of a Parquet file of flat columns, or of JSON lines: flat columns, or strikes as `schemas` has them.

    Every line or row has a ``cluster``; lines of strikes may have ``published`` and ``outlet`` beside their fields.
    Columns that are missing are empty.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    if path.suffix == ".parquet":
        found = pq.read_table(path)
        return table({name: found[name].to_pylist() for name in COLUMNS if name in found.column_names})
    rows = [_flat(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return table({name: [row.get(name) for row in rows] for name in COLUMNS if any(row.get(name) for row in rows)})


def _flat(line: Mapping[str, Any]) -> Mapping[str, Any]:
    if "record" in line:
        return line
    date, place = line.get("date") or {}, line.get("place") or {}
    tolls = {count["unit"]: count.get("low") for count in line.get("casualties") or ()}
    return {
        "record": line["id"],
        "article": line["article_id"],
        "published": line.get("published"),
        "outlet": line.get("outlet"),
        "date": date.get("earliest") if date.get("precision") == "day" else None,
        "place": place.get("name") if place.get("precision") != "country" else None,
        "country": place.get("country"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "attacker": _first(line.get("attacker")),
        "target": _first(line.get("target")),
        "method": line.get("method"),
        "killed": tolls.get("killed"),
        "injured": tolls.get("injured"),
        "evidence": " ".join(evidence["quote"] for evidence in line.get("evidence") or ()),
        "cluster": line["cluster"],
    }


def _first(side: Iterable[Mapping[str, Any]] | None) -> str | None:
    return next((actor["name"] for actor in side or ()), None)
