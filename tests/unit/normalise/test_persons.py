"""Last names, offices and pronouns: resolved where the article makes it clear, and left alone where it does not."""

from __future__ import annotations

import pytest
from helpers.normalise_told import article, sentences

from extract.knowledge.world.known import Knowledge
from extract.normalise.actors import ActorContext, read_actor
from extract.normalise.people import find_people

TEXT = """Peruvian Foreign Minister Maria Ortiz met her Chilean counterpart Luis Soto in Lima on Monday.
Ortiz said the border would stay open.
She thanked the visitor.
The Chilean minister agreed.
Army spokesman Pedro Paz and navy spokesman Juan Paz denied the report.
The spokesmen left, and Ana Ruiz, the leader of the Shining Path, told Carlos Leon that talks had failed.
He asked for time."""


def context(knowledge: Knowledge, before: str, text: str = TEXT) -> ActorContext:
    made = article(text)
    return ActorContext(knowledge, find_people(made, sentences(text), knowledge), "speaker", text.index(before))


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Ortiz", "Maria Ortiz", "PE"),
        ("Luis Soto", "Luis Soto", "CL"),
        ("Minister Soto", "Luis Soto", "CL"),
        ("the Peruvian foreign minister", "Maria Ortiz", "PE"),
        ("the top Peruvian diplomat", "Maria Ortiz", "PE"),
        ("The Chilean minister", "Luis Soto", "CL"),
        ("the Shining Path leader", "Ana Ruiz", "PE"),
    ],
)
def test_a_part_of_a_name_or_an_office_finds_its_person(
    words: str, name: str, country: str, knowledge: Knowledge
) -> None:
    actor = read_actor(words, context(knowledge, "The Chilean minister"))
    assert (actor.name, actor.country, actor.raw) == (name, country, words)


@pytest.mark.parametrize(
    "words", ["Paz", "the spokesman", "a Peruvian diplomat", "the Bolivian foreign minister", "the mayor"]
)
def test_what_could_be_two_or_nobody_stays_as_it_is(words: str, knowledge: Knowledge) -> None:
    actor = read_actor(words, context(knowledge, "He asked"))
    assert actor.name == words.removeprefix("the ").removeprefix("a ")


def test_a_pronoun_is_the_subject_of_the_nearest_sentence_before(knowledge: Knowledge) -> None:
    assert read_actor("She", context(knowledge, "She thanked")).name == "Maria Ortiz"


def test_a_pronoun_with_two_who_could_be_meant_is_nobody(knowledge: Knowledge) -> None:
    two = "Ana Ruiz and Carlos Leon, an engineer, went to Lima with Eva Gil.\nHe asked for time."
    assert read_actor("He", context(knowledge, "He asked", two)).name == "He"


def test_a_pronoun_does_not_take_a_person_of_the_other_sex(knowledge: Knowledge) -> None:
    text = "Mr. Carlos Leon spoke first.\nMrs. Eva Gil listened.\nHe asked for time."
    assert read_actor("He", context(knowledge, "He asked", text)).name == "Carlos Leon"


def test_a_fuller_form_of_a_name_is_the_same_person(knowledge: Knowledge) -> None:
    text = "John Q. Marlow, a senator, spoke.\nLater John Marlow left.\nMarlow was tired."
    assert read_actor("Marlow", context(knowledge, "Marlow was", text)).name == "John Q. Marlow"


def test_a_word_of_abuse_before_a_name_is_no_part_of_it(knowledge: Knowledge) -> None:
    text = "Sleepy Ana Ruiz lost, the senator wrote.\nAna Ruiz denied it.\nAna Ruiz will appeal.\nRuiz was tired."
    assert read_actor("Ruiz", context(knowledge, "Ruiz was", text)).name == "Ana Ruiz"


def test_the_end_of_a_newspaper_s_name_is_nobody(knowledge: Knowledge) -> None:
    text = "The New Leeds Courier said that it rained.\nNew Leeds Courier editors confirmed it."
    assert find_people(article(text), sentences(text), knowledge).persons == ()
