"""``python tools/extents.py``: make the table of where first-level divisions and countries lie.

Needs nothing but the package. Writes `extract/knowledge/world/extents.tsv` from the towns of `places.zip` (GeoNames,
CC BY 4.0): the middle of a division's towns, and how far nine of ten of them are from it, in km.
"""

from __future__ import annotations

from collections import defaultdict
from math import cos, hypot, radians
from pathlib import Path
from statistics import fmean, quantiles
from zipfile import ZipFile

from extract.knowledge.world.gazetteer import WorldGazetteer

WORLD = Path(__file__).parents[1] / "extract" / "knowledge" / "world"
KM_A_DEGREE = 111.2
LEAST_KM = 5
FEW = 3
Point = tuple[float, float]


def main() -> None:
    """Write the table, a line a division: country, name, latitude, longitude, km; without a name, the country."""
    towns: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for country, division, point in _towns():
        towns[country, division].append(point)
        towns[country, ""].append(point)
    lines = ["\t".join((*key, *_extent(points))) for key, points in sorted(towns.items())]
    (WORLD / "extents.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _towns() -> list[tuple[str, str, Point]]:
    canonical = WorldGazetteer().division_names()
    found = []
    with ZipFile(WORLD / "places.zip") as archive:
        for name in archive.namelist():
            if name.startswith("places/"):
                for line in filter(_is_row, archive.read(name).decode().split("\n")):
                    _, kind, _, country, division, latitude, longitude, *_ = line.split("\t")
                    known = canonical.get((country, division), division)
                    if kind != "district" and country and latitude:
                        found.append((country, known, (float(latitude), float(longitude))))
    return found


def _is_row(line: str) -> bool:
    return line.count("\t") > 5  # noqa: PLR2004 (the columns read)


def _extent(points: list[Point]) -> tuple[str, str, str]:
    middle = fmean(latitude for latitude, _ in points)
    # Counted from one of them, so that no date line runs through.
    first = points[0][1]
    east = fmean((longitude - first + 180) % 360 - 180 for _, longitude in points)
    flat = cos(radians(middle))
    away = [
        KM_A_DEGREE * hypot(latitude - middle, (((longitude - first + 180) % 360 - 180) - east) * flat)
        for latitude, longitude in points
    ]
    far = quantiles(away, n=10)[-1] if len(away) >= FEW else max(away)
    return f"{middle:.2f}", f"{(first + east + 180) % 360 - 180:.2f}", str(max(LEAST_KM, round(far)))


if __name__ == "__main__":
    main()
