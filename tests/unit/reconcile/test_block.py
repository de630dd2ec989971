from helpers.stories import KH, SETTINGS, Newsroom, day

from extract.reconcile.cluster.block import candidates
from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.mention import Telling


def tellings(room: Newsroom) -> list[Telling]:
    return [room.telling(record) for record in room.records]


def pairs(room: Newsroom) -> set[tuple[str, str]]:
    told = tellings(room)
    return set(candidates(told, corpus_of(told, SETTINGS)))


def test_tellings_that_share_nothing_are_not_compared() -> None:
    room = Newsroom()
    room.strike("a", "Rebels shelled the harbour.", date=day("2021-01-01"))
    room.strike("b", "Gunmen ambushed a convoy.", date=day("2021-05-01"))
    assert pairs(room) == set()


def test_a_rare_word_a_party_or_a_day_in_common_is_enough() -> None:
    for first, second in (
        ({}, {}),
        ({"target": (KH,)}, {"target": (KH,)}),
        ({"date": day("2021-02-25")}, {"date": day("2021-02-26")}),
    ):
        room = Newsroom()
        shared = "" if first else " Xylophonia"
        one = room.strike("a", f"Rebels shelled{shared}.", **first)
        other = room.strike("b", f"Gunmen ambushed{shared}.", **second)
        assert pairs(room) == {(one.id, other.id)}


def test_tellings_of_one_article_are_left_to_the_article() -> None:
    room = Newsroom()
    room.strike("a", "Rebels shelled the harbour.")
    room.strike("a", "The harbour burned.")
    assert pairs(room) == set()


def test_pairs_grow_with_the_tellings_and_not_with_their_square() -> None:
    def compared(number: int) -> float:
        room = Newsroom()
        for i in range(number):
            room.strike(f"a{i:03}", f"Rebels shelled the harbour, witness {i} said.", target=(KH,))
        return len(pairs(room)) / number

    assert compared(160) <= SETTINGS.blocking.partners
    assert compared(160) < 1.5 * compared(80)
