"""Where: the narrowest place words name, how precisely, and in which countries."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extract.knowledge.world.known import Knowledge
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place

CASES = [
    ("areas in Syria’s eastern province of Deir Ez-Zur near the Syrian-Iraqi borders", "Deir ez-Zor", "SY", "province"),
    ("Dayr az-Zawr governorate", "Deir ez-Zor", "SY", "province"),
    ("the Syrian side of the Iraqi-Syrian frontier", "Syria", "SY", "region"),
    ("inside Syria near the border with Iraq", "Syria", "SY", "region"),
    ("eastern Syria", "Syria", "SY", "region"),
    ("along the Iraq border", "Iraq", "IQ", "region"),
    ("Iraqi soil", "Iraq", "IQ", "country"),
    ("Syria", "Syria", "SY", "country"),
    ("Boukamal", "Abu Kamal", "SY", "exact"),
    ("the northern Iraqi city of Erbil", "Erbil", "IQ", "exact"),
    ("near Baghdad airport", "Baghdad", "IQ", "near"),
    ("30 km south of Mosul", "Mosul", "IQ", "near"),
    ("the U.S. Embassy in Baghdad", "Baghdad", "IQ", "exact"),
    ("a district of Aleppo province", "Aleppo", "SY", "province"),
    ("Gaza Strip", "Gaza Strip", "PS", "region"),
    ("the Red Sea", "Red Sea", None, "region"),
    ("Paris, Texas", "Paris", "US", "exact"),
    ("Usulutan Department", "Usulután", "SV", "province"),
    ("Washington, D.C.", "Washington", "US", "exact"),
]


@pytest.mark.parametrize(("words", "name", "country", "precision"), CASES)
def test_words_become_the_narrowest_place(
    words: str, name: str, country: str | None, precision: str, knowledge: Knowledge
) -> None:
    place = read_place(words, PlaceContext(knowledge)).value
    assert (place.name, place.country, place.precision, place.raw) == (name, country, precision, words)


@pytest.mark.parametrize("words", ["the region", "a police station", "Reading", "the base", "في دمشق"])
def test_no_place_is_made_of_common_words(words: str, knowledge: Knowledge) -> None:
    place = read_place(words, PlaceContext(knowledge)).value
    assert (place.name, place.country, place.precision, place.latitude) == (None, None, "none", None)


def test_a_place_no_table_knows_keeps_its_name(knowledge: Knowledge) -> None:
    place = read_place("the hamlet of Qarnavul", PlaceContext(knowledge)).value
    assert (place.name, place.precision, place.latitude) == ("Qarnavul", "none", None)


def test_a_small_town_is_not_met_within_a_longer_name(knowledge: Knowledge) -> None:
    assert read_place("Colonia Escalon", PlaceContext(knowledge)).value.country is None


@pytest.mark.parametrize("words", ["Syria and Iraq", "the border between Syria and Iraq"])
def test_two_countries_are_both_kept_and_neither_chosen(words: str, knowledge: Knowledge) -> None:
    place = read_place(words, PlaceContext(knowledge)).value
    assert (place.country, place.countries) == (None, ("IQ", "SY"))


@pytest.mark.parametrize(
    ("words", "name"),
    [("northern morazan department", "Morazan"), ("san salvador", "San Salvador"), ("the farm", None)],
)
def test_in_a_text_without_capitals_places_are_met_in_small_letters(
    words: str, name: str | None, knowledge: Knowledge
) -> None:
    place = read_place(words, PlaceContext(knowledge, {"SV": 3}, cased=False)).value
    assert place.name == name


def test_two_towns_are_an_area_of_their_country(knowledge: Knowledge) -> None:
    place = read_place("Bogota and Medellin", PlaceContext(knowledge)).value
    assert (place.name, place.country, place.precision, place.latitude) == (None, "CO", "region", None)


@pytest.mark.parametrize(
    ("words", "countries", "country"),
    [
        ("Tripoli", {"LB": 4}, "LB"),
        ("Tripoli", {"LY": 4}, "LY"),
        ("Tripoli", {}, "LY"),
        ("Santa Ana", {"SV": 8, "US": 3}, "SV"),
        ("Santa Ana, El Salvador", {"US": 9}, "SV"),
        ("Georgia", {"US": 5}, "US"),
        ("Georgia", {"RU": 3, "GE": 4}, "GE"),
        ("Paris", {"US": 9}, "FR"),
    ],
)
def test_of_several_places_of_a_name_the_likelier_is_taken(
    words: str, countries: Mapping[str, int], country: str, knowledge: Knowledge
) -> None:
    assert read_place(words, PlaceContext(knowledge, countries)).value.country == country


def test_a_town_stands_on_the_map_and_a_province_does_not(knowledge: Knowledge) -> None:
    town = read_place("Erbil", PlaceContext(knowledge)).value
    assert town.latitude == pytest.approx(36.2, abs=0.1)
    assert town.longitude == pytest.approx(44.0, abs=0.1)
    assert read_place("Erbil province", PlaceContext(knowledge)).value.latitude is None


def test_a_town_with_its_province_keeps_both(knowledge: Knowledge) -> None:
    place = read_place("the town of Abu Kamal, Deir ez-Zor province", PlaceContext(knowledge)).value
    assert (place.name, place.admin1, place.precision) == ("Abu Kamal", "Deir ez-Zor", "exact")


@pytest.mark.parametrize(
    ("words", "zone"), [("Tehran", "Asia/Tehran"), ("eastern Syria", "Asia/Damascus"), ("Texas", None)]
)
def test_a_place_tells_its_zone_where_it_has_one(words: str, zone: str | None, knowledge: Knowledge) -> None:
    assert read_place(words, PlaceContext(knowledge)).timezone == zone


NAMESAKES = [
    ("Columbus, Ga.", {}, "Columbus", "US", "Georgia"),
    ("Portland, Maine", {}, "Portland", "US", "Maine"),
    ("London, Ont.", {}, "London", "CA", "Ontario"),
    ("Lebanon, Pa.", {"US": 1}, "Lebanon", "US", "Pennsylvania"),
    ("Peru, Indiana", {}, "Peru", "US", "Indiana"),
    ("Odessa", {"UA": 3, "US": 1}, "Odesa", "UA", "Odesa"),
    ("Vienna", {"IR": 3, "US": 2}, "Vienna", "AT", "Wien"),
    ("Hyderabad", {"PK": 2}, "Hyderabad", "PK", "Sindh"),
    ("Kherson", {"RU": 2}, "Kherson", "UA", "Kherson"),
]


@pytest.mark.parametrize(("words", "article", "name", "country", "division"), NAMESAKES)
def test_a_town_is_told_from_its_namesakes(  # noqa: PLR0913, PLR0917
    words: str, article: Mapping[str, int], name: str, country: str, division: str, knowledge: Knowledge
) -> None:
    place = read_place(words, PlaceContext(knowledge, article)).value
    assert (place.name, place.country, place.admin1, place.precision) == (name, country, division, "exact")


@pytest.mark.parametrize(
    ("words", "article"),
    [("Boni", {"ML": 4}), ("Palma", {"MZ": 2}), ("Springfield", {"US": 3}), ("Odessa", {"RU": 3, "US": 1})],
)
def test_a_namesake_that_nothing_speaks_for_is_no_place_on_the_map(
    words: str, article: Mapping[str, int], knowledge: Knowledge
) -> None:
    place = read_place(words, PlaceContext(knowledge, article)).value
    assert (place.name, place.precision, place.latitude, place.longitude) == (words, "none", None, None)
    assert place.country in {None, *article}


@pytest.mark.parametrize(
    ("words", "article", "country", "countries"),
    [
        ("the Democratic Republic of Congo", {}, "CD", ("CD",)),
        ("eastern Congo", {"CD": 1}, "CD", ("CD",)),
        ("Congo", {}, None, ("CD", "CG")),
        ("Congo-Brazzaville", {}, "CG", ("CG",)),
        ("Niger State", {"NG": 1}, "NG", ("NG",)),
        ("Niger", {}, "NE", ("NE",)),
        ("the Niger River", {}, None, ()),
        ("South Sudan", {}, "SS", ("SS",)),
        ("Equatorial Guinea", {}, "GQ", ("GQ",)),
        ("Guinea-Bissau", {}, "GW", ("GW",)),
        ("Papua New Guinea", {}, "PG", ("PG",)),
        ("North Korea", {}, "KP", ("KP",)),
        ("Korea", {}, None, ("KP", "KR")),
    ],
)
def test_countries_with_one_name_in_another_s_are_told_apart(
    words: str, article: Mapping[str, int], country: str | None, countries: tuple[str, ...], knowledge: Knowledge
) -> None:
    place = read_place(words, PlaceContext(knowledge, article)).value
    assert (place.country, place.countries) == (country, countries)


@pytest.mark.parametrize(
    ("words", "country", "division"),
    [
        ("Qarnavul", None, None),
        ("near Qarnavul", None, None),
        ("Qarnavul in Syria", "SY", None),
        ("the village of Qarnavul in Aleppo province", "SY", "Aleppo"),
        ("Qarnavul, 30 km south of Mosul", None, None),
        ("the market square of Qarnavul", None, None),
        ("the village of Qarnavul near Kharkiv", None, None),
        ("Qarnavul, near the Malian border", None, None),
        ("near Qarnavul, close to the border with Niger", None, None),
    ],
)
def test_a_town_that_no_table_knows_has_its_name_and_never_the_place_of_a_larger_one(
    words: str, country: str | None, division: str | None, knowledge: Knowledge
) -> None:
    place = read_place(words, PlaceContext(knowledge)).value
    assert (place.name, place.country, place.admin1, place.latitude) == ("Qarnavul", country, division, None)


@pytest.mark.parametrize(
    "words",
    ["at a sensitive time", "Hashd al-Sha'abi positions", "the border", "Friday", "the market", "Hamas tunnels"],
)
def test_a_description_is_no_place(words: str, knowledge: Knowledge) -> None:
    place = read_place(words, PlaceContext(knowledge)).value
    assert (place.name, place.country, place.latitude) == (None, None, None)
