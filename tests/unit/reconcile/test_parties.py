from typing import Any

from helpers.stories import ALBU_KAMAL, ISRAEL, KH, PMF, US, Newsroom, chain, day, killed, person

from schemas import Actor


def told(room: Newsroom, article: str, *, attacker: tuple[Actor, ...], target: tuple[Actor, ...], by: str) -> None:
    room.strike(
        article,
        f"Warplanes bombed the depot, {by} said.",
        attacker=attacker,
        target=target,
        date=day("2021-02-26"),
        method="air_strike",
        according_to=(chain(by),),
    )


def conflicts(room: Newsroom, field: str) -> list[tuple[str, list[Any]]]:
    return [
        (conflict.kind, [getattr(value, "id", None) for value in conflict.values])
        for conflict in room.only("strike").conflicts
        if conflict.field == field
    ]


def test_different_groups_named_by_different_origins_disagree() -> None:
    room = Newsroom()
    told(room, "a", attacker=(US,), target=(KH,), by="Reuters")
    told(room, "b", attacker=(US,), target=(KH,), by="SOHR")
    told(room, "c", attacker=(ISRAEL,), target=(KH,), by="SANA")
    event = room.only("strike")
    assert [actor.id for actor in event.attacker] == ["us"]
    assert conflicts(room, "attacker") == [("disagreement", ["us", "il"])]


def test_a_group_and_the_body_it_is_part_of_are_two_grains() -> None:
    room = Newsroom()
    told(room, "a", attacker=(US,), target=(KH,), by="Reuters")
    told(room, "b", attacker=(US,), target=(PMF,), by="SANA")
    ((kind, ids),) = conflicts(room, "target")
    assert (kind, sorted(ids)) == ("granularity", ["kh", "pmf"])


def test_actors_that_one_record_names_together_do_not_disagree() -> None:
    room = Newsroom()
    told(room, "a", attacker=(US, ISRAEL), target=(KH,), by="Reuters")
    told(room, "b", attacker=(US,), target=(KH,), by="SANA")
    assert conflicts(room, "attacker") == []
    assert [actor.id for actor in room.only("strike").attacker] == ["us", "il"]


def test_a_description_never_disagrees_with_a_group() -> None:
    room = Newsroom()
    told(room, "a", attacker=(US,), target=(KH,), by="Reuters")
    told(room, "b", attacker=(US,), target=(person("militia sites"),), by="SANA")
    assert conflicts(room, "target") == []
    assert [actor.id for actor in room.only("strike").target] == ["kh"]


def test_a_named_person_stands_for_his_state() -> None:
    room = Newsroom()
    iran, iraq = (Actor(raw=n, name=n, id=c.lower(), country=c) for n, c in (("Iran", "IR"), ("Iraq", "IQ")))
    zarif, hussein = person("Javad Zarif", country="IR"), person("Fuad Hussein", country="IQ")
    room.meeting("a", "Zarif met Hussein.", zarif, hussein, date=day("2021-02-27"))
    room.meeting(
        "a", "Zarif and Hussein sat down for Iran and Iraq.", zarif, hussein, iran, iraq, date=day("2021-02-27")
    )
    assert [actor.name for actor in room.only("meeting").participants] == ["Fuad Hussein", "Javad Zarif"]


def test_who_is_target_in_one_record_and_attacker_in_another_is_a_conflict_and_the_better_told_side_stands() -> None:
    room = Newsroom()
    told(room, "a", attacker=(US,), target=(KH,), by="Reuters")
    told(room, "b", attacker=(US,), target=(KH,), by="SOHR")
    told(room, "c", attacker=(KH,), target=(), by="SANA")
    event = room.only("strike")
    assert [actor.id for actor in event.target] == ["kh"]
    assert "kh" not in [actor.id for actor in event.attacker]
    assert ("disagreement", ["us", "kh"]) in conflicts(room, "attacker")
    ranks = [claim.rank for claim in event.claims if claim.field == "attacker" and claim.value == KH]
    assert ranks == ["deprecated"]


def test_a_party_told_as_often_on_either_side_is_preferred_on_neither() -> None:
    room = Newsroom()
    told(room, "a", attacker=(KH,), target=(), by="Reuters")
    told(room, "b", attacker=(), target=(KH,), by="SOHR")
    event = room.only("strike")
    assert (event.attacker, event.target) == ((), ())
    assert {claim.rank for claim in event.claims if claim.field in {"attacker", "target"}} == {"normal"}


def test_outlets_that_do_not_agree_who_attacked_whom_tell_one_clash_with_a_conflict() -> None:
    room = Newsroom()
    scene = {"place": ALBU_KAMAL, "date": day("2021-02-26"), "method": "shooting", "casualties": (killed(9),)}
    text = "fired on Friday at the bridge of Albu Kamal and killed nine."
    room.strike("a", f"Fighters {text}", attacker=(KH,), target=(US,), **scene)
    room.strike("b", f"Troops {text}", attacker=(US,), target=(KH,), **scene)
    event = room.only("strike")
    assert (event.attacker, event.target) == ((), ())
    assert "attacker" in {conflict.field for conflict in event.conflicts}
