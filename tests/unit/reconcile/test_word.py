"""A person's word holds where joining goes by steps that do not see each other."""

from collections.abc import Sequence

from helpers.stories import ALBU_KAMAL, KH, SETTINGS, US, Newsroom, day, together

from extract.base.types import HumanDecisions
from extract.reconcile import reconcile
from schemas import AnyEvent, AnyRecord

FULL = {"attacker": (US,), "target": (KH,), "place": ALBU_KAMAL, "date": day("2021-02-26"), "method": "air_strike"}


def events(
    room: Newsroom, *, same: Sequence[tuple[AnyRecord, ...]] = (), apart: Sequence[tuple[AnyRecord, ...]] = ()
) -> Sequence[AnyEvent]:
    judged = HumanDecisions(
        {tuple(sorted(one.id for one in group)): "said" for group in same},
        {(min(a.id, b.id), max(a.id, b.id)): "said" for a, b in apart},
    )
    return reconcile(room.articles, room.records, room.texts, settings=SETTINGS, judged=judged).events


def test_records_kept_apart_do_not_meet_through_others_that_were_put_together() -> None:
    room = Newsroom()
    a = room.tell("strike", "one", "US jets hit the depot of Albu Kamal.", **FULL)
    c = room.tell("strike", "one", "The US air strike on the depot of Albu Kamal came at night.", **FULL)
    b = room.tell("strike", "two", "American planes struck a depot in Albu Kamal.", **FULL)
    f = room.tell("strike", "two", "The planes struck the depot in Albu Kamal twice.", **FULL)
    assert together(events(room), a, b, c, f)
    judged = events(room, same=[(a, b)], apart=[(c, f)])
    assert together(judged, a, b)
    assert not together(judged, c, f)


def test_two_vague_mentions_kept_apart_do_not_join_one_telling() -> None:
    room = Newsroom()
    told = room.tell("strike", "one", "US jets hit the depot of Albu Kamal on Friday.", **FULL)
    first = room.tell("strike", "one", "The air strike was condemned.", method="air_strike")
    second = room.tell("strike", "one", "Nobody claimed the air strike.", method="air_strike")
    assert together(events(room), told, first, second)
    assert not together(events(room, apart=[(first, second)]), first, second)


def test_what_is_put_together_in_one_article_stays_one_mention() -> None:
    room = Newsroom()
    told = room.tell("strike", "one", "US jets hit the depot of Albu Kamal on Friday.", **FULL)
    other = room.tell("strike", "one", "Rockets fell in June.", date=day("2021-06-27"), method="rocket")
    assert not together(events(room), told, other)
    assert together(events(room, same=[(told, other)]), told, other)
