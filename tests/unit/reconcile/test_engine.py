import pytest
from helpers.stories import (
    ALBU_KAMAL,
    DEIR_EZ_ZOR,
    ERBIL,
    KH,
    PMF,
    SETTINGS,
    SYRIA,
    US,
    Newsroom,
    chain,
    day,
    killed,
    person,
    together,
)

from extract.base.errors import InvariantError
from extract.reconcile import reconcile
from schemas import DateValue

THURSDAY = day("2021-02-25", "on Thursday")
FRIDAY = day("2021-02-26", "early on Friday local time", timezone="Asia/Damascus")


def test_one_strike_told_by_two_outlets_is_one_event() -> None:
    room = Newsroom()
    room.strike("a", "US jets hit KH in Deir ez-Zor.", attacker=(US,), target=(KH,), date=THURSDAY, place=DEIR_EZ_ZOR)
    room.strike("b", "American planes struck Albu Kamal.", attacker=(US,), date=THURSDAY, place=ALBU_KAMAL)
    event = room.only("strike")
    assert event.articles == ("a", "b")
    assert event.place.name == "Albu Kamal"


def test_one_moment_in_two_zones_is_one_strike_on_the_local_day() -> None:
    room = Newsroom()
    room.strike("a", "On Thursday US jets hit KH in Syria.", attacker=(US,), target=(KH,), date=THURSDAY, place=SYRIA)
    room.strike("a", "They struck Syria early on Friday.", target=(KH,), date=FRIDAY, place=SYRIA)
    event = room.only("strike")
    assert str(event.date.earliest) == str(event.date.latest) == "2021-02-26"
    assert [(c.field, c.kind, c.status) for c in event.conflicts] == [("date", "timezone", "resolved")]


def test_two_strikes_of_one_attacker_months_apart_stay_two() -> None:
    room = Newsroom()
    room.article("june", published="2021-06-28")
    first = room.strike("a", "US jets hit KH in Syria.", attacker=(US,), target=(KH,), date=THURSDAY, place=SYRIA)
    second = room.strike(
        "june", "US jets hit KH in Syria.", attacker=(US,), target=(KH,), date=day("2021-06-27"), place=SYRIA
    )
    assert not together(room.events("strike"), first, second)


def test_a_background_strike_of_another_month_is_not_the_news() -> None:
    room = Newsroom()
    room.article("june", published=None)
    news = room.strike("june", "The US has hit KH in Syria.", attacker=(US,), target=(KH,), place=SYRIA)
    past = room.strike(
        "june",
        "The US struck KH in Syria in February.",
        attacker=(US,),
        target=(KH,),
        place=SYRIA,
        date=DateValue(raw="in February"),
    )
    assert not together(room.events("strike"), news, past)


def test_vague_mentions_join_the_strike_their_article_tells() -> None:
    room = Newsroom()
    main = room.strike("a", "US jets hit KH in Albu Kamal.", attacker=(US,), target=(KH,), place=ALBU_KAMAL)
    vague = room.strike("a", "The strikes killed one fighter.", casualties=(killed(1),))
    named = room.strike("a", "The US attack drew protests.", attacker=(US,))
    assert together(room.events("strike"), main, vague, named)


def test_a_vague_mention_that_fits_two_strikes_stays_apart_and_is_listed() -> None:
    room = Newsroom()
    vague = room.strike("a", "The attack killed nine.", casualties=(killed(9),))
    room.strike("a", "A bomb went off in Albu Kamal.", place=ALBU_KAMAL, method="bombing")
    room.strike("a", "A bomb went off in Erbil too now.", place=ERBIL, method="bombing")
    result = room.reconcile()
    assert len(result.events) == 3
    assert any(vague.id in pair.records for pair in result.unsure)


def test_differing_tolls_never_part_two_tellings() -> None:
    room = Newsroom()
    values = {"attacker": (US,), "target": (KH,), "date": THURSDAY, "place": ALBU_KAMAL}
    room.strike("a", "US jets killed one.", casualties=(killed(1),), **values)
    room.strike("b", "US jets killed 22.", casualties=(killed(22),), **values)
    assert room.only("strike").conflicts[0].field == "casualties"


def test_two_remarks_of_one_speaker_stay_two() -> None:
    room = Newsroom()
    zarif = person("Javad Zarif")
    room.statement("a", "Zarif condemned the raid on the border.", "the raid on the border", zarif)
    room.statement("a", "He promised more trade with Baghdad.", "more trade with Baghdad", zarif)
    assert len(room.events("statement")) == 2


def test_one_remark_in_two_translations_is_one() -> None:
    room = Newsroom()
    zarif = person("Javad Zarif")
    one, two = "Iran will not allow Takfiri terrorism to revive", "Tehran would not let Takfiri terrorism recover"
    room.statement("a", f"“{one},” Zarif said.", one, zarif, act="warn")
    room.statement("b", f"“{two},” Javad Zarif warned.", two, person("Zarif"), act="warn")
    assert len(room.events("statement")) == 1


