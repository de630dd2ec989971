from __future__ import annotations

import pytest

from extract.knowledge.language.letter_case import is_cased, with_capitals


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("The mayor met the governor in Arica on Monday.", True),
        ("the mayor met the governor in arica on monday. he left at noon.", False),
        ("THE MAYOR MET THE GOVERNOR IN ARICA ON MONDAY.", False),
    ],
)
def test_tells_whether_capitals_mean_anything(text: str, cased: bool) -> None:
    assert is_cased(text) is cased


def test_gives_each_sentence_a_capital_and_keeps_the_length() -> None:
    text = 'a bomb went off. "nobody was hurt," he said.  (reporter) where? İN THE PORT.'

    told = with_capitals(text)

    assert told == 'A bomb went off. "Nobody was hurt," he said.  (Reporter) where? İn the port.'
    assert len(told) == len(text)
