"""A user relies on: places told in other languages are read where the tables have them, and common words are none."""

from __future__ import annotations

import pytest

from extract.knowledge.world.tables import load_knowledge
from extract.normalise.in_other_forms import country_of_adjective
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place
from extract.normalise.state_words import as_state
from schemas import Actor


def read(words: str, language: str, *countries: str) -> tuple[str | None, str | None]:
    cased = language not in {"ar", "fa", "he"}
    knowledge = load_knowledge(language)
    context = PlaceContext(knowledge, dict.fromkeys(countries, 1), cased=cased, language=language, any_form=True)
    value = read_place(words, context).value
    return value.name, value.country


@pytest.mark.parametrize(
    ("words", "language", "countries", "told"),
    [
        ("في دمشق", "ar", ["SY"], ("Damascus", "SY")),
        ("بدمشق", "ar", ["SY"], ("Damascus", "SY")),
        ("قرب مدينة القائم داخل الأراضي العراقية", "ar", ["IQ"], ("Al Qa'im", "IQ")),
        ("в Белгороде", "ru", ["RU"], ("Belgorod", "RU")),
        ("у Вінниці", "uk", ["UA"], ("Vinnytsya", "UA")),
        ("w Krzemieńczuku", "pl", ["UA"], ("Kremenchuk", "UA")),
        ("auf Winnyzja", "de", ["UA"], ("Vinnytsya", "UA")),
        ("в Сирии", "ru", [], ("Syria", "SY")),
        ("في العراق", "ar", [], ("Iraq", "IQ")),
    ],
)
def test_a_town_or_country_is_known_in_its_form(
    words: str, language: str, countries: list[str], told: tuple[str, str]
) -> None:
    assert read(words, language, *countries) == told


@pytest.mark.parametrize(
    ("words", "language", "countries"),
    [
        ("بلدة", "ar", ["IR"]),  # "town"; so is a place in Iran
        ("در ورودی", "fa", ["IR"]),  # "at the entrance"; a town in India
        ("محيط العاصمة", "ar", ["SY"]),  # "around the capital"; a division of Yemen
    ],
)
def test_a_common_word_is_no_town(words: str, language: str, countries: list[str]) -> None:
    assert read(words, language, *countries)[1] is None


@pytest.mark.parametrize(
    ("word", "language", "country"),
    [
        ("والعراقية", "ar", "IQ"),
        ("الروسي", "ar", "RU"),
        ("عسكرية", "ar", None),
        ("израильская", "ru", "IL"),
        ("морской", "ru", None),
        ("українські", "uk", "UA"),
        ("syrische", "de", "SY"),
        ("politische", "de", None),
        ("ایرانی", "fa", "IR"),
    ],
)
def test_the_adjective_of_a_country_names_it(word: str, language: str, country: str | None) -> None:
    knowledge = load_knowledge(language)
    assert country_of_adjective(word, knowledge.language.forms, knowledge.places.gazetteer) == country


def actor(raw: str, language: str) -> tuple[str, str | None]:
    read = as_state(Actor(raw=raw, name=raw), load_knowledge(language))
    assert isinstance(read, Actor)
    return read.name, read.id


@pytest.mark.parametrize(
    ("raw", "language", "name"),
    [
        ("израильская авиация", "ru", "Israel"),
        ("L'armée russe", "fr", "Russia"),
        ("الطيران الأمريكي", "ar", "United States"),
        ("İsrail ordusu", "tr", "Israel"),
        ("Ucrania", "es", "Ukraine"),
        ("rosyjska", "pl", "Russia"),
        ("російські війська", "uk", "Russia"),
        ('צה"ל', "he", "Israel"),
    ],
)
def test_a_state_and_its_forces_are_the_state(raw: str, language: str, name: str) -> None:
    assert actor(raw, language)[0] == name


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("американский чиновник", "ru"),  # a man, not the state
        ("des factions irakiennes", "fr"),
        ("l'armée", "fr"),  # of which state, nobody says
        ("aviones rusos y sirios", "es"),  # of two
    ],
)
def test_what_is_not_just_a_state_keeps_its_words(raw: str, language: str) -> None:
    assert actor(raw, language) == (raw, None)
