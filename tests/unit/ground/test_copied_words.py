"""A user relies on: words are found where they stand, however they are marked and spaced, and no other words are."""

from __future__ import annotations

import unicodedata

import pytest

from extract.ground.copied_words import find
from schemas import Span


def found(text: str, words: str) -> str | None:
    """What stands in the text where the words were found."""
    span = find(text, words, Span(start=0, end=len(text)))
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "words", "standing"),
    [
        ("Rebels shelled the port.", "the port", "the port"),
        ("“We didn’t,” he said", '"We didn\'t," he said', "“We didn’t,” he said"),
        ("«Non», dit-il", '"Non", dit-il', "«Non», dit-il"),
        ("Deir\r\n  ez-Zor\tprovince", "Deir ez-Zor province", "Deir\r\n  ez-Zor\tprovince"),
        ("two\u00a0F-15s", "two F-15s", "two\u00a0F-15s"),
        ("the U.S. Navy", "U. S. Navy", "U.S. Navy"),
        ("the U. S. Navy", "U.S. Navy", "U. S. Navy"),
        ("A Spokesman denied it", "a spokesman", "A Spokesman"),
        ("a cease\u00adfire", "a ceasefire", "a cease\u00adfire"),
        ("10–15 men", "10-15 men", "10–15 men"),
        ("dead: 12 \U0001f3f3\ufe0f men", "12 \U0001f3f3\ufe0f men", "12 \U0001f3f3\ufe0f men"),
        ("他说“不”。", '"不"', "“不”"),
        ("武装分子在伊拉克发动袭击", "伊拉克", "伊拉克"),
        ("이라크에서 공격", "이라크", "이라크"),
        ("ईरान की सेना", "ईरान की", "ईरान की"),
    ],
    ids=[
        "exact",
        "curly quotes and apostrophe",
        "angle quotes",
        "line break and tab",
        "no-break space",
        "abbreviation with a space",
        "abbreviation without a space",
        "letter case",
        "soft hyphen",
        "en dash",
        "emoji",
        "Chinese quotes",
        "Chinese",
        "Korean",
        "Hindi",
    ],
)
def test_words_are_found_however_quotes_spaces_and_case_are_written(text: str, words: str, standing: str) -> None:
    assert found(text, words) == standing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("four people died", "nine people"),
        ("14 people died", "4 people"),
        ("40 people died", "4"),
        ("1,400 people died", "400"),
        ("1,400 people died", "1"),
        ("some 3.5 million fled", "3"),
        ("some 3.5 million fled", "5 million"),
        ("nine\u00adteen died", "nine"),
        ("fourteen people died", "four"),
        ("the Mayor’s house", "may"),
        ("1 7 people", "17 people"),
        ("they did not attack", "they did attack"),
        ("Hezbollah", "Hizbollah"),
        ("the cafe\u0301", "the cafe"),
        ("the café", "the cafe"),
        ("十四人死亡", "四人"),
        ("unos 3,5 millones", "5 millones"),
        ("की", "क"),
        ("anything", ""),
        ("anything", " \u00ad "),
    ],
)
def test_another_word_number_or_part_of_one_is_not_found(text: str, words: str) -> None:
    assert found(text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "standing"),
    [
        ("In 1995, 12 People died", "12 people", "12 People"),
        ("On May 4,1990 it began", "May 4", "May 4"),
        ("It killed 12, 15 more fled", "12", "12"),
        ("It killed 12.", "12", "12"),
    ],
)
def test_a_mark_beside_a_number_is_no_part_of_it(text: str, words: str, standing: str) -> None:
    assert found(text, words) == standing


def test_words_written_the_same_win_over_words_that_only_sound_so() -> None:
    text = "The Mayor may resign in May."
    assert find(text, "May", Span(start=0, end=len(text))) == Span(start=24, end=27)


def test_words_are_found_nowhere_else_than_asked() -> None:
    text = "A bomb. A bomb."
    assert find(text, "A bomb", Span(start=8, end=15)) == Span(start=8, end=14)
    assert find(text, "A bomb. A", Span(start=0, end=7)) is None


def test_the_same_letters_composed_and_decomposed_are_the_same_words() -> None:
    name = "Peña Nieto"
    assert found(f"{unicodedata.normalize('NFD', name)} left", name) == unicodedata.normalize("NFD", name)


def test_a_mark_outside_the_stretch_that_is_searched_is_not_taken() -> None:
    text = "“Fire” “Stop”"
    inside = Span(start=1, end=5)

    assert find(text, "“Fire”", inside) == inside
    assert find(text, "“Fire”", Span(start=0, end=6)) == Span(start=0, end=6)
