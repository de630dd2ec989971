import pytest
from helpers.stories import ALBU_KAMAL, DEIR_EZ_ZOR, ERBIL, SETTINGS, SYRIA

from extract.reconcile.compare.places import distance_km, relation, sole_country
from schemas import PlaceValue

BORDER = SETTINGS.vocabulary.border
NEAR_ALBU_KAMAL = ALBU_KAMAL.model_copy(update={"name": "Al-Hari", "latitude": 34.37, "longitude": 40.99})
FAR_TOWN = ALBU_KAMAL.model_copy(update={"name": "Aleppo", "admin1": "Aleppo", "latitude": 36.2, "longitude": 37.16})
BORDER_STRIP = PlaceValue(raw="along the Iraq border", name="Iraq", country="IQ", precision="region")


def score(a: PlaceValue, b: PlaceValue) -> float | None:
    found, mirrored = (relation(*pair, near_km=SETTINGS.near_km, border=BORDER) for pair in ((a, b), (b, a)))
    assert (found and found.score) == (mirrored and mirrored.score)
    return found.score if found else None


def test_the_narrower_the_place_in_common_the_more_it_tells() -> None:
    scores = [score(place, place) for place in (ALBU_KAMAL, DEIR_EZ_ZOR, SYRIA)]
    assert scores == sorted(scores, key=lambda one: -(one or 0))
    assert len(set(scores)) == 3


@pytest.mark.parametrize("place", [DEIR_EZ_ZOR, SYRIA, NEAR_ALBU_KAMAL])
def test_a_wider_or_neighbouring_place_agrees(place: PlaceValue) -> None:
    found = score(ALBU_KAMAL, place)
    assert found is not None
    assert 0 < found < 1


def test_towns_far_apart_disagree() -> None:
    found = score(ALBU_KAMAL, FAR_TOWN)
    assert found is not None
    assert found < -0.5


def test_two_countries_disagree_but_a_border_has_two_sides() -> None:
    assert score(ERBIL, SYRIA) == -1.0
    assert score(BORDER_STRIP, SYRIA) is None
    assert sole_country(ERBIL, BORDER) == "IQ"
    assert sole_country(BORDER_STRIP, BORDER) is None


def test_distance_needs_two_towns() -> None:
    assert distance_km(ALBU_KAMAL, ERBIL) == pytest.approx(341, abs=5)
    assert distance_km(ALBU_KAMAL, SYRIA) is None


def town(name: str, **known: object) -> PlaceValue:
    return PlaceValue.model_validate({"raw": name, "name": name, "precision": "exact", **known})


@pytest.mark.parametrize(
    ("name", "other"),
    [("Marib", "Maarib"), ("Deir ez-Zor", "Deir Ezzor"), ("Bamut", "Bamtu"), ("Kandahar", "Kandahr")],
)
def test_a_slip_of_the_pen_is_one_town(name: str, other: str) -> None:
    assert (score(town(name), town(other)) or 0) >= 0.8


@pytest.mark.parametrize(("name", "other"), [("Hit", "Hut"), ("Basra", "Busaya"), ("Marib", "Mabir")])
def test_two_names_are_two_towns_where_nothing_else_is_known(name: str, other: str) -> None:
    assert (score(town(name, country="SY"), town(other, country="SY")) or 0) < 0


def test_coordinates_decide_over_spelling() -> None:
    here, there = {"latitude": 34.0, "longitude": 40.0}, {"latitude": 36.0, "longitude": 43.0}
    assert (score(town("Kandahar", **here), town("Kandahr", **there)) or 0) < 0
    assert (score(town("Kandahar", **here), town("Zabul", **here)) or 0) > 0
