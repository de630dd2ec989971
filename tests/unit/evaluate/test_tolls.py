from __future__ import annotations

from typing import Any

import pytest
from helpers.gold_cases import claim, compared, credit

from schemas import Toll


def tolls(*given: Toll) -> dict[str, Any]:
    return {"claims": [claim("casualties", toll) for toll in given]}


def wants(*given: dict[str, Any]) -> dict[str, Any]:
    return {"casualties": list(given)}


FOUR_KILLED = {"unit": "killed", "value": 4}


@pytest.mark.parametrize(
    ("toll", "earned"),
    [
        (Toll(unit="killed", low=4, high=4, best=4), 1.0),
        (Toll(unit="killed", low=4), 1.0),
        (Toll(unit="killed", high=4), 1.0),
        (Toll(unit="killed", low=3, high=5, best=4), 1.0),
        (Toll(unit="killed", low=4, high=6), 0.5),
        (Toll(unit="killed", low=3, high=5), 0.0),
        (Toll(unit="injured", low=4, high=4), 0.0),
        (Toll(unit="killed_or_injured", low=4, high=4), 0.0),
        (Toll(unit="killed"), 0.0),
    ],
)
def test_a_count_is_right_in_its_unit_alone(toll: Toll, earned: float) -> None:
    assert credit("counts", "strike", wants(FOUR_KILLED), tolls(toll)) == earned


def test_every_number_of_gold_is_asked_for_and_every_number_given_is_judged() -> None:
    gold = wants(FOUR_KILLED, {"unit": "injured", "value": 9})
    found = tolls(Toll(unit="killed", low=4, high=4), Toll(unit="killed", low=17), Toll(unit="killed", low=40))
    scores = compared("strike", gold, found)
    assert (scores["counts"].asked, scores["counts"].exact) == (2, 1)
    assert (scores["counts given"].asked, scores["counts given"].exact) == (3, 1)


def test_numbers_are_not_judged_where_gold_has_none() -> None:
    assert compared("strike", {}, tolls(Toll(unit="killed", low=4))) == {}


def test_zero_is_a_number_and_nothing_is_none() -> None:
    nobody = wants({"unit": "killed", "value": 0})
    assert credit("counts", "strike", nobody, tolls(Toll(unit="killed", low=0, high=0))) == 1.0
    assert credit("counts", "strike", nobody, tolls(Toll(unit="killed"))) == 0.0


@pytest.mark.parametrize(
    ("found", "earned"),
    [
        (tolls(Toll(unit="injured")), 1.0),
        (tolls(Toll(unit="injured", low=2)), 1.0),
        (tolls(Toll(unit="injured", low=3, high=3)), 0.0),
        (tolls(Toll(unit="killed")), 0.0),
        ({}, 0.0),
    ],
)
def test_several_is_right_unless_it_is_lost_or_becomes_a_number(found: dict[str, Any], earned: float) -> None:
    assert credit("vague counts", "strike", wants({"unit": "injured", "vague": True}), found) == earned
