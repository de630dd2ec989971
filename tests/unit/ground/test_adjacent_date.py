from __future__ import annotations

import pytest

from extract.ground.second_look.adjacent_date import date_beside
from extract.knowledge.language.read import read_language

KNOWN = read_language("en").triggers


def _day(sentence: str, kind: str) -> str | None:
    others = [place for triggers in KNOWN.values() for place in triggers.places(sentence)]
    span = date_beside(sentence, KNOWN[kind].places(sentence), others)
    return sentence[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("kind", "sentence", "day"),
    [
        ("meeting", "In a Saturday meeting with Ana Ruiz, Peña criticised the plan.", "Saturday"),
        ("meeting", "Ruiz met the governor of Arica on 3 May 2021.", "3 May 2021"),
        ("strike", "The ministry voiced regret after Friday’s deadly raid.", "Friday"),
        ("strike", "The base was shelled late on 3 May, an official said Monday.", "3 May"),
        ("strike", "On Thursday, rebels attacked the port.", "Thursday"),
        ("strike", "He was charged with the April 3, 2021, attack, which killed four.", "April 3, 2021"),
    ],
)
def test_finds_the_day_beside_the_word_for_the_event(kind: str, sentence: str, day: str) -> None:
    assert _day(sentence, kind) == day


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("strike", "Villagers on Friday denounced the raid."),
        ("strike", "Officials said on Monday the bomb killed four."),
        ("strike", "On Thursday, officials said rebels attacked the port."),
        ("strike", "Monday’s raid followed Sunday’s bombing."),
        ("strike", "Rebels attacked the port."),
    ],
)
def test_leaves_open_what_belongs_to_something_else_or_is_told_twice(kind: str, sentence: str) -> None:
    assert _day(sentence, kind) is None
