"""What did not happen is no event, and neither is a mention that could mean several."""

from __future__ import annotations

import pytest
from stories import ALBU_KAMAL, ERBIL, KH, US, Newsroom, killed


@pytest.mark.parametrize("assertion", ["planned", "hypothetical", "denied"])
def test_a_strike_that_is_not_said_to_have_happened_is_no_event(assertion: str) -> None:
    room = Newsroom()
    threat = room.strike("a", "Rebels vowed to shell Erbil.", place=ERBIL, target=(KH,), assertion=assertion)
    assert room.reconcile().events == ()
    assert threat in room.records


def test_a_mention_that_could_mean_two_strikes_is_no_event() -> None:
    room = Newsroom()
    room.strike("a", "US jets bombed Albu Kamal.", attacker=(US,), place=ALBU_KAMAL)
    room.strike("a", "US jets bombed Erbil as well.", attacker=(US,), place=ERBIL)
    vague = room.strike("a", "It was a crime, said the mayor of the attack.")
    held = [record for event in room.reconcile().events for record in event.records]
    assert len(held) == 2
    assert vague.id not in held


def test_a_mention_that_tells_a_toll_is_kept() -> None:
    room = Newsroom()
    room.strike("a", "US jets bombed Albu Kamal.", attacker=(US,), place=ALBU_KAMAL)
    room.strike("a", "US jets bombed Erbil as well.", attacker=(US,), place=ERBIL)
    told = room.strike("a", "The attack killed nine.", casualties=(killed(9),))
    assert told.id in {record for event in room.reconcile().events for record in event.records}


def test_the_only_mention_of_an_article_is_an_event_however_vague() -> None:
    room = Newsroom()
    room.strike("a", "An explosion was heard.")
    assert len(room.reconcile().events) == 1


def test_undated_strikes_of_two_undated_articles_are_not_one_for_their_parties_alone() -> None:
    room = Newsroom()
    for article in ("a", "b"):
        room.article(article, published=None)
        room.strike(article, "US jets struck Kataib Hezbollah.", attacker=(US,), target=(KH,))
    assert len(room.reconcile().events) == 2
