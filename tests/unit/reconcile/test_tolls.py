from typing import Any

from helpers.stories import KH, US, Newsroom, chain, day, killed

from extract.results.write.events_csv import reported_toll
from schemas import Claim, Toll


def told(room: Newsroom, article: str, *counts: Any, by: str | None = None) -> None:
    room.strike(
        article,
        f"US jets hit KH, {by or 'we'} learned.",
        attacker=(US,),
        target=(KH,),
        date=day("2021-02-26"),
        casualties=counts,
        according_to=(chain(by),) if by else (),
    )


def tolls(room: Newsroom) -> dict[tuple[str, int | None], Claim]:
    """Casualty claims by unit and lower bound."""
    claims = [claim for claim in room.only("strike").claims if isinstance(claim.value, Toll)]
    return {(claim.value.unit, claim.value.low): claim for claim in claims if isinstance(claim.value, Toll)}


def conflicts(room: Newsroom) -> list[tuple[str, str, list[int | None]]]:
    return [
        (conflict.kind, conflict.status, [value.low for value in conflict.values if isinstance(value, Toll)])
        for conflict in room.only("strike").conflicts
        if conflict.field == "casualties"
    ]


def best(claim: Claim) -> int | None:
    assert isinstance(claim.value, Toll)
    return claim.value.best


def test_figures_of_two_origins_disagree_and_both_stand() -> None:
    room = Newsroom()
    told(room, "a", killed(1), by="Reuters")
    told(room, "b", killed(17), by="SOHR")
    assert conflicts(room) == [("disagreement", "open", [1, 17])]
    claims = tolls(room)
    assert (best(claims["killed", 1]), claims["killed", 1].rank) == (1, "preferred")
    assert (best(claims["killed", 17]), claims["killed", 17].rank) == (None, "normal")


def test_the_better_supported_figure_is_best_though_higher() -> None:
    room = Newsroom()
    told(room, "a", killed(1), by="Reuters")
    told(room, "b", killed(17), by="SOHR")
    told(room, "c", killed(17), by="Mayadeen Hospital")
    assert best(tolls(room)["killed", 17]) == 17


def test_a_later_figure_of_one_origin_updates_the_earlier() -> None:
    room = Newsroom()
    room.article("a", published="2021-02-26")
    room.article("b", published="2021-02-27")
    told(room, "a", killed(17), by="SOHR")
    told(room, "b", killed(22), by="SOHR")
    assert conflicts(room) == [("update", "resolved", [17, 22])]
    claims = tolls(room)
    assert (claims["killed", 17].rank, best(claims["killed", 22])) == ("deprecated", 22)


def test_killed_or_injured_is_another_unit_and_feeds_no_other() -> None:
    room = Newsroom()
    told(room, "a", killed(1), killed(4, "injured"), by="an official")
    told(room, "b", killed(30, "killed_or_injured"), by="a lawmaker")
    assert conflicts(room) == [("unit", "open", [1, 4, 30])]
    assert best(tolls(room)["killed", 1]) == 1


def test_killed_or_injured_that_adds_up_is_no_conflict() -> None:
    room = Newsroom()
    told(room, "a", killed(1), killed(4, "injured"), by="an official")
    told(room, "b", killed(5, "killed_or_injured"), by="a lawmaker")
    assert conflicts(room) == []


def test_a_vague_figure_is_kept_and_is_never_best() -> None:
    room = Newsroom()
    told(room, "a", killed(2, qualifier="vague", high=None, raw="several"))
    (claim,) = tolls(room).values()
    assert (best(claim), claim.rule) == (None, "casualties.no_point_figure")
    assert conflicts(room) == []


def test_at_least_keeps_its_high_end_open() -> None:
    room = Newsroom()
    told(room, "a", killed(17, qualifier="at_least", high=None), by="SOHR")
    told(room, "b", killed(22), by="Reuters")
    assert tolls(room)["killed", 17].value.high is None  # type: ignore[union-attr]
    assert conflicts(room) == [("disagreement", "resolved", [22, 17])]


