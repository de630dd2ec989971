"""Who speaks of an attack did not make it, and the day of speaking is not its day."""

from __future__ import annotations

import pytest

from extract.knowledge.language.attack_or_remark import answer_starts, belongs_to_other_telling, names_the_attack
from extract.knowledge.language.language import Language
from extract.knowledge.language.read import read_language
from schemas import Span

ENGLISH = read_language("en")


def words(sentence: str, part: str) -> Span:
    start = sentence.index(part)
    return Span(start=start, end=start + len(part))


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("A mayor told reporters that the shelling destroyed a mill.", "A mayor"),
        ("Shelling destroyed a mill near Tera, the mayor said on Sunday.", "Sunday"),
        ("Farmers on Friday condemned the shelling, calling for an inquiry.", "Friday"),
        ("In a meeting in Juba, Reis denounced a raid against the port of Beira.", "Juba"),
    ],
)
def test_what_stands_with_the_saying_belongs_to_it(sentence: str, part: str) -> None:
    assert belongs_to_other_telling(sentence, words(sentence, part), ENGLISH)


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Chadian jets bombed a mill near Tera on Monday, the mayor said.", "Monday"),
        ("Chadian jets bombed a mill near Tera on Monday, the mayor said.", "Chadian jets"),
        ("Chad said it had struck a depot near Tera overnight.", "Chad"),
        ("The rebels claimed responsibility for the bombing.", "The rebels"),
        ("The rebels threatened to shell the port.", "The rebels"),
        ("Farmers condemned Friday’s raid on the mill.", "Friday"),
    ],
)
def test_what_stands_with_the_attack_is_kept(sentence: str, part: str) -> None:
    assert not belongs_to_other_telling(sentence, words(sentence, part), ENGLISH)


def test_nothing_is_said_of_a_language_without_words() -> None:
    sentence = "Ein Sprecher sagte, der Angriff sei vorbei."
    assert not belongs_to_other_telling(sentence, words(sentence, "Ein Sprecher"), Language())
    assert not names_the_attack(sentence, words(sentence, "der Angriff"), Language())


@pytest.mark.parametrize(
    ("part", "named"),
    [("Chadian raid", True), ("Chadian raid on the port", True), ("the gunman", False), ("the port", False)],
)
def test_a_word_for_the_attack_is_no_party(part: str, named: bool) -> None:
    sentence = "The Chadian raid on the port hit the gunman."
    assert names_the_attack(sentence, words(sentence, part), ENGLISH) is named


def test_the_attack_that_is_answered_starts_behind_its_cue() -> None:
    sentence = "Jets bombed Tera in response to the shelling of Juba."
    assert sentence[answer_starts(sentence) :] == "response to the shelling of Juba."
    assert answer_starts("Jets bombed Tera.") == len("Jets bombed Tera.")
