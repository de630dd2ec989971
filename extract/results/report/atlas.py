"""The map: places of events on the outlines of countries, drawn as SVG that a style sheet colours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import svg
from markupsafe import Markup, escape

from extract.knowledge.world.extents import extent_of
from extract.results.report.glyphs import glyph
from extract.results.report.outlines import Point, area, centroid, framed, outlines
from extract.results.report.wording import country_name, many, place_text
from schemas import KINDS, AnyEvent, PlaceValue

WIDTH, TALLEST, LOWEST = 620.0, 430.0, 260.0
MARGIN = 0.18
"""Share of the map around the outermost places, for their names."""

LETTER = 7.0
"""Width of a letter in a name, rather too much than too little."""
LABELLED = 0.025
"""Share of the map a country must cover to be named on it."""
HALF_TURN = 180
NARROWEST = 10.0
"""Degrees of longitude a map shows at least."""
KM_A_DEGREE = 111.2
FAR = 24.0
"""Degrees from the main place within which a place is on the main map."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place and the events at it; ``area_km`` around it where only a province (or, at 0, a country) is known."""

    name: str
    latitude: float
    longitude: float
    events: tuple[AnyEvent, ...]
    area_km: int | None = None


@dataclass(frozen=True, slots=True)
class Atlas:
    """A drawing, the sites on it, those too far away for it, and places without coordinates with their events."""

    drawing: Markup | None
    sites: tuple[Site, ...]
    far: tuple[Site, ...]
    unplaced: tuple[tuple[str, tuple[AnyEvent, ...]], ...]


def draw_atlas(events: Sequence[AnyEvent]) -> Atlas | None:
    """The places of events, most events first; None where no event has a place.

    The map is cut to the region around the event that most outlets tell.  Places farther away are listed, as are those
    of which nobody knows where they lie.  A province or country stands in the middle of its towns.
    """
    placed = [(event, event.place) for event in events if event.place is not None]
    if not placed:
        return None
    sites, unplaced = _sites(placed)
    near, far = _main_region(sites)
    countries = Counter(code for _, place in placed for code in (place.countries or (place.country,)) if code)
    drawing = _draw(near, countries) if near else None
    return Atlas(drawing, tuple(near), tuple(far), unplaced)


def _sites(
    placed: Iterable[tuple[AnyEvent, PlaceValue]],
) -> tuple[list[Site], tuple[tuple[str, tuple[AnyEvent, ...]], ...]]:
    here: dict[tuple[float, float, int | None], list[tuple[AnyEvent, PlaceValue]]] = defaultdict(list)
    nowhere: dict[str, list[AnyEvent]] = defaultdict(list)
    for event, place in placed:
        if where := _where(place):
            here[where].append((event, place))
        else:
            nowhere[place_text(place)].append(event)
    sites = [
        Site(min(place_text(place) for _, place in at), *where[:2], tuple(event for event, _ in at), where[2])
        for where, at in here.items()
    ]
    return (
        sorted(sites, key=lambda site: (-len(site.events), site.name, site.latitude, site.longitude)),
        tuple(sorted(((name, tuple(at)) for name, at in nowhere.items()), key=lambda one: (-len(one[1]), one[0]))),
    )


def _where(place: PlaceValue) -> tuple[float, float, int | None] | None:
    """Latitude and longitude, and the km around them that a province covers: 0 for a country, whose land is drawn."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude, None
    # A place that no table knows is somewhere in its province; to say so of its country would say nothing.
    extent = extent_of(place.country, place.admin1) if place.admin1 or place.precision == "country" else None
    return (extent.latitude, extent.longitude, extent.km if place.admin1 else 0) if extent else None


def _main_region(sites: Sequence[Site]) -> tuple[list[Site], list[Site]]:
    """Sites around that of the event most outlets tell, of several the one with most events near it, and the others."""
    if not sites:
        return [], []

    def importance(centre: Site) -> tuple[int, int, str]:
        told = max(event.sources.outlets for event in centre.events)
        return told, sum(len(site.events) for site in sites if _near(site, centre)), centre.name

    around = max(sites, key=importance)
    return [s for s in sites if _near(s, around)], [s for s in sites if not _near(s, around)]


def _near(site: Site, centre: Site) -> bool:
    east = abs(site.longitude - centre.longitude)
    return max(min(east, 360 - east), abs(site.latitude - centre.latitude)) <= FAR


class _Projection:
    """Equirectangular, true to scale at the middle; longitudes counted from the middle, so no date line cuts a map."""

    def __init__(self, sites: Sequence[Site]) -> None:
        south, north = min(s.latitude for s in sites), max(s.latitude for s in sites)
        self._middle = sites[0].longitude
        eastings = [self._from_middle(site.longitude) for site in sites]
        west, east = min(eastings), max(eastings)
        self._flat = max(0.2, math.cos(math.radians((south + north) / 2)))
        wide = max((east - west) * (1 + 2 * MARGIN), NARROWEST)
        high = max((north - south) * (1 + 2 * MARGIN), wide * self._flat * LOWEST / WIDTH)
        wide = max(wide, high / self._flat * WIDTH / TALLEST)
        self._scale = WIDTH / (wide * self._flat)
        self._west = (west + east - wide) / 2
        self._north = (south + north + high) / 2
        self.height = round(high * self._scale, 1)

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place stands on the drawing."""
        east = self._from_middle(longitude)
        return (
            round((east - self._west) * self._flat * self._scale, 1),
            round((self._north - latitude) * self._scale, 1),
        )

    def km(self, length: float) -> float:
        """A length on the drawing."""
        return length / KM_A_DEGREE * self._scale

    def seen(self, ring: Sequence[Point]) -> list[Point]:
        """The part of a ring of longitudes and latitudes that the drawing shows."""
        eastings = [self._from_middle(longitude) for longitude, _ in ring]
        if any(abs(a - b) > HALF_TURN for a, b in pairwise(eastings)):
            # It crosses the meridian opposite the middle, so it is out of sight; drawn, it would cover the map.
            return []
        return framed([self.point(*place) for place in ring], WIDTH, self.height)

    def _from_middle(self, longitude: float) -> float:
        return (longitude - self._middle + 180) % 360 - 180


