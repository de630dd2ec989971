from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from helpers.event_sets import day, meeting_event, statement_event, strike_event

from extract.results.report.atlas import draw_atlas
from extract.results.report.outlines import area, centroid, framed, outlines
from extract.results.report.timeline import draw_timeline
from schemas import DateValue, PlaceValue, StrikeEvent

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>x</script>\" onload='x' &"


def tree(drawing: object) -> Xml.Element:
    return Xml.fromstring(str(drawing))


def strikes(number: int, **fields: Any) -> list[StrikeEvent]:
    return [strike_event(id=f"strike-event-{n}", **fields) for n in range(number)]


def at(name: str, latitude: float | None, longitude: float | None, country: str = "SY") -> PlaceValue:
    return PlaceValue(raw=name, name=name, country=country, latitude=latitude, longitude=longitude, precision="exact")


def test_every_dated_event_is_a_mark_that_leads_to_it() -> None:
    events = [*strikes(3), statement_event(date=day(2021, 2, 26)), meeting_event()]
    timeline = draw_timeline(events, frozenset())
    assert timeline
    links = [link.get("href") for link in tree(timeline.drawing).iter(f"{SVG}a")]
    assert sorted(links) == sorted(["#strike-event-0", "#strike-event-1", "#strike-event-2", "#statement-event-1"])
    assert timeline.left_out == ("1 undated event",)


def test_marks_do_not_cover_each_other() -> None:
    timeline = draw_timeline([*strikes(30), *strikes(1, date=day(2021, 3, 5))], frozenset())
    assert timeline
    spots = [mark.get("d") for mark in tree(timeline.drawing).iter(f"{SVG}path")]
    assert len(set(spots)) == len(spots) >= 30


def test_an_event_that_may_lie_on_several_days_is_a_line_over_them() -> None:
    span = DateValue(raw="", earliest=dt.date(2021, 2, 25), latest=dt.date(2021, 2, 27), precision="week")
    timeline = draw_timeline([*strikes(1, date=span), statement_event(date=day(2021, 2, 24))], frozenset())
    assert timeline
    line, dot = tree(timeline.drawing).iter(f"{SVG}rect")
    assert float(line.get("x", 0)) > float(dot.get("x", 0))
    assert float(line.get("width", 0)) > 400


def test_more_events_than_dots_fit_become_bars_that_count_them() -> None:
    events = [e for n in range(60) for e in strikes(20, date=day(2021, 1 + n // 28, 1 + n % 28))]
    timeline = draw_timeline(events, frozenset())
    assert timeline
    assert timeline.as_bars
    titles = [title.text or "" for title in tree(timeline.drawing).iter(f"{SVG}title")]
    assert sum(int(title.rsplit(": ", 1)[1]) for title in titles) == len(events)


def test_without_dates_there_is_no_timeline() -> None:
    assert draw_timeline([meeting_event()], frozenset()) is None


def test_titles_in_a_drawing_are_text() -> None:
    event = strike_event(title=HOSTILE, place=at(HOSTILE, 34.0, 40.0))
    timeline, atlas = draw_timeline([event], frozenset({event.id})), draw_atlas([event])
    assert timeline
    assert atlas
    for drawing in (timeline.drawing, atlas.drawing):
        assert not list(tree(drawing).iter(f"{SVG}script"))
        assert any(HOSTILE in (title.text or "") for title in tree(drawing).iter(f"{SVG}title"))


def test_a_map_shows_the_main_region_and_lists_the_rest() -> None:
    near, far, vague = at("Here", 34.45, 40.9), at("There", 38.9, -77.0, "US"), at("Somewhere", None, None)
    atlas = draw_atlas([*strikes(3, place=near), strike_event(place=far), strike_event(place=vague), meeting_event()])
    assert atlas
    assert [(site.name, len(site.events)) for site in atlas.sites] == [("Here, Syria", 3)]
    assert [site.name for site in atlas.far] == ["There, United States"]
    assert [name for name, _ in atlas.unplaced] == ["Somewhere, Syria"]
    names = [text.text for text in tree(atlas.drawing).iter(f"{SVG}text")]
    assert "Here" in names
    assert "Syria" in names


def test_places_without_coordinates_are_a_list_without_a_map() -> None:
    atlas = draw_atlas(strikes(1, place=at("Somewhere", None, None)))
    assert atlas
    assert atlas.drawing is None
    assert draw_atlas([meeting_event()]) is None


def test_a_province_is_drawn_as_an_area_and_each_kind_by_its_shape() -> None:
    province = PlaceValue(raw="Anbar", name="Al Anbar", admin1="Al Anbar", country="IQ", precision="province")
    atlas = draw_atlas([strike_event(place=province), statement_event(place=province)])
    assert atlas
    drawn = [one for one in tree(atlas.drawing).iter() if "site" in (one.get("class") or "")]
    shapes = [part.tag.removeprefix(SVG) for one in drawn for part in one.iter() if part.get("class") != "site wide"]
    assert shapes == ["title", "circle", "g", "path", "g", "rect"]


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(34.0, 40.0), (-12.0, -77.0), (-17.7, 178.1), (65.0, -179.5), (78.2, 15.6)]
)
def test_a_marker_is_inside_the_map_wherever_in_the_world(latitude: float, longitude: float) -> None:
    atlas = draw_atlas(
        [
            strike_event(place=at("P", latitude, longitude)),
            strike_event(place=at("Q", latitude - 3, -179.9 if longitude > 170 else longitude)),
        ]
    )
    assert atlas
    root = tree(atlas.drawing)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx", -1)) < width
        assert 0 < float(circle.get("cy", -1)) < height
    assert list(root.iter(f"{SVG}path"))


def test_the_outlines_hold_the_countries_where_they_are() -> None:
    longitude, latitude = centroid(max(outlines()["SY"], key=area))
    assert (round(longitude), round(latitude)) == (39, 35)
    assert len(outlines()) > 200


def test_a_ring_is_cut_at_the_frame() -> None:
    square = [(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0)]
    assert sorted(framed(square, 10, 10)) == [(0.0, 0.0), (0.0, 5.0), (5.0, 0.0), (5.0, 5.0)]
    assert framed([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], 10, 10) == []
