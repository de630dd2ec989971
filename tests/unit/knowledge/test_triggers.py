"""A user relies on: a sentence that tells of something is shown to the model, whatever form its words have."""

from __future__ import annotations

import re

import pytest

from extract.knowledge.language.read import read_language
from extract.knowledge.language.triggers import Triggers
from schemas import KINDS

ENGLISH = read_language("en").triggers


def triggers(*words: str, phrases: tuple[str, ...] = (), quotation_marks: bool = False) -> Triggers:
    patterns = tuple((phrase, re.compile(rf"\b{phrase}\b")) for phrase in phrases)
    return Triggers(words=frozenset(words), phrases=patterns, quotation_marks=quotation_marks, agents=frozenset())


def test_triggers_come_in_the_order_of_the_text_and_once_each() -> None:
    found = triggers("bomb", "raid", phrases=("car bomb",)).find("A raid, a Bomb; another RAID after the car bomb.")
    assert found == ("raid", "bomb", "car bomb")


def test_a_trigger_is_a_whole_word() -> None:
    assert triggers("mine").find("The miner determined this.") == ()
    assert triggers("mine").find("A mine’s fuse") == ("mine",)


def test_a_quotation_mark_counts_where_the_kind_says_so() -> None:
    text = "“Nobody is above the law."
    assert triggers("law", quotation_marks=True).find(text) == ("“", "law")
    assert triggers("law").find(text) == ("law",)


def test_offsets_hold_where_small_letters_are_longer_than_capital_ones() -> None:
    text = "İİİ bomb"
    assert [text[start:end] for start, end in triggers("bomb").places(text)] == ["bomb"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_routed_in_english(kind: str) -> None:
    assert ENGLISH[kind].words


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("strike", "Two gunmen were killed."),
        ("strike", "Guerrillas dynamited a pylon."),
        ("strike", "Several car bombs went off."),
        ("strike", "It carried out airstrikes."),
        ("strike", "The air strike hit a depot."),
        ("strike", "They were hitting the base with rockets."),
        ("strike", "He was stabbed."),
        ("strike", "Casualties were heavy."),
        ("statement", "The senator denies it."),
        ("statement", "Critics admitted it."),
        ("statement", "According to the ministry, nothing happened."),
        ("statement", "“Nothing happened.”"),
        ("statement", "They urged restraint."),
        ("meeting", "The two ministers met in Lima."),
        ("meeting", "Visiting envoys held talks."),
        ("meeting", "They telephoned each other."),
        ("meeting", "The summits achieved little."),
    ],
)
def test_regular_and_irregular_forms_are_known(kind: str, sentence: str) -> None:
    assert ENGLISH[kind].find(sentence)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_of_something_else_is_passed_over(kind: str) -> None:
    assert ENGLISH[kind].find("The river is 300 kilometres long and rises in the north.") == ()


def test_a_phrase_is_made_of_whole_words() -> None:
    assert triggers(phrases=("call for",)).find("A recall for heaters was a call for calm.") == ("call for",)


@pytest.mark.parametrize(
    ("language", "kind", "sentence"),
    [
        ("ru", "strike", "По складу нанесли удары дронами."),
        ("ru", "statement", "Министр заявил, что пожара нет."),
        ("ru", "meeting", "Послы встретились в Женеве."),
        ("uk", "strike", "Внаслідок обстрілу загинули двоє людей."),
        ("uk", "statement", "Речниця повідомила про відключення."),
        ("uk", "meeting", "Делегації провели переговори."),
        ("fr", "strike", "Deux soldats ont été tués."),
        ("fr", "statement", "Le maire a démenti."),
        ("fr", "meeting", "Les ministres se sont entretenus."),
        ("es", "strike", "Un dron impactó en la refinería."),
        ("es", "statement", "El portavoz negó los hechos."),
        ("es", "meeting", "Se reunieron en Quito."),
        ("ar", "strike", "واستهدفت الغارة مستودعا."),
        ("ar", "statement", "وقال المتحدث إن الجسر مفتوح."),
        ("ar", "meeting", "والتقى الوزيران في عمان."),
    ],
)
def test_words_of_other_languages_are_known_by_their_stems(language: str, kind: str, sentence: str) -> None:
    assert read_language(language).triggers[kind].find(sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Река длиной 300 километров течёт на север."),
        ("uk", "Річка тече на північ і впадає в море."),
        ("fr", "Le fleuve prend sa source dans le nord du pays."),
        ("es", "El río nace en el norte y tiene 300 kilómetros."),
        ("ar", "النهر طويل وينبع من الشمال."),
    ],
)
def test_other_sentences_of_other_languages_are_passed_over(language: str, sentence: str) -> None:
    for kind in ("strike", "meeting"):
        assert read_language(language).triggers[kind].find(sentence) == ()
