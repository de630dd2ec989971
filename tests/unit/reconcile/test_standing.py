"""What did not happen is no event, and neither is a mention that could mean several."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from helpers.stories import ALBU_KAMAL, ERBIL, KH, US, Newsroom, day, killed, person

from schemas import DateValue

HUSSEIN = person("Fuad Hussein", country="IQ")
SINCE_2014 = DateValue(raw="since 2014", earliest=dt.date(2014, 1, 1))
IN_2014 = DateValue(raw="in 2014", earliest=dt.date(2014, 1, 1), latest=dt.date(2014, 12, 31), precision="year")
IRAN = person("Iran", id="ir", country="IR")


@pytest.mark.parametrize("assertion", ["planned", "hypothetical", "denied"])
def test_a_strike_that_is_not_said_to_have_happened_is_no_event(assertion: str) -> None:
    room = Newsroom()
    threat = room.strike("a", "Rebels vowed to shell Erbil.", place=ERBIL, target=(KH,), assertion=assertion)
    assert room.reconcile().events == ()
    assert threat in room.records


def test_a_mention_that_could_mean_two_strikes_is_no_event() -> None:
    room = Newsroom()
    vague = room.strike("a", "It was a crime, said the mayor of the attack.")
    room.strike("a", "US jets bombed Albu Kamal.", attacker=(US,), place=ALBU_KAMAL)
    room.strike("a", "US jets bombed Erbil as well.", attacker=(US,), place=ERBIL)
    held = [record for event in room.reconcile().events for record in event.records]
    assert len(held) == 2
    assert vague.id not in held


def test_a_toll_alone_is_that_of_the_attack_told_before() -> None:
    room = Newsroom()
    attack = room.strike("a", "Rebels shelled Erbil at dawn.", attacker=(KH,), place=ERBIL)
    toll = room.strike("a", "They killed nine soldiers and wounded 15.", casualties=(killed(9), killed(15, "injured")))
    (event,) = room.reconcile().events
    assert set(event.records) == {attack.id, toll.id}


def test_a_mention_that_tells_a_toll_is_kept() -> None:
    room = Newsroom()
    room.strike("a", "US jets bombed Albu Kamal.", attacker=(US,), place=ALBU_KAMAL)
    room.strike("a", "US jets bombed Erbil as well.", attacker=(US,), place=ERBIL)
    told = room.strike("a", "The attack killed nine.", casualties=(killed(9),))
    assert told.id in {record for event in room.reconcile().events for record in event.records}


@pytest.mark.parametrize(
    ("fields", "events"),
    [
        ({}, 0),
        ({"attacker": (KH,)}, 0),
        ({"attacker": (KH,), "target": (US,)}, 0),
        ({"attacker": (KH,), "target": (US,), "method": "rocket"}, 0),
        ({"place": ERBIL}, 0),
        ({"place": ERBIL, "method": "rocket"}, 1),
        ({"date": day("2021-02-15"), "target": (US,)}, 1),
        ({"casualties": (killed(9),)}, 1),
        ({"casualties": (killed(9),), "occurrence": "series"}, 0),
        ({"casualties": (killed(9),), "occurrence": "series", "place": ERBIL}, 1),
        ({"casualties": (killed(2, high=None, qualifier="vague"),)}, 0),
        ({"casualties": (killed(2, high=None, qualifier="vague"),), "place": ERBIL}, 1),
        ({"date": SINCE_2014, "target": (US,)}, 0),
        ({"date": IN_2014, "method": "bombing"}, 0),
        ({"date": IN_2014, "target": (US,)}, 1),
        ({"date": DateValue(raw="last night"), "target": (US,)}, 1),
    ],
)
def test_an_attack_is_told_by_its_toll_or_by_when_or_where_it_was(fields: dict[str, Any], events: int) -> None:
    room = Newsroom()
    record = room.strike("a", "There was violence.", **fields)
    assert len(room.reconcile().events) == events
    assert record in room.records


@pytest.mark.parametrize(
    ("fields", "events"),
    [
        ({}, 1),
        ({"participants": (HUSSEIN, person("regional countries"))}, 0),
        ({"participants": (HUSSEIN, IRAN)}, 0),
        ({"participants": (HUSSEIN, IRAN), "format": "call"}, 1),
        ({"participants": (HUSSEIN, person("the hotline")), "format": "call"}, 0),
        ({"assertion": "planned"}, 0),
        ({"participants": (HUSSEIN, IRAN), "place": ERBIL}, 1),
        ({"participants": (US, IRAN)}, 1),
    ],
)
def test_a_meeting_is_told_by_its_place_or_by_who_met(fields: dict[str, Any], events: int) -> None:
    room = Newsroom()
    given = {"participants": (HUSSEIN, person("Javad Zarif", country="IR")), **fields}
    participants = given.pop("participants")
    record = room.meeting("a", "They spoke.", *participants, **given)
    assert len(room.reconcile().events) == events
    assert record in room.records


def test_undated_strikes_of_two_undated_articles_are_not_one_for_their_parties_alone() -> None:
    room = Newsroom()
    for article, toll in (("a", 2), ("b", 5)):
        room.article(article, published=None)
        room.strike(article, "US jets struck KH.", attacker=(US,), target=(KH,), casualties=(killed(toll),))
    assert len(room.reconcile().events) == 2
