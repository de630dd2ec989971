"""The sign of each kind, told apart by shape as well as by colour: in dark, in print and by whoever sees no red."""

from __future__ import annotations

import math

import svg
from markupsafe import Markup

from schemas import KINDS

_CORNERS = {"strike": 4, "statement": 0, "meeting": 1}
"""A strike is a diamond, a statement a square, a meeting a circle; kinds of other packages have more corners."""

_SQUARE, _CIRCLE = 0, 1


def glyph(kind: str, x: float, y: float, radius: float) -> svg.Element:
    """The sign of a kind around a point, about as large as a circle of that radius."""
    corners = _CORNERS[kind] if kind in _CORNERS else 5 + list(KINDS).index(kind) - len(_CORNERS)
    if corners == _CIRCLE:
        return svg.Circle(cx=round(x, 1), cy=round(y, 1), r=round(radius, 1))
    if corners == _SQUARE:
        side = round(radius * 1.7, 1)
        return svg.Rect(x=round(x - side / 2, 1), y=round(y - side / 2, 1), width=side, height=side)
    return svg.Path(extra={"d": _outline(x, y, radius * 1.2, corners)})


def _outline(x: float, y: float, radius: float, corners: int) -> str:
    """A polygon that stands on its tip."""
    turns = (2 * math.pi * corner / corners - math.pi / 2 for corner in range(corners))
    points = (f"{x + radius * math.cos(turn):.1f} {y + radius * math.sin(turn):.1f}" for turn in turns)
    return f"M{'L'.join(points)}Z"


def signs() -> list[tuple[str, Markup]]:
    """Each kind with its sign, for a legend."""
    return [(kind, _alone(kind)) for kind in KINDS]


def _alone(kind: str) -> Markup:
    drawing = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, 16, 16),
        elements=[svg.G(class_=["mark", kind], elements=[glyph(kind, 8, 8, 5)])],
        extra={"aria-hidden": "true", "focusable": "false"},
    )
    return Markup(drawing.as_str())
