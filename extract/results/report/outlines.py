"""Outlines of countries, and what of them is seen through a frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]


@cache
def outlines() -> Mapping[str, list[list[Point]]]:
    """Rings of longitude and latitude by ISO 3166-1 alpha-2; land without a code is under "".

    Source: Natural Earth, Admin 0 countries at 1:50m, simplified; stored as steps of hundredths of a degree.
    """
    stored = json.loads((files("extract.results.report") / "outlines.json").read_text(encoding="utf-8"))["rings"]
    return {code: [list(_walk(steps)) for steps in rings] for code, rings in stored.items()}


def _walk(steps: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        yield x / 100, y / 100


def framed(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """The part of a ring that lies in the frame from (0, 0) to (width, height); empty where nothing does.

    Source: Sutherland and Hodgman, "Reentrant polygon clipping", 1974.
    """
    sides: tuple[tuple[int, float, Callable[[float], bool]], ...] = (
        (0, 0.0, lambda x: x >= 0),
        (0, width, lambda x: x <= width),
        (1, 0.0, lambda y: y >= 0),
        (1, height, lambda y: y <= height),
    )
    points = list(ring)
    for axis, edge, inside in sides:
        kept: list[Point] = []
        for one, two in pairwise([*points[-1:], *points]):
            if inside(one[axis]) != inside(two[axis]):
                kept.append(_crossing(one, two, axis, edge))
            if inside(two[axis]):
                kept.append(two)
        points = kept
    return points


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, in square units of its coordinates."""
    return abs(_doubled(ring)) / 2


def centroid(ring: Sequence[Point]) -> Point:
    """The middle of a ring's area."""
    doubled = _doubled(ring)
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (3 * doubled), y / (3 * doubled)


def _doubled(ring: Sequence[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))


def _crossing(one: Point, two: Point, axis: int, edge: float) -> Point:
    share = (edge - one[axis]) / (two[axis] - one[axis])
    x, y = (one[n] + share * (two[n] - one[n]) for n in (0, 1))
    return round(x, 1), round(y, 1)
