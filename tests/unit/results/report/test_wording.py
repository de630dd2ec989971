from __future__ import annotations

import pytest

from extract.results.report.wording import (
    both_texts,
    chain_text,
    country_name,
    listed,
    origins_text,
    party_text,
    place_text,
    raw_text,
    value_text,
)
from schemas import Actor, PlaceValue, Source, SourceCounts, Toll, Words


@pytest.mark.parametrize(
    ("toll", "text"),
    [
        (Toll(unit="killed", low=4, high=4), "4 killed"),
        (Toll(unit="killed", low=17), "at least 17 killed"),
        (Toll(unit="injured", low=9, high=22), "9–22 injured"),
        (Toll(unit="injured", high=30), "up to 30 injured"),
        (Toll(unit="killed_or_injured"), "an unstated number killed or injured"),
        (Toll(unit="killed", low=0, high=0), "0 killed"),
        (Toll(unit="killed", low=1200, high=1200), "1,200 killed"),
    ],
)
def test_a_toll_says_what_is_known(toll: Toll, text: str) -> None:
    assert value_text(toll) == text


def test_free_words_stand_in_quotation_marks_and_labels_do_not() -> None:
    assert value_text(Words(raw="a mortar")) == "“a mortar”"
    assert value_text("air_strike") == "air strike"


def test_the_article_s_own_words_are_given_where_they_differ() -> None:
    assert raw_text(Actor(raw="PMU", name="Popular Mobilization Forces")) == "PMU"
    assert raw_text(Actor(raw="PMU", name="PMU")) is None
    assert raw_text("air_strike") is None


def test_a_chain_begins_with_whose_words_they_are() -> None:
    chain = (Source(name="Reuters"), Source(name="an official", anonymous=True))
    assert chain_text(chain) == "an official (unnamed), via Reuters"
    assert chain_text(()) == ""


def test_a_place_names_each_part_once() -> None:
    assert place_text(PlaceValue(raw="x", name="Syria", country="SY")) == "Syria"
    assert place_text(PlaceValue(raw="x", name="Erbil", admin1="Erbil", country="IQ")) == "Erbil, Iraq"
    assert place_text(PlaceValue(raw="both", countries=("IQ", "SY"))) == "both, Iraq, Syria"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("IR", "Iran"),
        ("BO", "Bolivia"),
        ("KR", "South Korea"),
        ("CG", "Congo"),
        ("CD", "The Democratic Republic of the Congo"),
        ("XK", "XK"),
    ],
)
def test_a_country_has_the_name_people_use(code: str, name: str) -> None:
    assert country_name(code) == name


def test_origins_are_a_range_only_where_they_are_in_doubt() -> None:
    assert origins_text(SourceCounts(outlets=3, origins_min=1, origins_max=2)) == "3 outlets, 1–2 independent origins"
    assert origins_text(SourceCounts(outlets=1, origins_min=1, origins_max=1)) == "1 outlet, 1 independent origin"


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]


def test_words_in_another_language_stand_with_their_english() -> None:
    content = Words(raw="الجسر مفتوح", english="the bridge is open")
    nobody = Actor(raw="موقع آخر", name="موقع آخر", english="another position")
    known = Actor(raw="حزب الله", name="Hezbollah", id="hezbollah", english="Party of God")

    assert both_texts(content) == "“الجسر مفتوح” (“the bridge is open”)"
    assert party_text(nobody) == "another position (“موقع آخر”)"
    assert party_text(known) == "Hezbollah"
