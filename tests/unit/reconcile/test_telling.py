import pytest
from helpers.stories import ALBU_KAMAL, KH, US, Newsroom, day

from extract.reconcile.mention import is_thin, join


@pytest.mark.parametrize(
    "sentence",
    [
        "A series of suspicious attacks hit the country.",
        "Rocket attacks on bases over the past year went unpunished.",
        "The group regularly launches raids against the bases.",
        "Attacks against foreign troops have increased in frequency.",
    ],
)
def test_attacks_that_recur_are_a_series(sentence: str) -> None:
    room = Newsroom()
    assert room.telling(room.strike("a", sentence)).series


@pytest.mark.parametrize(
    "sentence",
    [
        "Warplanes bombed the depot.",
        "Warplanes bombed the depot in response to a series of attacks on the embassy.",
    ],
)
def test_one_attack_is_none_even_where_it_answers_a_series(sentence: str) -> None:
    room = Newsroom()
    assert not room.telling(room.strike("a", sentence)).series


def test_the_series_an_attack_answers_is_one_by_itself() -> None:
    room = Newsroom()
    sentence = "Warplanes bombed the depot in response to a series of attacks on the embassy."
    record = room.strike("a", sentence, target=(US,), spans={"target": "the embassy"})
    assert room.telling(record).series


def test_a_series_that_leads_up_to_an_attack_is_not_that_attack() -> None:
    room = Newsroom()
    sentence = "Raids against the bases have increased after the army killed General Orlov."
    record = room.strike("a", sentence, target=(KH,), spans={"target": "General Orlov"})
    assert not room.telling(record).series


def test_a_day_makes_it_one_attack() -> None:
    room = Newsroom()
    record = room.strike("a", "A series of strikes hit the town on Friday.", date=day("2021-02-26"))
    assert not room.telling(record).series


def test_a_mention_that_says_too_little_to_know_it_by_is_thin() -> None:
    room = Newsroom()
    assert is_thin(room.telling(room.strike("a", "The attack shocked the town.")))
    assert is_thin(room.telling(room.strike("a", "The US attack shocked them.", attacker=(US,))))
    assert is_thin(room.telling(room.strike("a", "The US attack hit KH.", attacker=(US,), target=(KH,))))
    assert not is_thin(room.telling(room.strike("a", "Another blast hit KH.", target=(KH,))))
    assert not is_thin(room.telling(room.strike("a", "A blast in Albu Kamal.", place=ALBU_KAMAL)))
    assert not is_thin(room.telling(room.meeting("a", "They met.")))


def test_joining_keeps_every_value_once() -> None:
    room = Newsroom()
    first = room.strike("a", "US jets hit KH.", attacker=(US,), target=(KH,), date=day("2021-02-26"))
    second = room.strike("a", "The US attack hit Albu Kamal.", attacker=(US,), place=ALBU_KAMAL)
    both = join([room.telling(second), room.telling(first)])
    assert both.records == (first, second)
    assert both.parties["attacker"] == (US,)
    assert (both.dates, both.places) == ((first.date,), (ALBU_KAMAL,))
