"""A strike is kept as its sentence tells it; what is no attack is left out, and the reason is listed."""

from __future__ import annotations

from typing import cast

import pytest

from extract.base.types import Answer, Article, Sentence, Window
from extract.ground.ground import ground
from extract.ground.second_look import look_again
from extract.kinds import rules_of
from schemas import Span, Strike


def _look(sentence: str, **fields: object) -> Answer:
    article = Article(id="a", path="a.txt", sha256="0" * 64, text=sentence, language="en")
    window = Window(
        article, "strike", (), (Sentence(1, 0, len(sentence), Span(start=0, end=len(sentence)), 1),), ("attack",)
    )
    return look_again(
        window, Answer(grounded=(ground(window, {"sentences": [1], **fields}),)), rules_of(window.kind).check
    )


def _strike(sentence: str, **fields: object) -> Strike:
    (item,) = _look(sentence, **fields).grounded
    for path, span in item.spans.items():
        assert sentence[span.start : span.end], path
    return cast("Strike", item.draft)


def _number(number: str, unit: str = "killed") -> dict[str, str]:
    return {"number": number, "unit": unit}


@pytest.mark.parametrize(
    ("sentence", "because"),
    [
        ("Bakers in Lima began a 48-hour strike on Monday.", "no physical attack"),
        ("Clashes broke out in Lima between police and striking drivers.", "no physical attack"),
        ("The minister had a heart attack in Lima on Monday.", "no physical attack"),
        ("Brussels struck the port of Lima with new sanctions on Monday.", "no physical attack"),
        ("This law is an attack on our values.", "no physical attack"),
        ("A bus crashed near Lima on Monday and nine were killed.", "an accident"),
        ("Floods killed nine people near Lima on Monday.", "an accident"),
    ],
)
def test_what_only_shares_its_words_with_an_attack_is_left_out(sentence: str, because: str) -> None:
    answer = _look(sentence, target=sentence.split(maxsplit=1)[0])
    assert answer.grounded == ()
    assert because in answer.rejected[0].reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels shelled a bakers' picket on the second day of a 48-hour strike in Lima.",
        "A rocket hit a bus near Lima, which crashed.",
    ],
)
def test_an_attack_beside_such_words_stays(sentence: str) -> None:
    assert _strike(sentence, place="Lima").place == "Lima"


@pytest.mark.parametrize(
    ("sentence", "numbers", "kept"),
    [
        ("A bomb killed Ana Ruiz, a 26-year-old teacher, in Lima.", ["26-year-old teacher"], []),
        ("A bomb killed Ana Ruiz, 26, in Lima.", ["26"], []),
        ("A bomb killed a 10-year-old girl in Lima.", ["a"], ["a"]),
        ("Rebels killed 40 villagers in Lima, and 30 were kidnapped.", ["40", "30"], ["40"]),
        ("Rebels killed 40 villagers and 30 fled Lima.", ["30", "40"], ["40"]),
        ("Rebels burned three fuel trucks and killed two guards in Lima.", ["three", "two"], ["two"]),
        ("Rebels killed 12 bus passengers in Lima.", ["12"], ["12"]),
        ("Of 40 missing villagers 12 were killed in Lima.", ["40", "12"], ["12"]),
    ],
)
def test_a_toll_counts_the_killed_and_injured_alone(sentence: str, numbers: list[str], kept: list[str]) -> None:
    told = _strike(sentence, place="Lima", casualties=[_number(number) for number in numbers])
    assert [casualty.number for casualty in told.casualties] == kept


def test_the_places_of_the_counts_that_stay_are_theirs() -> None:
    sentence = "Of 40 missing villagers 12 were killed in Lima."
    (item,) = _look(sentence, place="Lima", casualties=[_number("40"), _number("12")]).grounded
    assert item.spans["casualties.0.number"] == Span(start=24, end=26)
    assert "casualties.1.number" not in item.spans


