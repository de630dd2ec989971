"""Words of any kind are read in any language without a fault, and a number is never made of nothing."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from extract.knowledge.language.days import Now, read_days
from extract.knowledge.language.letters import folded, folded_evenly
from extract.knowledge.language.numbers import read_number
from extract.knowledge.language.read import calendar_of, numbers_of
from extract.knowledge.language.tables import languages

WORDS = st.text(max_size=40) | st.text(alphabet="0123456789 .,و٢一百двуn'-июня.:/月日في", max_size=20)


@given(WORDS, st.sampled_from(languages()))
def test_numbers_are_read_or_not_and_bounds_hold(words: str, language: str) -> None:
    told = read_number(words, numbers_of(language), before=words, after=words)
    if told and told.low is not None and told.high is not None:
        assert 0 <= told.low <= told.high


@given(WORDS, st.sampled_from(languages()), st.none() | st.dates(), st.booleans())
def test_days_are_read_or_not_and_the_first_is_not_after_the_last(
    words: str, language: str, day: dt.date | None, ahead: bool
) -> None:
    told = read_days(words, calendar_of(language), numbers_of(language), Now(day, ahead))
    if told.earliest and told.latest:
        assert told.earliest <= told.latest


@given(WORDS)
def test_folding_twice_is_folding_once_and_evenly_keeps_every_place(words: str) -> None:
    assert folded(folded(words)) == folded(words)
    assert len(folded_evenly(words)) == len(words)
