from __future__ import annotations

import pytest

from extract.evaluate.wording import fold, is_part_of, stands_in


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("the U.S. and the U.S.-led force", "the us and the us led force"),
        ("Kata’ib Hizbullah", "kataib hizbullah"),
        ("Deir ez-Zor", "deir ez zor"),
        ("São Tomé", "sao tome"),
        ("It ended. Then", "it ended then"),
    ],
)
def test_spelling_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_stand_as_whole_words() -> None:
    assert stands_in(["US"], ["US troops"])
    assert not stands_in(["US"], ["Russian troops"])
    assert not stands_in(["US"], [])


def test_parts_may_be_less_than_words() -> None:
    assert is_part_of(["militia"], ["the Militias"])
    assert not is_part_of(["army"], ["the Militias"])