@pytest.mark.parametrize(
    ("sentence", "given", "day"),
    [
        ("On Sunday, police sealed the site of Saturday's bomb attack in Lima.", "Sunday", "Saturday"),
        ("On Sunday, police sealed the site of the May 22 concert bombing in Lima.", "Sunday", "May 22"),
        ("He was not there at the April 15, 2013, attack in Lima.", None, "April 15, 2013"),
        ("Rebels shelled Lima early on Friday.", "early on Friday", "early on Friday"),
        ("The Friday blast in Lima came after Monday's raid.", "Friday", "Friday"),
    ],
)
def test_the_day_is_the_one_in_the_phrase_for_the_attack(sentence: str, given: str | None, day: str) -> None:
    fields = {"date": given} if given else {}
    assert _strike(sentence, place="Lima", **fields).date == day


@pytest.mark.parametrize("words", ["during the same attack", "after the bombing of Lima"])
def test_words_that_tell_no_time_are_no_date(words: str) -> None:
    answer = _look(f"A policeman was shot {words}.", date=words, target="A policeman")
    assert cast("Strike", answer.grounded[0].draft).date is None
    assert "tells no time" in answer.rejected[0].reason


@pytest.mark.parametrize(
    ("sentence", "day", "kept"),
    [
        ("Three men suspected of the attack in Lima were released on 7 December.", "7 December", None),
        ("A witness named him in court Friday as the man behind the bombing in Lima.", "Friday", None),
        ("Rebels, who were arrested later, attacked Lima on 7 December.", "7 December", "7 December"),
    ],
)
def test_the_day_of_an_arrest_or_hearing_is_not_that_of_the_attack(sentence: str, day: str, kept: str | None) -> None:
    assert _strike(sentence, place="Lima", date=day).date == kept


def test_who_was_attacked_is_the_target_not_the_attacker() -> None:
    told = _strike("Two farmers were shot dead in Lima.", attacker="Two farmers")
    assert (told.attacker, told.target) == (None, "Two farmers")


@pytest.mark.parametrize(
    ("sentence", "attacker"),
    [
        ("Police were searching for whoever was behind the blast in Lima.", "Police"),
        ("Luis Peña died after a bomb attack in Lima.", "Luis Peña"),
        ("Luis Peña survived an attack in Lima.", "Luis Peña"),
        ("Troops detained a cook in connection with the attack in Lima.", "Troops"),
    ],
)
def test_who_dealt_with_an_attack_or_died_of_it_did_not_make_it(sentence: str, attacker: str) -> None:
    assert _strike(sentence, attacker=attacker, place="Lima").attacker is None


def test_who_attacks_stays_the_attacker() -> None:
    assert _strike("Police shot two farmers in Lima.", attacker="Police", target="two farmers").attacker == "Police"


@pytest.mark.parametrize(
    ("sentence", "fields", "occurrence"),
    [
        ("More than 900 people have been killed in Lima since 1980.", {"casualties": [_number("900")]}, "series"),
        ("Bombs killed 900 in Lima over the past year.", {"casualties": [_number("900")]}, "series"),
        ("The bomb that killed nine on Monday was the first in Lima since 1980.", {"date": "Monday"}, "single"),
        ("A bomb killed nine people in Lima.", {"casualties": [_number("nine")]}, "single"),
    ],
)
def test_victims_of_a_whole_period_are_those_of_a_series(
    sentence: str, fields: dict[str, object], occurrence: str
) -> None:
    assert _strike(sentence, place="Lima", **fields).occurrence == occurrence


def test_an_article_in_a_language_without_words_is_left_as_it_is() -> None:
    text = "Heart attack."
    article = Article(id="a", path="a.txt", sha256="0" * 64, text=text, language="xx")
    window = Window(article, "strike", (), (Sentence(1, 0, len(text), Span(start=0, end=len(text)), 1),))
    answer = Answer(grounded=(ground(window, {"sentences": [1], "target": "Heart"}),))
    assert look_again(window, answer, rules_of(window.kind).check) == answer