def _draw(sites: Sequence[Site], countries: Mapping[str, int]) -> Markup:
    projection = _Projection(sites)
    elements = [
        *_lands(projection, countries),
        *(_marker(site, projection) for site in sites),
        *_names(sites, projection),
    ]
    drawing = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, WIDTH, projection.height),
        class_=["atlas"],
        elements=elements,
        extra={"aria-hidden": "true", "focusable": "false"},
    )
    return Markup(drawing.as_str())


def _lands(projection: _Projection, countries: Mapping[str, int]) -> list[svg.Element]:
    lands: list[svg.Element] = []
    names: list[svg.Element] = []
    for code, rings in outlines().items():
        seen = [points for ring in rings if (points := projection.seen(ring))]
        if seen:
            lands.append(_land(seen, country_name(code), countries.get(code, 0)))
            names += _country_label(code, max(seen, key=area), projection.height)
    return [*lands, *names]


def _land(rings: Sequence[Sequence[Point]], name: str | None, events: int) -> svg.Element:
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings)
    title: list[svg.Element] = [svg.Title(text=str(escape(f"{name}: {many(events, 'event')}")))] if events else []
    # As text, the path is a fraction of the work it is as svg.py's commands.
    return svg.Path(class_=["land", *(["told"] if events else [])], elements=title, extra={"d": path})


def _country_label(code: str, ring: Sequence[Point], height: float) -> list[svg.Element]:
    """The name of a country in the middle of what is seen of it, where that is large enough."""
    if not code or area(ring) < WIDTH * height * LABELLED:
        return []
    x, y = centroid(ring)
    return [svg.Text(x=round(x, 1), y=round(y, 1), text=str(escape(country_name(code))), class_=["country"])]


def _marker(site: Site, projection: _Projection) -> svg.Element:
    """The sign of each kind that happened there, side by side; around a province the ring of its towns."""
    x, y = projection.point(site.longitude, site.latitude)
    title = svg.Title(text=str(escape(f"{site.name}: {many(len(site.events), 'event')}")))
    kinds = [kind for kind in KINDS if any(event.kind == kind for event in site.events)]
    radius = _radius(site) / (1 if len(kinds) == 1 else 1.4)
    signs: list[svg.Element] = [title]
    if site.area_km:
        signs.append(svg.Circle(cx=x, cy=y, r=round(projection.km(site.area_km), 1), class_=["area"]))
    for place, kind in enumerate(kinds):
        shift = (place - (len(kinds) - 1) / 2) * 2 * radius
        signs.append(svg.G(class_=["mark", kind], elements=[glyph(kind, x + shift, y, radius)]))
    return svg.G(class_=["site", *(["wide"] if site.area_km is not None else [])], elements=signs)


def _radius(site: Site) -> float:
    return min(24.0, round(4 + 2 * math.sqrt(len(site.events)), 1))


def _names(sites: Sequence[Site], projection: _Projection) -> list[svg.Element]:
    """Names beside the markers, the busiest first, each only where it does not cover another."""
    texts: list[svg.Element] = []
    spots = [(*projection.point(site.longitude, site.latitude), _radius(site)) for site in sites]
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in spots]
    for site, (x, y, radius) in zip(sites, spots, strict=True):
        name = site.name.split(",")[0]
        width = LETTER * len(name)
        for left in (x + radius + 4, x - radius - 4 - width):
            box = (left, y - 8, left + width, y + 6)
            if left >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                texts.append(svg.Text(x=round(left, 1), y=y + 4, text=str(escape(name)), class_=["place"]))
                break
    return texts


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