def test_a_figure_that_bears_out_at_least_is_best_however_many_say_at_least() -> None:
    room = Newsroom()
    told(room, "a", killed(1, qualifier="at_least", high=None), by="SOHR")
    told(room, "b", killed(1, qualifier="at_least", high=None), by="Mayadeen Hospital")
    told(room, "c", killed(3), by="Reuters")
    assert best(tolls(room)["killed", 3]) == 3


def test_a_figure_below_at_least_does_not_bear_it_out() -> None:
    room = Newsroom()
    told(room, "a", killed(17, qualifier="at_least", high=None), by="SOHR")
    told(room, "b", killed(17, qualifier="at_least", high=None), by="Mayadeen Hospital")
    told(room, "c", killed(1), by="Reuters")
    assert best(tolls(room)["killed", 17]) == 17


def test_at_least_one_after_three_is_no_update() -> None:
    room = Newsroom()
    room.article("a", published="2021-02-26")
    room.article("b", published="2021-02-27")
    told(room, "a", killed(3), by="SOHR")
    told(room, "b", killed(1, qualifier="at_least", high=None), by="SOHR")
    claims = tolls(room)
    assert (claims["killed", 3].rank, claims["killed", 1].rank) == ("preferred", "normal")


def test_one_origin_does_not_update_what_another_still_says() -> None:
    room = Newsroom()
    room.article("a", published="2021-02-26")
    room.article("b", published="2021-02-26")
    room.article("c", published="2021-02-27")
    told(room, "a", killed(17), by="SOHR")
    told(room, "b", killed(17), by="Mayadeen Hospital")
    told(room, "c", killed(22), by="SOHR")
    assert tolls(room)["killed", 17].rank == "preferred"


def test_figures_of_different_people_do_not_disagree() -> None:
    room = Newsroom()
    told(room, "a", killed(2, who="soldiers"), by="Reuters")
    told(room, "b", killed(5, who="civilians"), by="SOHR")
    assert conflicts(room) == []


def test_equal_figures_are_one_claim_with_all_its_sources() -> None:
    room = Newsroom()
    told(room, "a", killed(30), by="Ahmed al-Asadi")
    told(room, "b", killed(30), by="al-Asadi")
    (claim,) = tolls(room).values()
    assert len(claim.records) == 2
    assert [hop.name for sources in claim.according_to for hop in sources] == ["Ahmed al-Asadi", "al-Asadi"]
    assert (claim.sources.outlets, claim.sources.origins_max) == (2, 1)


def test_a_part_is_kept_and_is_no_rival_of_the_whole() -> None:
    room = Newsroom()
    told(room, "a", killed(12, who="people"), killed(3, who="children", part=True), by="the mayor")
    told(room, "b", killed(3, who="children"), by="Reuters")
    assert conflicts(room) == []
    claims = tolls(room)
    assert (best(claims["killed", 12]), claims["killed", 12].rank) == (12, "preferred")
    parts = [claim for claim in room.only("strike").claims if isinstance(claim.value, Toll) and claim.value.low == 3]
    assert [(claim.rank, isinstance(claim.value, Toll) and claim.value.part) for claim in parts] == [
        ("normal", True)
    ] * 2
    toll = reported_toll(room.only("strike"), "killed")
    assert (toll.low, toll.high, toll.best) == (12, 12, 12)


def test_of_a_part_alone_only_the_least_is_known() -> None:
    room = Newsroom()
    told(room, "a", killed(5, who="passengers", part=True))
    toll = reported_toll(room.only("strike"), "killed")
    assert (toll.low, toll.high, toll.best) == (5, None, None)


def test_of_what_is_told_after_a_week_only_more_deaths_are_news() -> None:
    def best_of(*figures: tuple[str, int]) -> int | None:
        room = Newsroom()
        for at, (published, number) in enumerate(figures):
            room.article(f"a{at}", published=published)
            told(room, f"a{at}", killed(number), by=f"officer {at}")
        return next(best(claim) for claim in tolls(room).values() if claim.rank == "preferred")

    assert best_of(("2021-02-27", 4), ("2021-03-01", 3)) == 3
    assert best_of(("2021-02-27", 4), ("2021-04-27", 3)) == 4
    assert best_of(("2021-02-27", 4), ("2021-04-27", 5)) == 5
