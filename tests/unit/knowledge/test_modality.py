from __future__ import annotations

import pytest

from extract.knowledge.language.modality import none_happened
from extract.knowledge.language.read import read_language

ENGLISH = read_language("en")
STRIKE = ENGLISH.triggers["strike"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels threatened to shell the port.",
        "Police foiled a bombing in the capital.",
        "The group was preparing to assassinate the mayor.",
        "The army will attack at dawn.",
        "The ministers met to avoid further strikes.",
        "There was no raid, the mayor said.",
    ],
)
def test_what_is_meant_feared_or_denied_has_not_happened(sentence: str) -> None:
    assert none_happened(sentence, STRIKE.places(sentence), ENGLISH.modality)


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels shelled the port and threatened to bomb the bridge.",
        "The army began to shell the port.",
        "The decision to bomb the port was wrong, he said.",
        "Fearing nobody, they left; a raid followed on Monday.",
        "The mayor spoke.",
    ],
)
def test_what_was_done_has_happened_and_without_a_word_for_it_nothing_is_known(sentence: str) -> None:
    assert not none_happened(sentence, STRIKE.places(sentence), ENGLISH.modality)


def test_nothing_is_known_in_a_language_without_words() -> None:
    sentence = "The army will attack at dawn."

    assert not none_happened(sentence, STRIKE.places(sentence), read_language("fr").modality)
