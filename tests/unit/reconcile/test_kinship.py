import pytest
from helpers.stories import HEZBOLLAH, ISRAEL, KH, PMF, US, person

from extract.reconcile.compare.kinship import DIFFERENT, MEMBER, SAME, SAME_NAME, UNLIKE, is_named, kinship, same_name
from schemas import Actor


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Fuad Hussein", "Hussein"),
        ("Fuad Hussein", "Fouad Hussain"),
        ("Mohammad Javad Zarif", "Muhammad Jawad Zarif"),
        ("Ahmed al-Asadi", "Asadi"),
        ("José Napoleón Duarte", "Jose Napoleon Duarte"),
    ],
)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("Saddam Hussein", "Fuad Hussein"), ("Hussein Amir", "Hussein"), ("Ali Larijani", "Ali Shamkhani")]
)
def test_two_names_that_share_a_word(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (US, US.model_copy(update={"raw": "Washington"}), SAME),
        (KH, PMF, MEMBER),
        (KH, HEZBOLLAH, DIFFERENT),
        (US, ISRAEL, DIFFERENT),
        (person("Ali Shamkhani"), person("Shamkhani"), SAME_NAME),
        (person("Ali Shamkhani"), person("Javad Zarif"), DIFFERENT),
        (person("Qassem Soleimani"), KH, UNLIKE),
        (person("Western officials"), person("Javad Zarif"), None),
        (KH, person("the group"), None),
    ],
)
def test_kinship(a: Actor, b: Actor, expected: float | None) -> None:
    assert kinship(a, b) == kinship(b, a) == expected


def test_a_name_the_table_lacks_is_never_taken_for_one_it_has() -> None:
    score = kinship(person("Kataib Hezbollah"), HEZBOLLAH)
    assert score is not None
    assert score < MEMBER


def test_descriptions_alone_never_make_two_actors_one() -> None:
    score = kinship(person("Iraqi militia official"), person("Iraqi militia official close to Iran"))
    assert score is not None
    assert score > 0


@pytest.mark.parametrize(
    ("actor", "named"),
    [(US, True), (person("Hadi al-Amiri"), True), (person("Western officials"), False), (person("he"), False)],
)
def test_a_proper_name_is_told_from_a_description(actor: Actor, named: bool) -> None:
    assert is_named(actor) is named