def test_one_quotation_over_two_sentences_is_one_statement() -> None:
    room = Newsroom()
    khazali = person("Qais Khazali")
    room.article("a")
    room.texts["a"] = "“We condemn the raid. This vile act shows their policy,” Khazali said.\n"
    first = room.statement("a", "“We condemn the raid.", "We condemn the raid", khazali)
    second = room.statement(
        "a", "This vile act shows their policy,” Khazali said.", "This vile act shows their policy", khazali
    )
    assert together(room.events("statement"), first, second)


def test_remarks_whose_neighbours_match_need_fewer_words_in_common() -> None:
    def told(neighbours: bool) -> int:
        room, zarif = Newsroom(), person("Javad Zarif")
        pairs = [
            ("the raids violated the sovereignty of Syria", "the raids were a violation of Syria and its sovereignty"),
            (
                "Baghdad must identify the culprits behind the rockets",
                "it is for Baghdad to name whoever fired such rockets",
            ),
            ("the delay of the bill fuels crises", "delays of that bill have fuelled the crises"),
        ]
        for left, right in pairs if neighbours else pairs[1:2]:
            room.statement("a", f"Zarif said {left}.", left, zarif)
            room.statement("b", f"Zarif said {right}.", right, zarif)
        if not neighbours:
            room.statement("a", "Zarif said the talks went well.", "the talks went well", zarif)
        return len(room.events("statement")) - (2 if neighbours else 1)

    assert told(neighbours=False) == 2
    assert told(neighbours=True) == 1


def test_two_meetings_of_one_visitor_stay_two() -> None:
    room = Newsroom()
    hussein, tehran = person("Fuad Hussein"), {"date": day("2021-02-27")}
    room.meeting("a", "Hussein met Shamkhani.", hussein, person("Ali Shamkhani"), **tehran)
    room.meeting("b", "Shamkhani received Hussein.", hussein, person("Shamkhani"), **tehran)
    room.meeting("a", "Hussein met Zarif.", hussein, person("Javad Zarif"), **tehran)
    assert {event.title for event in room.events("meeting")} == {
        "Ali Shamkhani meets Fuad Hussein",
        "Fuad Hussein meets Javad Zarif",
    }


def test_an_open_weekday_is_closed_by_another_article() -> None:
    room = Newsroom()
    room.article("b", published=None)
    hussein, other = person("Fuad Hussein"), person("Ali Shamkhani")
    room.meeting("a", "Hussein met Shamkhani on Saturday.", hussein, other, date=day("2021-02-27", "on Saturday"))
    undated = DateValue(raw="on Saturday", weekday="Saturday")
    late = room.meeting("b", "Shamkhani met Hussein on Saturday.", hussein, other, date=undated)
    event = room.only("meeting")
    closed = next(claim for claim in event.claims if claim.field == "date" and late.id in claim.records)
    assert (str(closed.value.earliest), closed.value.anchor) == ("2021-02-27", "another_article")
    assert closed.rule == "date.closed_by_another_article"


def test_every_linked_pair_can_be_explained() -> None:
    room = Newsroom()
    room.strike("a", "US jets hit KH.", attacker=(US,), target=(KH,), date=THURSDAY)
    room.strike("b", "US jets hit PMF.", attacker=(US,), target=(PMF,), date=THURSDAY)
    (decision,) = room.reconcile().decisions
    assert decision.joined
    assert any(reason.startswith("date +2.50: on Thursday") for reason in decision.reasons)


def test_a_later_article_does_not_rename_an_event() -> None:
    room = Newsroom()
    values = {"attacker": (US,), "target": (KH,), "date": THURSDAY}
    room.strike("b", "US jets hit KH.", **values)
    before = room.only("strike").id
    room.article("a", published="2021-03-05")
    room.strike("a", "US planes hit KH.", **values)
    assert room.only("strike").id == before


def test_events_come_by_date_the_bounded_by_the_day_they_were_told() -> None:
    room = Newsroom()
    room.strike("a", "Someone fired rockets.", attacker=(KH,), target=(PMF,), place=ERBIL)
    room.strike("a", "US jets hit KH.", attacker=(US,), target=(KH,), date=THURSDAY)
    first, second = (event.date for event in room.events("strike"))
    assert first
    assert second
    assert (second.anchor, second.earliest) == ("published", None)
    assert first.earliest
    assert second.latest
    assert first.earliest < second.latest


def test_nothing_in_nothing_out() -> None:
    assert Newsroom().reconcile().events == ()


def test_records_without_their_article_are_a_bug() -> None:
    room = Newsroom()
    record = room.strike("a", "Hit.", according_to=(chain("Reuters"),))
    with pytest.raises(InvariantError, match="was not given"):
        reconcile([], [record], {}, settings=SETTINGS)
    with pytest.raises(InvariantError, match="two records"):
        reconcile(room.articles, [record, record], room.texts, settings=SETTINGS)
