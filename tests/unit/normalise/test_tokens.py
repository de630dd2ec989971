"""How words compare: spellings of one name are one key."""

from __future__ import annotations

import unicodedata

import pytest

from extract.knowledge.language.tokens import key, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Asa’ib Ahl al-Haq", "Asa'ib Ahl Al-Haq"),
        ("Al-Qaeda", "al Qaeda".replace("al Q", "Al Q")),
        ("Hashd al-Sha`abi", "hashd al-shaabi"),
        ("U.S.", "US"),
        ("Deir ez-Zor", "DEIR EZ-ZOR".title().replace("Ez-Zor", "ez-Zor")),
        ("Pérez", unicodedata.normalize("NFD", "Pérez")),
        ("Iraq’s army", "Iraq army"),
    ],
)
def test_spellings_of_one_name_are_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("at-risk", "risk"), ("Kataib Hezbollah", "Hezbollah"), ("4", "14")])
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_offsets_slice_back_to_the_words() -> None:
    text = "Iraq’s Al-Nujaba, a U.S.-listed group, killed 1,200."
    for word in tokens(text):
        assert text[word.start : word.end] == word.text
    assert [w.text for w in tokens(text) if w.possessive] == ["Iraq"]
