"""What one article tells as two stays two, and what it tells of one comes together."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from helpers.stories import ALBU_KAMAL, SETTINGS, Newsroom, day, killed

from extract.reconcile.layout import layout_of
from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.match.rules import RULES
from schemas import Actor, AnyRecord, Count, DateValue, PlaceValue, Source

FRIDAY = dt.date(2021, 2, 26)
STREETS = ("North 27th and West Center streets", "South 13th Street and West Lincoln Avenue")


def at(words: str, time: str) -> DateValue:
    return DateValue(raw=words, earliest=FRIDAY, latest=FRIDAY, precision="day", time=time)


def said(room: Newsroom, rule: str, a: AnyRecord, b: AnyRecord) -> float | None:
    corpus = corpus_of([room.telling(record) for record in room.records], SETTINGS)
    found, mirrored = (RULES[rule](room.telling(one), room.telling(other), corpus) for one, other in ((a, b), (b, a)))
    assert (found and found.score) == (mirrored and mirrored.score)
    return found.score if found else None


def in_town(words: str, town: str = "Milwaukee") -> PlaceValue:
    return PlaceValue(raw=words, name=town, country="US", precision="exact")


@pytest.mark.parametrize(
    ("ours", "theirs", "score"),
    [
        (in_town(STREETS[0]), in_town(STREETS[1]), -1.0),
        (in_town(STREETS[0]), in_town("the corner of 27th and Center"), 1.0),
        (in_town(STREETS[0]), in_town("Milwaukee"), None),
        (in_town("the alley"), in_town(STREETS[1]), None),
        (
            in_town("Salah al-Din", "Aleppo"),
            PlaceValue(raw="the Shaar district", name="Shaar", precision="district"),
            -1.0,
        ),
        (in_town("Aleppo", "Aleppo"), PlaceValue(raw="the Shaar district", name="Shaar", precision="district"), None),
        (PlaceValue(raw="Drodro", name="Drodro"), PlaceValue(raw="Tche", name="Tche"), -1.0),
        (PlaceValue(raw="Port El Kantaoui, near Sousse", name="Port El Kantaoui"), in_town("Sousse", "Sousse"), None),
    ],
)
def test_places_that_share_no_name_are_two_sites(ours: PlaceValue, theirs: PlaceValue, score: float | None) -> None:
    room = Newsroom()
    first = room.strike("a", "A man was shot.", place=ours)
    second = room.strike("a", "A woman was shot.", place=theirs)
    assert said(room, "site", first, second) == score


@pytest.mark.parametrize(("time", "score"), [("18:40", 0.5), ("19:30", 0.5), ("20:30", -1.0), ("02:00", -1.0)])
def test_hours_of_one_day_tell_two_attacks_apart(time: str, score: float) -> None:
    room = Newsroom()
    first = room.strike("a", "A man was shot.", date=at("at 6:40 p.m.", "18:40"))
    second = room.strike("a", "A woman was shot.", date=at("later", time))
    assert said(room, "hour", first, second) == score


def test_a_total_belongs_to_none_of_the_attacks_it_adds_up() -> None:
    room = Newsroom()
    one = room.strike("a", "A car bomb killed four in Albu Kamal.", place=ALBU_KAMAL, casualties=(killed(4),))
    total = room.strike("a", "In all, 31 died in the attacks.", casualties=(killed(31),), occurrence="series")
    assert all(len(event.records) == 1 for event in room.reconcile().events)
    assert said(room, "several", one, total) == -1.0


@pytest.mark.parametrize(
    ("words", "is_more"),
    [
        ("Another was set off beside a convoy.", True),
        ("A third car bomb tore through a street.", True),
        ("Separately, a man was shot.", True),
        ("Another 39 people were wounded.", False),
        ("The mayor spoke of a crime.", False),
    ],
)
def test_words_that_bring_in_one_more_attack(words: str, is_more: bool) -> None:
    room = Newsroom()
    room.strike("a", "A bomb went off in Albu Kamal.", place=ALBU_KAMAL)
    assert (room.telling(room.strike("a", words)).brought_in is not None) is is_more


def test_what_follows_without_news_in_between_is_of_the_attack_told_last() -> None:
    room = Newsroom()
    first = room.strike("a", "A bomb hit a bank in Albu Kamal on Friday.", place=ALBU_KAMAL, date=day("2021-02-26"))
    toll = room.strike("a", "Two clerks died.", casualties=(killed(2),))
    second = room.strike("a", "Another bomb hit a school at noon.", date=at("at noon", "12:00"))
    more = room.strike("a", "Nine pupils died.", casualties=(killed(9),))
    events = {frozenset(event.records) for event in room.reconcile().events}
    assert events == {frozenset({first.id, toll.id}), frozenset({second.id, more.id})}


DAYS = SETTINGS.vocabulary.days


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Title\nLead.\n- Near A, a strike.\n- Near B, a strike.", (None, None, 2, 3)),
        ("Title\nLead.\nFriday\nA man was shot.\nSaturday\nA woman was shot.", (None, None, 2, 2, 4, 4)),
        ("Title\nLead.\nHe said: it was early.\nShe said: it was late.", (None,) * 4),
        ("", ()),
    ],
)
def test_items_of_a_list_and_below_the_headings_of_days(text: str, items: tuple[int | None, ...]) -> None:
    assert layout_of(text, DAYS).items == items


def test_labels_make_a_list_from_three_on_but_hours_do_not() -> None:
    tail = "the fighters came at night, killed many people and burnt the houses down."
    listed = "Title\nLead.\n" + "\n".join(f"{name}: {tail}" for name in ("Linga", "Savo", "Kilo"))
    blog = "Title\nLead.\n" + "\n".join(f"{hour}: {tail}" for hour in ("14:05", "14:30", "15:00"))
    assert layout_of(listed, DAYS).items == (None, None, 2, 3, 4)
    assert set(layout_of(blog, DAYS).items) == {None}


def test_a_headline_sums_up_the_lead_though_it_names_a_bigger_town() -> None:
    room = Newsroom()
    title = room.strike("a", "Dozens die near Moscow", place=in_town("Moscow", "Moscow"), method="shooting")
    lead = room.strike("a", "Gunmen stormed a hall in Krasnogorsk.", place=in_town("Krasnogorsk", "Krasnogorsk"))
    more = room.strike("a", "Gunmen fired in Khimki.", place=in_town("Khimki", "Khimki"))
    assert said(room, "headline", title, lead) == 1.0
    assert said(room, "headline", title, more) is None
    assert said(room, "headline", lead, more) is None


def test_two_quarters_of_one_town_are_two_attacks_in_two_articles_as_well() -> None:
    room = Newsroom()
    first = room.strike("a", "Shells fell on one quarter.", place=in_town("the Shaar quarter", "Aleppo"))
    second = room.strike("b", "Shells fell on another one.", place=in_town("Salah al-Din", "Aleppo"))
    town = room.strike("b", "Shells fell on the town.", place=in_town("Aleppo", "Aleppo"))
    assert said(room, "other_site", first, second) == -1.0
    assert said(room, "other_site", first, town) is None


def test_hours_of_two_outlets_tell_apart_only_far_ones() -> None:
    room = Newsroom()
    first = room.strike("a", "It was hit.", date=at("at 7 a.m.", "07:00"))
    soon = room.strike("b", "It was struck.", date=at("at 9 a.m.", "09:00"))
    late = room.strike("c", "They struck it.", date=at("at 5 p.m.", "17:00"))
    assert said(room, "other_hour", first, soon) is None
    assert said(room, "other_hour", first, late) == -1.0


def test_quarters_that_share_a_letter_or_the_town_alone_are_two() -> None:
    room = Newsroom()
    first = room.strike("a", "Two men were shot.", place=in_town("V Section, Umlazi", "Umlazi"))
    second = room.strike("a", "A man was shot.", place=in_town("K Section, Umlazi", "Umlazi"))
    again = room.strike("a", "A man was named.", place=in_town("V Section", "Umlazi"))
    assert said(room, "site", first, second) == -1.0
    assert said(room, "site", first, again) == 1.0


@pytest.mark.parametrize(
    ("later", "score"),
    [
        ("By Tuesday the toll had risen to 19.", None),
        ("Nineteen people were killed.", -1.0),
    ],
)
def test_a_toll_that_rose_is_the_later_figure_of_one_attack(later: str, score: float | None) -> None:
    room = Newsroom()
    first = room.strike("a", "In Albu Kamal 16 were killed.", place=ALBU_KAMAL, casualties=(killed(16),))
    assert said(room, "tolls", first, room.strike("a", later, casualties=(killed(19),))) == score


@pytest.mark.parametrize(("source", "score"), [((), -1.0), (((Source(name="the army"),),), None)])
def test_what_an_article_says_hurt_nobody_is_no_attack_that_others_give_a_toll_of(source: Any, score: float) -> None:
    room = Newsroom()
    told = room.strike(
        "a", "A drone hurt eight, police said.", according_to=((Source(name="police"),),), casualties=(killed(8),)
    )
    spared = room.strike("a", "The first drone hurt nobody.", according_to=source, casualties=(killed(0),))
    assert said(room, "tolls", told, spared) == score


def test_sums_over_a_town_a_province_and_more_days_are_three() -> None:
    room = Newsroom()
    province = PlaceValue(raw="Plateau State", name="Plateau", country="NG", precision="province")
    days = DateValue(raw="from Friday to Sunday", earliest=FRIDAY, latest=dt.date(2021, 2, 28), precision="day")
    town = room.strike("a", "Villages in Bokkos were raided.", place=in_town("Bokkos", "Bokkos"), occurrence="series")
    state = room.strike("a", "Villages in the state were raided.", place=province, occurrence="series")
    friday = room.strike("a", "On Friday three were hit.", date=day("2021-02-26"), occurrence="series")
    weekend = room.strike("a", "In three days nine were hit.", date=days, occurrence="series")
    assert said(room, "extent", town, state) == -1.0
    assert said(room, "extent", friday, weekend) == -1.0


def test_another_official_is_no_other_attack() -> None:
    room = Newsroom()
    room.strike("a", "A bomb went off in Albu Kamal.", place=ALBU_KAMAL)
    told = room.strike("a", "Another official put the toll at 13.", according_to=((Source(name="Another official"),),))
    assert room.telling(told).brought_in is None


def test_an_hour_before_a_label_makes_an_item_and_another_heading_ends_the_days() -> None:
    tail = "two men were shot dead outside a tavern by gunmen who came in a car."
    log = "Title\nLead.\n" + "\n".join(
        f"19:{n}0 - {name}: {tail}" for n, name in enumerate(("Umlazi", "Inanda", "Savo"))
    )
    assert layout_of(log, DAYS).items == (None, None, 2, 3, 4)
    days = "Title\nLead.\nFriday\nA man was shot.\nSaturday\nA woman was shot.\nRemarks\nThe man has died."
    assert layout_of(days, DAYS).items == (None, None, 2, 2, 4, 4, None, None)


def test_a_vague_mention_is_of_what_alone_was_spoken_of_in_its_words_and_points_back() -> None:
    room = Newsroom()
    hotel_target = (Actor(raw="the hotel", name="hotel"),)
    hotel = room.strike(
        "a",
        "On Friday a bomb hit the hotel in Albu Kamal.",
        place=ALBU_KAMAL,
        date=day("2021-02-26"),
        target=hotel_target,
    )
    school = room.strike(
        "a",
        "At noon another bomb hit a school.",
        date=at("at noon", "12:00"),
        target=(Actor(raw="a school", name="school"),),
    )
    vague = room.strike("a", "The hotel lost its front wall.", target=hotel_target)
    events = {frozenset(event.records) for event in room.reconcile().events}
    assert events == {frozenset({hotel.id, vague.id}), frozenset({school.id})}


def test_two_numbers_of_attacks_by_one_voice_are_two_sums() -> None:
    room = Newsroom()
    many, fewer, again = (
        room.strike(
            "a", f"{n} strikes hit them.", occurrence="series", attacks=Count(raw=str(n), low=n, high=n, unit="attacks")
        )
        for n in (31, 25, 31)
    )
    assert said(room, "extent", many, fewer) == -1.0
    assert said(room, "extent", many, again) is None
