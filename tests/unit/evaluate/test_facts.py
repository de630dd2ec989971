from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from helpers.gold_cases import claim, compared, credit

from schemas import Actor, DateValue, PlaceValue

FRIDAY = {"earliest": "2021-02-26", "latest": "2021-02-26"}
EITHER_DAY = {"earliest": "2021-02-25", "latest": "2021-02-26"}


def days(first: str | None, last: str | None) -> dict[str, Any]:
    earliest, latest = (dt.date.fromisoformat(day) if day else None for day in (first, last))
    return {"date": DateValue(raw="then", earliest=earliest, latest=latest)}


def actors(*names: str) -> tuple[Actor, ...]:
    return tuple(Actor(raw=name, name=name) for name in names)


@pytest.mark.parametrize(
    ("gold", "found", "earned"),
    [
        (FRIDAY, days("2021-02-26", "2021-02-26"), 1.0),
        (EITHER_DAY, days("2021-02-26", "2021-02-26"), 1.0),
        (EITHER_DAY, days("2021-02-25", "2021-02-26"), 1.0),
        (FRIDAY, days("2021-02-25", "2021-02-26"), 0.5),
        (FRIDAY, days("2021-02-24", "2021-02-26"), 0.5),
        (FRIDAY, days("2021-02-23", "2021-02-26"), 0.0),
        (FRIDAY, days("2021-02-27", "2021-02-27"), 0.0),
        (FRIDAY, days(None, "2021-02-26"), 0.0),
        (FRIDAY, {}, 0.0),
        ({"earliest": "2021-02-01", "latest": "2021-02-28"}, days("2021-02-01", "2021-02-28"), 0.0),
    ],
)
def test_a_date_is_exact_within_golds_days_and_partial_if_it_overlaps_in_few_days(
    gold: dict[str, Any], found: dict[str, Any], earned: float
) -> None:
    assert credit("date", "strike", gold, found) == earned


def test_a_day_that_gold_leaves_open_is_not_asked() -> None:
    assert compared("strike", {"latest": "2021-02-26"}, days("2021-02-20", "2021-02-20")) == {}


@pytest.mark.parametrize(
    ("found", "earned"),
    [
        ({"place": PlaceValue(raw="eastern Syria", name="Deir ez-Zor")}, 1.0),
        ({"place": PlaceValue(raw="Albu Kamal", name="Abu Kamal", admin1="Deir ez-Zor")}, 1.0),
        ({"place": PlaceValue(raw="Syria"), "claims": [claim("place", PlaceValue(raw="Deir ez-Zor"))]}, 0.5),
        ({"place": PlaceValue(raw="Syria"), "claims": [claim("target", "Deir ez-Zor")]}, 0.0),
        ({}, 0.0),
    ],
)
def test_a_place_is_exact_by_any_of_its_names_and_partial_in_a_claim(found: dict[str, Any], earned: float) -> None:
    assert credit("place", "strike", {"place": "Deir"}, found) == earned


@pytest.mark.parametrize(
    ("accepted", "found", "earned"),
    [
        ("US", Actor(raw="the U.S. military", name="United States"), 1.0),
        ("Qassem Soleimani", Actor(raw="he", name="Qassem Soleimani"), 1.0),
        ("Kataib", Actor(raw="Kata’ib Hezbollah", name="Kata'ib Hezbollah"), 1.0),
        ("militia", Actor(raw="militias", name="militias"), 0.5),
        ("US", Actor(raw="Washington", name="Washington", country="US"), 0.5),
        ("Biden", Actor(raw="Tehran", name="Iran"), 0.0),
    ],
)
def test_a_speaker_is_exact_by_a_whole_name_and_partial_by_part_of_one(
    accepted: str, found: Actor, earned: float
) -> None:
    assert credit("speaker", "statement", {"speaker": [accepted]}, {"speaker": found}) == earned


def test_a_speaker_must_be_the_one_of_the_event_itself() -> None:
    found = {"speaker": actors("Tehran")[0], "claims": [claim("speaker", actors("Biden")[0])]}
    assert credit("speaker", "statement", {"speaker": "Biden"}, found) == 0.0


@pytest.mark.parametrize("side", ["attacker", "target"])
def test_a_party_is_one_of_several(side: str) -> None:
    gold = {side: ["Kataib Hezbollah", "PMU"]}
    assert credit(side, "strike", gold, {side: actors("convoy", "PMU")}) == 1.0
    assert credit(side, "strike", gold, {side: actors("convoy")}) == 0.0


@pytest.mark.parametrize(
    ("found", "earned"),
    [
        ({"participants": actors("Fuad Hussein", "Javad Zarif")}, 1.0),
        ({"participants": actors("Fuad Hussein")}, 0.5),
        ({"claims": [claim("participants", actors("Javad Zarif")[0])]}, 0.5),
        ({"participants": actors("Ali Shamkhani")}, 0.0),
    ],
)
def test_participants_are_exact_when_all_are_named(found: dict[str, Any], earned: float) -> None:
    assert (
        credit("participants", "meeting", {"participants": ["Hussein", ["Zarif", "foreign minister"]]}, found) == earned
    )


@pytest.mark.parametrize(
    ("found", "earned"),
    [
        ({"method": "air_strike"}, 1.0),
        ({"method": "drone_strike"}, 0.5),
        ({"method": "rocket"}, 0.0),
        ({"method": "other", "claims": [claim("method", "air_strike")]}, 0.5),
    ],
)
def test_a_method_is_partial_within_its_family(found: dict[str, Any], earned: float) -> None:
    assert credit("method", "strike", {"method": ["air_strike"]}, found) == earned


@pytest.mark.parametrize(("act", "earned"), [("condemn", 1.0), ("accuse", 0.5), ("deny", 0.0)])
def test_an_act_is_partial_within_its_family(act: str, earned: float) -> None:
    assert credit("act", "statement", {"act": "condemn"}, {"act": act}) == earned


@pytest.mark.parametrize(
    ("assertion", "earned"), [("planned", 1.0), ("hypothetical", 0.5), ("asserted", 0.0), ("denied", 0.0)]
)
def test_an_assertion_is_partial_if_it_agrees_on_whether_it_happened(assertion: str, earned: float) -> None:
    found = {"assertion": assertion}
    assert credit("assertion", "strike", {"assertion": "planned"}, found, records=True) == earned
