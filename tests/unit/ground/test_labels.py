"""A label holds only where a word of the text bears it out; a toll is no target."""

from __future__ import annotations

import pytest
from helpers.read_windows import window_of

from extract.base.errors import Ungrounded
from extract.ground.ground import ground
from extract.knowledge.language.read import read_language
from schemas import Statement, Strike


def read(text: str, **fields: object) -> Strike:
    record = ground(window_of(text), {"sentences": [1], **fields}).draft
    assert isinstance(record, Strike)
    return record


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("Rebels will shell Tera.", "planned"),
        ("Rebels may shell Tera.", "hypothetical"),
        ("Rebels denied the shelling of Tera.", "denied"),
        ("Rebels shelled Tera in 1994.", "historical"),
    ],
)
def test_an_assertion_needs_a_word(text: str, assertion: str) -> None:
    assert read(text, place="Tera", assertion=assertion).assertion == assertion
    assert read("Rebels shelled Tera.", place="Tera", assertion=assertion).assertion == "asserted"


def test_a_method_needs_a_word_and_not_one_of_the_attack_that_is_answered() -> None:
    assert read("Rockets fell on Tera.", place="Tera", method="rocket").method == "rocket"
    answered = "Jets bombed Tera in response to rockets."
    assert read(answered, place="Tera", method="rocket").method == "other"
    assert read(answered, place="Tera", method="air_strike").method == "air_strike"


def test_the_verb_tells_the_act() -> None:
    window = window_of("Reis condemned the raid.", kind="statement")
    draft = {"sentences": [1], "speaker": "Reis", "cue": "condemned", "content": "the raid", "act": "promise"}
    record = ground(window, draft).draft
    assert isinstance(record, Statement)
    assert record.act == "condemn"
    assert read_language("en").labels.label_of("act", "said") is None


def test_what_no_table_covers_is_taken_as_it_is() -> None:
    assert read_language("de").labels.borne_out("method", "rocket", "Angriff auf Tera")
    assert read_language("de").labels.label_of("act", "sagte") is None


def test_a_target_that_is_a_number_of_casualties_is_counted() -> None:
    [casualty] = read("The raid killed and injured 30 people.", target="30 people").casualties
    assert (casualty.number, casualty.unit, casualty.who) == ("30", "killed_or_injured", "people")
    assert read("The raid drove out 30 people.", target="30 people").casualties == []


def test_a_toll_needs_a_word_for_it_and_a_number() -> None:
    for text, number in (("The raid stopped 12 buses.", "12"), ("The raid wounded the driver.", "the")):
        with pytest.raises(Ungrounded) as refused:
            read(text, target="The raid", casualties=[{"number": number, "unit": "injured"}])
        assert "casualties.0.number" in str(refused.value)


def test_a_dateline_is_no_place_and_a_border_no_date() -> None:
    text = "TERA (Xinhua) – Rebels shelled the border post."
    with pytest.raises(Ungrounded, match="it is no date"):
        read(text, attacker="Rebels", date="the border post")
