from __future__ import annotations

from typing import Any

import pytest
from helpers.reading_cases import events_of, record, tally, told_about

from benchmarks.reading.attacks import ATTACKS
from benchmarks.reading.task import Document

TEXT = (
    "masked rebels fired rockets at the radio station of tera. a guard died. "
    "elsewhere a car bomb wrecked the old bridge. the league denied that it planted the bomb."
)
ROCKETS = "masked rebels fired rockets at the radio station of tera"
BOMB = "elsewhere a car bomb wrecked the old bridge"
DENIAL = "the league denied that it planted the bomb"
MADE_UP, ROLES = "texts without an attack that get one*", "type and roles, F1"


def template(kind: str, **roles: list[list[str]]) -> dict[str, Any]:
    slots: dict[str, Any] = {slot: [] for slot in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")}
    named = {slot: [[[mention, 0] for mention in entity] for entity in entities] for slot, entities in roles.items()}
    return {"incident_type": kind, **slots, **named}


FIRED = template(
    "attack", PerpInd=[["masked rebels"]], Target=[["radio station"]], Victim=[["guard"]], Weapon=[["rockets"]]
)
WRECKED = template("bombing", PerpOrg=[["the league", "league"]], Target=[["old bridge", "bridge"]])


def document(*templates: dict[str, Any]) -> Document[Any]:
    return ATTACKS.document({"docid": "text", "doctext": TEXT, "templates": list(templates)})


def strike(number: int, quote: str, **fields: Any) -> dict[str, Any]:
    return record(TEXT, number, "strike", quote, **fields)


def party(*names: str) -> list[dict[str, str]]:
    return [{"raw": name, "name": name} for name in names]


def full(number: int, quote: str, method: str, *, attacker: str, target: str) -> dict[str, Any]:
    return strike(number, quote, method=method, attacker=party(attacker), target=party(target), weapon=None)


def measure(name: str, text: Document[Any], *records: dict[str, Any]) -> tuple[int, int, int]:
    found = ATTACKS.further[name](told_about(text, events_of(*records)), text)
    return found.right, found.told, found.gold


def test_evidence_that_names_the_target_finds_the_attack() -> None:
    found = tally(ATTACKS, document(FIRED, WRECKED), strike(1, ROCKETS), strike(2, DENIAL))
    assert (found.right, found.told, found.gold) == (1, 2, 2)


def test_who_did_it_tells_an_attack_that_has_nothing_else() -> None:
    assert tally(ATTACKS, document(template("attack", PerpOrg=[["league"]])), strike(1, DENIAL)).right == 1


def test_a_template_that_names_nobody_is_any_strike_that_is_left() -> None:
    nobody = document(template("attack"), WRECKED)
    assert tally(ATTACKS, nobody, strike(1, BOMB)).right == 1
    assert tally(ATTACKS, nobody, strike(1, BOMB), strike(2, ROCKETS)).right == 2


def test_part_of_a_word_is_no_mention() -> None:
    assert tally(ATTACKS, document(template("attack", Target=[["bridgehead"], ["rid"]])), strike(1, BOMB)).right == 0


@pytest.mark.parametrize(("kind", "gold"), [("arson", 1), ("bombing / attack", 1), ("kidnapping", 0), ("robbery", 0)])
def test_only_attacks_bombings_and_arson_are_strikes(kind: str, gold: int) -> None:
    assert tally(ATTACKS, document(template(kind))).gold == gold


def test_records_of_one_event_are_one_strike() -> None:
    text = document(FIRED)
    events = events_of(strike(1, ROCKETS), strike(2, "a guard died"), joined={"r1": "raid", "r2": "raid"})
    found = ATTACKS.tally(told_about(text, events), text)
    assert (found.right, found.told) == (1, 1)


def test_type_and_roles_are_those_worked_by_hand() -> None:
    """The type, "rebels" for "masked rebels" (the same head) and the station are right; "the town" is not."""
    record = full(1, ROCKETS, "rocket", attacker="the rebels", target="the radio station of tera")
    record["target"] += party("the town")
    assert measure(ROLES, document(FIRED, WRECKED), record) == (3, 4, 8)


def test_a_type_alone_finds_no_template() -> None:
    assert measure(ROLES, document(WRECKED), full(1, ROCKETS, "bombing", attacker="rebels", target="station"))[0] == 0


def test_one_filler_is_right_for_one_entity() -> None:
    two = document(template("attack", Target=[["bridge"], ["old bridge"]]))
    assert measure(ROLES, two, full(1, BOMB, "other", attacker="x", target="the old bridge"))[0] == 2


def test_a_filler_told_twice_of_one_event_counts_once() -> None:
    text = document(WRECKED)
    records = [full(n, BOMB, "bombing", attacker="the league", target="Bridge") for n in (1, 2)]
    events = events_of(*records, joined={"r1": "bomb", "r2": "bomb"})
    found = ATTACKS.further[ROLES](told_about(text, events), text)
    assert (found.right, found.told) == (3, 3)


def test_roles_are_not_asked_of_readers_that_give_none() -> None:
    assert measure(ROLES, document(FIRED), strike(1, ROCKETS))[:2] == (0, 0)


def test_a_text_with_an_attack_needs_any_strike_at_all() -> None:
    name = "texts with an attack, F1"
    assert measure(name, document(FIRED, WRECKED), strike(1, DENIAL), strike(2, DENIAL)) == (1, 1, 1)
    assert measure(name, document(FIRED)) == (0, 0, 1)
    assert measure(name, document(), strike(1, DENIAL)) == (0, 1, 0)


def test_an_attack_is_made_up_only_where_there_is_none() -> None:
    assert measure(MADE_UP, document(template("kidnapping")), strike(1, DENIAL), strike(2, BOMB)) == (1, 1, 1)
    assert measure(MADE_UP, document()) == (0, 1, 1)
    assert measure(MADE_UP, document(FIRED), strike(1, DENIAL)) == (0, 0, 0)
