"""Whatever the words, a value is made of them, is the same each time, and never claims what cannot be."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.knowledge.language.read import read_language
from extract.knowledge.language.tokens import key, tokens
from extract.knowledge.world.tables import load_knowledge
from extract.normalise.actors import ActorContext, read_actors
from extract.normalise.counts import CountContext, read_count
from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import Today
from extract.normalise.neutral import neutral_name
from extract.normalise.people import People
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place
from schemas.values import WEEKDAYS

ENGLISH = read_language("en").tolls
ANYTHING = st.text(max_size=60)
VOCABULARY = """
    the a of and in near U.S. Iraqi Hezbollah Kataib Baghdad Syria Ali al-Amiri President spokesman troops ,
    ' -backed Thursday last next two days after January 3 2020 early at least 17 dozens eastern province border’s"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=8).map(" ".join)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2050, 12, 31))
NOBODY = People((), (), {})


@given(ANYTHING)
def test_words_slice_back_and_compare_in_plain_letters(text: str) -> None:
    for word in tokens(text):
        assert text[word.start : word.end] == word.text
        assert word.key.isascii()
    assert key(text) == key(text)


@given(st.one_of(ANYTHING, WORDS), DAYS)
def test_a_date_is_an_interval_of_its_precision(words: str, day: dt.date) -> None:
    date = read_date(words, DateContext(Today(day)))
    assert date.raw == words
    if date.precision == "day":
        assert date.earliest is not None
        assert date.latest is not None
        assert 0 <= (date.latest - date.earliest).days <= 1
    if date.anchor == "nothing":
        assert (date.earliest, date.latest) == (None, None)


@given(st.one_of(ANYTHING, WORDS))
def test_without_a_dated_report_only_written_dates_are_told(words: str) -> None:
    assert read_date(words, DateContext(Today(None))).anchor in {"nothing", "text"}


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_a_weekday_is_the_latest_that_is_not_after_the_report(weekday: str, day: dt.date) -> None:
    date = read_date(f"on {weekday}", DateContext(Today(day)))
    assert date.earliest == date.latest
    assert date.earliest is not None
    assert 0 <= (day - date.earliest).days < len(WEEKDAYS)
    assert WEEKDAYS[date.earliest.weekday()] == weekday


@given(DAYS)
def test_a_written_day_is_that_day_whenever_it_is_read(day: dt.date) -> None:
    for written in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        assert read_date(written, DateContext(Today(None))).earliest == day


@given(st.integers(0, 10**6))
def test_a_figure_is_itself_with_or_without_its_commas(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        count = read_count(written, CountContext("killed", ENGLISH))
        assert (count.low, count.high, count.qualifier) == (number, number, "exact")


@given(st.one_of(ANYTHING, WORDS))
def test_a_count_is_a_range(words: str) -> None:
    count = read_count(words, CountContext("injured", ENGLISH))
    assert count.raw == words
    assert (count.qualifier == "exact") <= (count.low is not None and count.high is not None)


@settings(deadline=None)
@given(words=st.one_of(ANYTHING, WORDS).filter(bool))
def test_an_actor_always_has_a_name_and_its_words(words: str) -> None:
    actors = read_actors(words, ActorContext(load_knowledge(), NOBODY))
    assert actors
    assert all(actor.name and actor.raw == words for actor in actors)


@settings(deadline=None)
@given(words=st.one_of(ANYTHING, WORDS))
def test_a_place_on_the_map_has_a_country_among_those_named(words: str) -> None:
    place = read_place(words, PlaceContext(load_knowledge())).value
    assert place.raw == words
    assert list(place.countries) == sorted(set(place.countries))
    assert place.country is None or place.country in place.countries
    assert (place.latitude is None) == (place.longitude is None)


@given(WORDS.filter(bool))
def test_a_neutral_name_is_never_empty(words: str) -> None:
    assert neutral_name(words, {"president": "", "troops": ""})
