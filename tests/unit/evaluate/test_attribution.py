from __future__ import annotations

from typing import Any

import pytest
from helpers.gold_cases import Case, compared, credit

REUTERS, OFFICIAL = {"name": "Reuters"}, {"name": "an Iraqi militia official", "anonymous": True}
CHAIN = ["Reuters", ["militia official", "Iraqi source"]]


@pytest.mark.parametrize(
    ("wanted", "chains", "earned"),
    [
        (CHAIN, [[REUTERS, OFFICIAL]], 1.0),
        (CHAIN, [[], [REUTERS, OFFICIAL]], 1.0),
        (CHAIN, [[OFFICIAL, REUTERS]], 0.5),
        (CHAIN, [[OFFICIAL]], 0.5),
        (CHAIN, [[{"name": "AFP"}]], 0.0),
        (CHAIN, [], 0.0),
        ([], [], 1.0),
        ([], [[REUTERS]], 0.0),
    ],
)
def test_a_chain_is_exact_source_by_source_and_partial_with_one_of_them(
    wanted: list[Any], chains: list[Any], earned: float
) -> None:
    assert credit("according_to", "strike", {"according_to": wanted}, {"according_to": chains}, records=True) == earned


def test_gold_that_is_silent_about_sources_asks_nothing() -> None:
    assert "according_to" not in compared("strike", {}, {"according_to": [[REUTERS]]}, records=True)


def test_a_mention_may_differ_from_its_event() -> None:
    case = Case()
    case.wants("raid", ("a", "Jets struck."), according_to=[], assertion="asserted")
    case.mentions("raid", "b", "Reuters says jets struck.", according_to=["Reuters"], assertion="reported")
    sourced = {"according_to": [[REUTERS]], "assertion": "reported"}
    records = [case.reads("r1", "a", "Jets struck."), case.reads("r2", "b", "Reuters says jets struck.", **sourced)]
    case.joins("event", records)
    fields = case.evaluate().fields
    assert [(fields[name].asked, fields[name].exact) for name in ("according_to", "assertion")] == [(2, 2), (2, 2)]


def test_of_several_records_the_one_that_cites_least_besides_speaks_for_a_mention() -> None:
    case = Case()
    case.wants("raid", ("a", "Jets may strike."), assertion="planned")
    wide = case.reads("wide", "a", "Jets may strike. Nothing else is known.")
    narrow = case.reads("narrow", "a", "Jets may strike.", assertion="planned")
    case.joins("event", [wide, narrow])
    assert case.evaluate().fields["assertion"].exact == 1
