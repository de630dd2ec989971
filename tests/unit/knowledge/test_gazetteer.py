"""Places by name: spellings, countries, zones."""

from __future__ import annotations

import pytest

from extract.knowledge.world.gazetteer import WorldGazetteer


@pytest.fixture(scope="module")
def gazetteer() -> WorldGazetteer:
    return WorldGazetteer()


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Deir Ezzor", "division", "SY"),
        ("Dayr az-Zawr", "division", "SY"),
        ("Qa'im", "city", "IQ"),
        ("al-Qaim", "city", "IQ"),
        ("São Paulo", "city", "BR"),
        ("Sao Paulo", "city", "BR"),
        ("Port au Prince", "city", "HT"),
        ("Golan Heights", "region", "SY"),
        ("Burma", "country", "MM"),
        ("Côte d’Ivoire", "country", "CI"),
    ],
)
def test_a_place_is_found_however_it_is_spelt(name: str, kind: str, country: str, gazetteer: WorldGazetteer) -> None:
    assert (kind, country) in {(place.kind, place.country) for place in gazetteer.find(name)}


@pytest.mark.parametrize("name", ["", "Xyzzy", "BGW", "the"])
def test_what_is_no_place_is_not_found(name: str, gazetteer: WorldGazetteer) -> None:
    assert list(gazetteer.find(name)) == []


def test_every_spelling_of_the_tables_is_found(gazetteer: WorldGazetteer) -> None:
    table = gazetteer._table
    named = {**table["places"], **table["regions"]}
    for name, entry in named.items():
        for spelling in (name, *entry["aliases"]):
            assert name in {place.name for place in gazetteer.find(spelling)}, spelling


def test_every_division_of_the_table_exists(gazetteer: WorldGazetteer) -> None:
    assert set(gazetteer._table["divisions"]) <= set(gazetteer._divisions)


def test_a_country_has_its_own_name_capital_and_zone(gazetteer: WorldGazetteer) -> None:
    assert (gazetteer.country_name("PS"), gazetteer.capital("SY")) == ("Palestine", "Damascus")
    assert gazetteer.timezone("IQ") == "Asia/Baghdad"
    assert gazetteer.timezone("US") is None
