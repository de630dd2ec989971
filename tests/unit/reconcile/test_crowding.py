"""A user relies on: where attacks are many, day and town alone put nothing together; where they are few, they do."""

from __future__ import annotations

import pytest
from helpers.stories import KH, US, Newsroom, day

from extract.reconcile.match.base_rate import CERTAIN, base_rates_of, taken
from schemas import PlaceValue

TOWN = PlaceValue(raw="Marib", name="Marib", country="YE", precision="exact")
METHODS = ["air_strike", "shelling", "rocket", "shooting", "raid", "bombing", "missile", "drone_strike"]


def told(room: Newsroom, article: str, date: str, **fields: object) -> None:
    room.article(article, published=date)
    room.strike(article, f"It was told in {article}.", date=day(date), place=TOWN, **fields)


def busy(days: int) -> Newsroom:
    room = Newsroom()
    for number in range(days):
        for method in METHODS:
            date = f"2021-{1 + number // 28:02}-{1 + number % 28:02}"
            told(room, f"{method}-{number:03}", date, method=method, attacker=(US,), target=(KH,))
    return room


def test_one_attack_that_many_tell_of_makes_no_busy_town() -> None:
    room = Newsroom()
    for number in range(60):
        told(room, f"a{number}", "2021-02-26", method="air_strike", attacker=(US,))
    assert base_rates_of(map(room.telling, room.records)).of("marib") < 0.1


def test_a_town_that_is_hit_in_many_ways_each_day_is_busy() -> None:
    room = busy(60)
    assert base_rates_of(map(room.telling, room.records)).of("marib") == pytest.approx(8 * 60 / 93)


def test_what_is_expected_takes_by_its_logarithm() -> None:
    assert taken(0.0, 30) == 0.0
    assert taken(0.5, 1) == 0.0
    assert taken(CERTAIN, 1) == taken(CERTAIN, 30) == -1.0
    assert taken(1.0, 10) == pytest.approx(-1 / 3)
