from helpers.stories import ALBU_KAMAL, ERBIL, KH, US, Newsroom, day, killed

from schemas import DateValue, PlaceValue, by_model_alone

SCENE = {"attacker": (US,), "target": (KH,), "place": ALBU_KAMAL}


def test_a_day_after_the_first_report_is_not_the_day_of_the_event() -> None:
    room = Newsroom()
    room.article("a", published="2021-02-26")
    room.article("b", published="2021-02-28")
    room.strike("a", "US jets hit KH in Albu Kamal.", **SCENE)
    for sentence in ("US jets hit KH in Albu Kamal on Sunday.", "The strike on Albu Kamal was on Sunday."):
        room.strike("b", sentence, date=day("2021-02-28"), **SCENE)
    room.strike("c", "US jets hit KH in Albu Kamal on Friday.", date=day("2021-02-26"), **SCENE)
    event = room.only("strike")
    assert str(event.date.earliest) == "2021-02-26"
    assert {str(claim.value.earliest) for claim in event.claims if isinstance(claim.value, DateValue)} == {
        "2021-02-26",
        "2021-02-28",
    }


def test_of_two_days_told_alike_the_one_next_to_the_day_before_the_report_is_first() -> None:
    for told, right in ((("2021-02-26", "2021-02-25"), "2021-02-25"), (("2021-02-22", "2021-02-24"), "2021-02-24")):
        room = Newsroom()
        for article, on in zip("ab", told, strict=True):
            room.article(article, published="2021-02-26")
            room.strike(article, "US jets hit KH in Albu Kamal, killing nine men.", date=day(on), **SCENE)
        assert str(room.only("strike").date.earliest) == right


def test_of_towns_told_alike_the_one_that_more_articles_name_is_the_place() -> None:
    near = ERBIL.model_copy(update={"name": "Ankawa", "raw": "Ankawa", "latitude": 36.23})
    room = Newsroom()
    room.strike("a", "US jets hit KH near Erbil.", attacker=(US,), target=(KH,), place=near, date=day("2021-02-26"))
    room.strike("b", "US jets hit KH in Erbil.", attacker=(US,), target=(KH,), place=ERBIL, date=day("2021-02-26"))
    event = room.only("strike")
    assert event.place.name == "Erbil"
    assert {claim.value.name for claim in event.claims if isinstance(claim.value, PlaceValue)} == {"Erbil", "Ankawa"}


def test_an_event_told_as_a_series_says_so() -> None:
    room = Newsroom()
    room.strike("a", "US jets have hit KH in Albu Kamal over the past year.", **SCENE)
    room.strike("b", "US jets hit KH in Albu Kamal.", **{**SCENE, "date": day("2021-02-26")})
    assert sorted(event.occurrence for event in room.events("strike")) == ["series", "single"]


def test_what_is_labelled_a_series_is_one_unless_a_date_is_told() -> None:
    room = Newsroom()
    undated = room.strike("a", "KH was hit in Albu Kamal.", occurrence="series", **SCENE)
    dated = room.strike("b", "KH was hit on Friday.", occurrence="series", date=day("2021-02-26"), **SCENE)
    assert (room.telling(undated).series, room.telling(dated).series) == (True, False)


def test_what_one_article_s_words_tell_is_not_the_model_s_alone_and_the_rest_is() -> None:
    room = Newsroom()
    read = day("2021-02-26", via="model")
    room.strike("a", "US jets hit KH.", **{**SCENE, "date": read}, casualties=(killed(2, via="model"),))
    assert by_model_alone(room.only("strike")) == ("date", "casualties")
    room.strike("b", "US jets hit KH on Friday.", **SCENE, date=day("2021-02-26"), casualties=(killed(2),))
    event = room.only("strike")
    assert event.date.via == "both"
    assert by_model_alone(event) == ()
