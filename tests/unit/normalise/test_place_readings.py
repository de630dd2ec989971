"""A user relies on: a town that a model read is held against the words in whatever language they are."""

from __future__ import annotations

import pytest

from extract.knowledge.world.known import Knowledge
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place
from extract.normalise.readings.places import PlaceReading, check_place

UNCASED = ("ar", "fa", "he", "zh")


@pytest.mark.parametrize(
    ("language", "words", "town", "country", "name", "via"),
    [
        pytest.param("ru", "в Одессе", "Odesa", "UA", "Odesa", "both", id="inflected"),
        pytest.param("uk", "у центрі Херсона", "Kherson", "UA", "Kherson", "both", id="genitive"),
        pytest.param("pl", "w Charkowie", "Kharkiv", "UA", "Kharkiv", "both", id="Polish ending"),
        pytest.param("de", "Sewastopol", "Sevastopol", "UA", "Sevastopol", "both", id="German spelling"),
        pytest.param("ar", "في مدينة الرقة", "Raqqa", "SY", "Raqqa", "both", id="Arabic"),
        pytest.param("ar", "بالموصل", "Mosul", "IQ", "Mosul", "both", id="a preposition joined to it"),
        pytest.param("he", "בחומס שבסוריה", "Homs", "SY", "Homs", "both", id="Hebrew"),
        pytest.param("fa", "شهر قندهار", "Kandahar", "AF", "Kandahar", "both", id="Persian"),
        pytest.param("zh", "摩苏尔", "Mosul", "IQ", "Mosul", "both", id="Chinese"),
        pytest.param("tr", "Kandahar'da", "Kandahar", "AF", "Kandahar", "both", id="Turkish ending"),
        pytest.param("ru", "у Грозы", "Kharkiv", "UA", "Kharkiv", "model", id="another town, in words nobody reads"),
        pytest.param("ar", "الرقة", "Idlib", "SY", "Idlib", "model", id="another town, in Arabic"),
        pytest.param("en", "Aleppo", "Idlib", "SY", "Aleppo", "words", id="another town, in words that are read"),
        pytest.param("en", "the Shorja market", "Kirkuk", "IQ", "Kirkuk", "model", id="a market in the town"),
        pytest.param(
            "en", "the 2900 block of North 24th Place", "Milwaukee", "US", "Milwaukee", "model", id="a street"
        ),
        pytest.param("en", "the village of Qarnavul", "Mosul", "IQ", "Qarnavul", "words", id="a village of its own"),
        pytest.param("en", "Kostiantynivka", "Kostiantynivka", "UA", "Kostiantynivka", "both", id="its usual name"),
        pytest.param("en", "the town of Sarband", "Sarbaz", "IR", "Sarband", "words", id="a letter makes another town"),
        pytest.param("en", "the village of Horlivske", "Horlivka", "UA", "Horlivske", "words", id="another ending"),
        pytest.param("en", "Shusha", "Shusha", "AZ", "Shusha", "both", id="a town before its district"),
        pytest.param("en", "Tripoli", "Tripoli", "LB", "Tripoli", "model", id="a namesake by its country"),
        pytest.param("en", "Qarnavul", "Qarnavul", "SY", "Qarnavul", "model", id="unknown to the tables"),
        pytest.param("en", "Brasil", "Brasil", "CO", "Brasil", "model", id="a country's name in another language"),
        pytest.param("en", "Brazil", "Brazil", "CO", "Brazil", "words", id="a country's own name"),
    ],
)
def test_a_reading_is_both_where_the_words_hold_a_name_of_it(  # noqa: PLR0913, PLR0917
    language: str, words: str, town: str, country: str, name: str, via: str, knowledge: Knowledge
) -> None:
    context = PlaceContext(knowledge, cased=language not in UNCASED, language=language)
    checked = check_place(read_place(words, context).value, PlaceReading(town, country), context)
    assert checked.value is not None
    assert (checked.value.name, checked.value.via) == (name, via)
    assert checked.value.raw == words
    assert (checked.against is not None) == (via == "words")


@pytest.mark.parametrize(
    ("language", "words", "country", "via"),
    [
        pytest.param("fr", "dans le nord de la Syrie", "SY", "both", id="French"),
        pytest.param("de", "im Osten Syriens", "SY", "both", id="genitive"),
        pytest.param("ru", "в сирийской пустыне", "SY", "both", id="adjective"),
        pytest.param("ar", "شمال سوريا", "SY", "both", id="Arabic"),
        pytest.param("ru", "в пустыне", "SY", "model", id="not named"),
    ],
)
def test_a_country_is_both_where_the_words_name_it_in_any_language(
    language: str, words: str, country: str, via: str, knowledge: Knowledge
) -> None:
    context = PlaceContext(knowledge, cased=language not in UNCASED, language=language)
    checked = check_place(read_place(words, context).value, PlaceReading(None, country), context)
    assert checked.value is not None
    assert (checked.value.country, checked.value.via) == (country, via)
