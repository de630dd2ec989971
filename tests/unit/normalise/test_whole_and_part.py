"""The whole of a toll and its parts, as one sentence or two tell them."""

from __future__ import annotations

import pytest

from extract.knowledge.language.read import read_language
from extract.normalise.counts import CountContext, read_count
from extract.normalise.whole_and_part import beside, completed
from schemas import Count, Span

ENGLISH = read_language("en").tolls
PlaceWords = tuple[str, str | None]


def counts(text: str, *told: PlaceWords, unit: str = "killed", language: str = "en") -> dict[int | None, bool]:
    """Each count that follows, by its low figure, and whether it is a part."""
    known, at, read = read_language(language), 0, []
    for number, who in told:
        at = text.index(number, at)
        span = Span(start=at, end=at + len(number))
        read.append(read_count(number, CountContext(unit, known.tolls, known.numbers, who=who), span=span))
        at = span.end
    return {count.low: count.part for count in completed(read, text, known.tolls)}


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (
            "killing 12 people, including three children, and wounding 30",
            [("12", "people"), ("three", "children")],
            {12: False, 3: True},
        ),
        ("Nine died, two of them soldiers.", [("Nine", None), ("two", "of them soldiers")], {9: False, 2: True}),
        (
            "At least 40 died. Six children were among the dead.",
            [("40", None), ("Six", "children")],
            {40: False, 6: True},
        ),
        ("Three of the 11 dead were children.", [("Three", None), ("11", "dead")], {3: True, 11: False}),
        (
            "a toll of 11: eight Iranians, two Syrians and a Lebanese",
            [("11", None), ("eight", "Iranians"), ("two", "Syrians"), ("a", "Lebanese")],
            {11: False, 8: True, 2: True, 1: True},
        ),
        (
            "killing five civilians and three soldiers, he said",
            [("five", "civilians"), ("three", "soldiers")],
            {5: True, 3: True, 8: False},
        ),
        (
            "The dead were three women, four children and two men.",
            [("three", "women"), ("four", "children"), ("two", "men")],
            {3: True, 4: True, 2: True, 9: False},
        ),
        ("He put it at 22, the police at 38.", [("22", None), ("38", None)], {22: False, 38: False}),
        ("Four fighters died. Five more died later.", [("Four", "fighters"), ("Five", None)], {4: False, 5: False}),
    ],
)
def test_parts_and_wholes(text: str, told: list[PlaceWords], expected: dict[int, bool]) -> None:
    assert counts(text, *told) == expected


@pytest.mark.parametrize(
    ("language", "text", "told", "expected"),
    [
        (
            "ru",
            "12 человек, в том числе трое детей",
            [("12", "человек"), ("трое", "детей")],
            {12: False, 3: True},
        ),
        ("uk", "загинули 12 людей, зокрема троє дітей", [("12", "людей"), ("троє", "дітей")], {12: False, 3: True}),
        (
            "es",
            "12 personas, entre ellas tres niños",
            [("12", "personas"), ("tres", "niños")],
            {12: False, 3: True},
        ),
        ("fr", "12 morts, dont trois enfants", [("12", "morts"), ("trois", "enfants")], {12: False, 3: True}),
        ("fr", "trois des douze morts", [("trois", None), ("douze", "morts")], {3: True, 12: False}),
        ("fr", "12 morts, trois d'entre elles", [("12", "morts"), ("trois", None)], {12: False, 3: True}),
        ("es", "12 muertos, de los que tres", [("12", "muertos"), ("tres", None)], {12: False, 3: True}),
        ("es", "12 muertos. Tres están entre los muertos", [("12", "muertos"), ("Tres", None)], {12: False, 3: True}),
        ("es", "dos civiles y tres niños", [("dos", "civiles"), ("tres", "niños")], {2: True, 3: True, 5: False}),
        ("ar", "خمسة مدنيين وثلاثة جنود", [("خمسة", "مدنيين"), ("ثلاثة", "جنود")], {5: True, 3: True, 8: False}),
        ("ar", "القتلى جندي وثلاثة مهندسين", [("جندي", None), ("وثلاثة", "مهندسين")], {1: True, 3: True, 4: False}),
        ("it", "12 morti, tra cui tre bambini", [("12", "morti"), ("tre", "bambini")], {12: False, 3: True}),
        ("pl", "12 osób, w tym troje dzieci", [("12", "osób"), ("troje", "dzieci")], {12: False, 3: True}),
        ("tr", "3'ü çocuk 12 kişi", [("3", "çocuk"), ("12", "kişi")], {3: False, 12: False}),
        ("de", "12 Tote, darunter drei Kinder", [("12", "Tote"), ("drei", "Kinder")], {12: False, 3: True}),
        ("ar", "مقتل 12 شخصا بينهم ثلاثة أطفال", [("12", "شخصا"), ("ثلاثة", "أطفال")], {12: False, 3: True}),
        (
            "fr",
            "deux femmes et trois enfants",
            [("deux", "femmes"), ("trois", "enfants")],
            {2: True, 3: True, 5: False},
        ),
    ],
)
def test_parts_and_wholes_in_other_languages(
    language: str, text: str, told: list[PlaceWords], expected: dict[int, bool]
) -> None:
    assert counts(text, *told, language=language) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "никто"),
        ("uk", "жодного"),
        ("ar", "دون إصابات"),
        ("fr", "aucun blessé"),
        ("es", "ningún herido"),
        ("de", "niemand"),
        ("it", "nessun ferito"),
        ("pl", "nikt"),
        ("tr", "can kaybı yok"),
    ],
)
def test_what_is_denied_is_none_in_other_languages(language: str, words: str) -> None:
    known = read_language(language)
    count = read_count(words, CountContext("injured", known.tolls, known.numbers))
    assert (count.low, count.high) == (0, 0)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "несколько"), ("fr", "plusieurs"), ("es", "varios"), ("ar", "عدة"), ("de", "mehrere")],
)
def test_several_is_no_number_in_any_language(language: str, words: str) -> None:
    known = read_language(language)
    count = read_count(words, CountContext("killed", known.tolls, known.numbers))
    assert (count.low, count.high, count.qualifier) == (None, None, "vague")


def test_where_no_one_was_killed_or_injured_no_one_was_either() -> None:
    nobody = Count(raw="nobody", low=0, high=0, unit="killed_or_injured")
    assert [(one.unit, one.low) for one in completed([nobody], "nobody", ENGLISH)] == [("killed", 0), ("injured", 0)]


def test_a_number_stands_before_whom_it_counts() -> None:
    text = "Between the two attacks gunmen shot two companions"
    who = Span(start=text.index("companions"), end=len(text))
    found = beside(text, "two", Span(start=12, end=15), who)
    assert found == Span(start=text.rindex("two"), end=text.rindex("two") + 3)
