from __future__ import annotations

import datetime as dt

import pytest

from extract.results.report.scale import DayScale, Period, main_period

MONDAY = dt.date(2021, 3, 1)


def days(first: dt.date, *offsets: int) -> list[tuple[dt.date, dt.date]]:
    return [(first + dt.timedelta(days=n),) * 2 for n in offsets]


def test_background_of_years_ago_does_not_stretch_the_axis() -> None:
    spans = [*days(MONDAY, 0, 0, 1, 2, 2, 3), *days(dt.date(2014, 6, 1), 0), *days(dt.date(2020, 1, 3), 0)]
    assert main_period(spans) == Period(MONDAY, dt.date(2021, 3, 4))


def test_events_spread_over_years_are_all_shown() -> None:
    spans = [(dt.date(1980 + n, 5, 1),) * 2 for n in range(12)]
    assert main_period(spans) == Period(dt.date(1980, 5, 1), dt.date(1991, 5, 1))


def test_a_vague_year_does_not_set_the_axis() -> None:
    vague = (dt.date(2019, 1, 1), dt.date(2021, 12, 31))
    assert main_period([*days(MONDAY, 0, 1), vague]) == Period(MONDAY, dt.date(2021, 3, 2))


def test_with_nothing_but_vague_years_these_are_shown() -> None:
    assert main_period([(dt.date(2019, 1, 1), dt.date(2019, 12, 31))]).first == dt.date(2019, 1, 1)


@pytest.mark.parametrize(
    ("length", "second"),
    [(5, "2 Mar 2021"), (200, "week of 8 Mar 2021"), (1000, "Apr 2021"), (9000, "2022")],
)
def test_a_column_is_as_fine_as_there_is_room_for(length: int, second: str) -> None:
    scale = DayScale(Period(MONDAY, MONDAY + dt.timedelta(days=length)), left=0, right=900)
    assert scale.name(1) == second
    assert scale.columns(MONDAY, MONDAY) == (0, 0)


def test_an_interval_is_cut_to_what_is_shown() -> None:
    scale = DayScale(Period(MONDAY, MONDAY + dt.timedelta(days=3)), left=0, right=400)
    assert scale.columns(dt.date(2020, 1, 1), dt.date(2021, 3, 2)) == (0, 1)
    assert scale.edges(1) == (100, 200)
