"""One rule at a time: what it scores, on tellings that differ in nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from helpers.stories import ALBU_KAMAL, ERBIL, ISRAEL, KH, PMF, SETTINGS, SYRIA, US, Newsroom, day, killed, person

from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.match.rules import RULES
from schemas import AnyRecord, DateValue


def score(room: Newsroom, rule: str, a: AnyRecord, b: AnyRecord) -> float | None:
    told = [room.telling(a), room.telling(b)]
    corpus = corpus_of([room.telling(record) for record in room.records], SETTINGS)
    found, mirrored = RULES[rule](told[0], told[1], corpus), RULES[rule](told[1], told[0], corpus)
    assert (found and found.score) == (mirrored and mirrored.score)
    return found.score if found else None


def strikes(rule: str, first: dict[str, object], second: dict[str, object]) -> float | None:
    room = Newsroom()
    one = room.strike("a", "Jets hit the depot.", **first)
    other = room.strike("b", "The depot was hit.", **second)
    return score(room, rule, one, other)


MONTH = DateValue(raw="February", earliest=dt.date(2021, 2, 1), latest=dt.date(2021, 2, 28), precision="month")
SUNDAY = DateValue(raw="Sunday", weekday="Sunday")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (day("2021-02-25"), day("2021-02-25"), 1.0),
        (day("2021-02-25"), day("2021-02-26", "early on Friday"), 0.7),
        (day("2021-02-25"), day("2021-02-26"), 0.3),
        (day("2021-02-25"), day("2021-02-27"), -0.4),
        (day("2021-02-25"), day("2021-03-01"), -1.0),
        (day("2021-02-25"), MONTH, 0.6),
        (SUNDAY, day("2021-02-28"), 0.6),
        (SUNDAY, day("2021-02-25"), -1.0),
        (DateValue(raw="in February"), day("2021-02-25"), 0.3),
        (DateValue(raw="in June"), day("2021-02-25"), -1.0),
        (DateValue(raw="lately"), day("2021-02-25"), None),
        (None, day("2021-02-25"), None),
    ],
)
def test_date(first: DateValue | None, second: DateValue, expected: float | None) -> None:
    assert strikes("date", {"date": first}, {"date": second}) == expected


def test_sides() -> None:
    assert strikes("attacker", {"attacker": (US,)}, {"attacker": (US,)}) == 1.0
    assert strikes("attacker", {"attacker": (US,)}, {"attacker": (ISRAEL,)}) == -1.0
    assert strikes("target", {"target": (KH,)}, {"target": (PMF,)}) == 0.6
    assert strikes("attacker", {"attacker": (US,)}, {"target": (US,)}) == -1.0
    assert strikes("attacker", {"attacker": (US,)}, {"attacker": (person("unknown gunmen"),)}) is None


def test_method() -> None:
    assert strikes("method", {"method": "air_strike"}, {"method": "air_strike"}) == 1.0
    assert strikes("method", {"method": "air_strike"}, {"method": "missile"}) == 0.2
    assert strikes("method", {"method": "air_strike"}, {"method": "shooting"}) == -1.0
    assert strikes("method", {"method": "air_strike"}, {"method": "other"}) is None


def test_casualties_never_count_against() -> None:
    assert strikes("casualties", {"casualties": (killed(17),)}, {"casualties": (killed(17),)}) == 1.0
    assert strikes("casualties", {"casualties": (killed(1),)}, {"casualties": (killed(1),)}) == 0.5
    assert strikes("casualties", {"casualties": (killed(1),)}, {"casualties": (killed(22),)}) is None
    assert strikes("casualties", {"casualties": (killed(4),)}, {"casualties": (killed(4, "injured"),)}) is None


def test_publication_speaks_where_dates_do_not() -> None:
    room = Newsroom()
    room.article("a", published="2021-02-27")
    room.article("b", published="2021-02-27")
    room.article("c", published="2021-06-28")
    told = [room.strike(article, "Jets hit the depot.") for article in "abc"]
    assert score(room, "publication", told[0], told[1]) == 0.6
    assert score(room, "publication", told[0], told[2]) < -0.7
    assert strikes("publication", {"date": day("2021-02-25")}, {"date": day("2021-02-25")}) is None


def test_recency_tells_background_from_news() -> None:
    room = Newsroom()
    news, thin = room.strike("a", "The US has hit KH.", attacker=(US,), target=(KH,)), room.strike("a", "They bombed.")
    past = room.strike("a", "The US hit KH in 2015.", date=day("2015-03-01"))
    fresh = room.strike("a", "The US hit KH on Friday.", date=day("2021-02-26"))
    assert score(room, "recency", news, past) == -1.0
    assert score(room, "recency", thin, past) == -1.0
    assert score(room, "recency", news, fresh) is None
    undated = room.strike("a", "It recalled the strike on KH in January 2020.", target=(KH,))
    current = room.strike("a", "It was the worst strike on KH in February.", target=(KH,))
    assert score(room, "recency", news, undated) == -1.0
    assert score(room, "recency", news, current) is None


def test_definite_mentions_speak_of_an_attack_as_known() -> None:
    room = Newsroom()
    main = room.strike("a", "Jets hit KH in Albu Kamal.", target=(KH,), place=ALBU_KAMAL)
    assert score(room, "definite", main, room.strike("a", "The deadly air strikes drew protests.")) == 1.0
    assert score(room, "definite", main, room.strike("a", "Bomb hits convoy in south.")) == -1.0
    toll = {"casualties": (killed(9),)}
    assert score(room, "definite", main, room.strike("a", "They killed nine soldiers.", **toll)) == 0.5
    elsewhere = room.strike("a", "They killed nine soldiers in Syria.", place=SYRIA, **toll)
    assert score(room, "definite", main, elsewhere) == -1.0


def test_prominence_favours_the_opening_over_a_series() -> None:
    room = Newsroom()
    main = room.strike("a", "Jets hit KH in Albu Kamal.", target=(KH,), place=ALBU_KAMAL)
    series = room.strike("a", "A series of attacks on Erbil came before.", place=ERBIL, attacker=(KH,))
    vague = room.strike("a", "The attack killed one.")
    assert score(room, "prominence", main, vague) == 0.5
    assert score(room, "prominence", series, vague) == -0.5
    assert score(room, "prominence", main, series) is None


def test_participants() -> None:
    room = Newsroom()
    zarif, hussein, ali = person("Javad Zarif"), person("Fuad Hussein"), person("Ali Shamkhani")
    both = room.meeting("a", "They met.", zarif, hussein)
    assert score(room, "participants", both, room.meeting("b", "They met.", person("Zarif"), hussein)) == 1.0
    assert score(room, "participants", both, room.meeting("b", "They met.", ali, hussein)) == 0.0
    assert score(room, "participants", both, room.meeting("b", "He met.", hussein)) == 0.5
    assert score(room, "participants", both, room.meeting("b", "He met.", ali)) == -0.5


def test_wording_goes_by_rare_words() -> None:
    room = Newsroom()
    content = "a new round of organized terrorism began"
    one = room.statement("a", f"He said {content}.", content, None)
    same = room.statement("b", f"She said {content}.", content, None)
    other = room.statement("c", "He praised the trade with Turkey.", "the trade with Turkey", None)
    assert score(room, "wording", one, same) == 1.0
    assert score(room, "wording", one, other) == -0.5


def test_a_remark_in_two_languages_is_compared_by_its_english() -> None:
    room = Newsroom()
    room.article("ru", language="ru")
    room.article("en", language="en")
    told = room.statement("en", "He said this crime will be answered soon.", "this crime will be answered soon", None)
    said = room.statement("ru", "Это преступление не останется без ответа.", "преступление", None)
    assert score(room, "wording", told, said) is None
    content = said.content.model_copy(update={"english": "this crime will be answered soon"})
    room.records[-1] = translated = said.model_copy(update={"content": content})
    assert score(room, "wording", told, translated) == 1.0


def test_statements_quote_one_phrase() -> None:
    room = Newsroom()
    one = room.statement("a", "He saw a “dangerous” move.", "a “dangerous” move", None)
    same = room.statement("b", "It was a “dangerous” decision.", "a “dangerous” decision", None)
    plain = room.statement("c", "It was a dangerous step.", "a dangerous step", None)
    assert score(room, "quoted", one, same) == 1.0
    assert score(room, "quoted", one, plain) is None


def test_one_passage() -> None:
    room = Newsroom()
    sentence = "“We will go, and we will not return,” he said."
    whole = room.statement("a", sentence, "We will go, and we will not return", None)
    part = room.statement("a", sentence, "we will not return", None)
    other = room.statement("a", "“They stay,” he said.", "They stay", None)
    assert score(room, "one_passage", whole, part) == 1.0
    assert score(room, "one_passage", whole, other) is None


def test_retelling_never_counts_against() -> None:
    room = Newsroom()
    one = room.strike("a", "Gunmen opened fire on a wedding party in Gaziantep.")
    again = room.strike("b", "A wedding party in Gaziantep came under fire from gunmen.")
    other = room.strike("c", "Jets hit the depot near the harbour.")
    assert score(room, "retelling", one, again) == 1.0
    assert score(room, "retelling", one, other) is None
