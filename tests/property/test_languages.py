"""Words of any kind are read in any language without a fault, and a number is never made of nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.knowledge.language.letters import folded, folded_evenly
from extract.knowledge.language.numbers import read_number
from extract.knowledge.language.read import numbers_of
from extract.knowledge.language.tables import languages

WORDS = st.text(max_size=40) | st.text(alphabet="0123456789 .,و٢一百двуn'-", max_size=20)


@given(WORDS, st.sampled_from(languages()))
def test_numbers_are_read_or_not_and_bounds_hold(words: str, language: str) -> None:
    told = read_number(words, numbers_of(language), before=words, after=words)
    if told and told.low is not None and told.high is not None:
        assert 0 <= told.low <= told.high


@given(WORDS)
def test_folding_twice_is_folding_once_and_evenly_keeps_every_place(words: str) -> None:
    assert folded(folded(words)) == folded(words)
    assert len(folded_evenly(words)) == len(words)
