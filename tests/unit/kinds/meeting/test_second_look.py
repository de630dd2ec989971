"""A meeting is kept as its sentence tells it; what is none is left out, and the reason is listed."""

from __future__ import annotations

from typing import cast

import pytest

from extract.base.types import Answer, Article, Sentence, Window
from extract.ground.ground import ground
from extract.ground.second_look import look_again
from extract.kinds import rules_of
from schemas import Meeting, Span


def _look(sentence: str, *participants: str, **fields: object) -> Answer:
    article = Article(id="a", path="a.txt", sha256="0" * 64, text=sentence, language="en")
    window = Window(article, "meeting", (), (Sentence(1, 0, len(sentence), Span(start=0, end=len(sentence)), 1),))
    item = ground(window, {"sentences": [1], "participants": list(participants), **fields})
    return look_again(window, Answer(grounded=(item,)), rules_of(window.kind).check)


def _meeting(sentence: str, *participants: str, **fields: object) -> Meeting:
    (item,) = _look(sentence, *participants, **fields).grounded
    return cast("Meeting", item.draft)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz lost her cell phone on the way to Luis Peña.",
        "Ana Ruiz and Luis Peña were in the phone records.",
        "Ana Ruiz said Luis Peña had met the demands.",
        "Ana Ruiz and Luis Peña received injuries.",
    ],
)
def test_what_only_shares_its_words_with_a_meeting_is_left_out(sentence: str) -> None:
    answer = _look(sentence, "Ana Ruiz", "Luis Peña")
    assert answer.grounded == ()
    assert "is no meeting" in answer.rejected[0].reason


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ana Ruiz met Luis Peña and called for peace.", "in_person"),
        ("Ana Ruiz phoned Luis Peña.", "call"),
        ("Ana Ruiz held talks with Luis Peña in a video conference.", "call"),
        ("Ana Ruiz held talks with Luis Peña in a Monday call.", "call"),
    ],
)
def test_nobody_telephoned_where_no_word_says_so(sentence: str, told: str) -> None:
    assert _meeting(sentence, "Ana Ruiz", "Luis Peña", format="call").format == told


@pytest.mark.parametrize(
    ("sentence", "assertion"),
    [
        ("Ana Ruiz met Luis Peña in Lima, where a bridge is about to be built.", "asserted"),
        ("Ana Ruiz is to meet Luis Peña in Lima next week.", "planned"),
        ("Ana Ruiz will hold talks with Luis Peña, whom she met in Lima.", "planned"),
    ],
)
def test_a_meeting_told_as_held_is_not_planned(sentence: str, assertion: str) -> None:
    assert _meeting(sentence, "Ana Ruiz", "Luis Peña", assertion="planned").assertion == assertion
