import datetime as dt

from helpers.stories import ALBU_KAMAL, ERBIL, ISRAEL, KH, SETTINGS, SYRIA, US, Newsroom, day, person

from extract.reconcile.match.cannot_link import cannot_link
from schemas import AnyRecord, DateValue, PlaceValue


def reason(room: Newsroom, a: AnyRecord, b: AnyRecord) -> str | None:
    forward, backward = (cannot_link(room.telling(x), room.telling(y), SETTINGS) for x, y in ((a, b), (b, a)))
    assert (forward is None) == (backward is None)
    return forward


def test_days_more_than_two_apart() -> None:
    room = Newsroom()
    first = room.strike("a", "Hit on Thursday.", date=day("2021-02-25"))
    assert reason(room, first, room.strike("b", "Hit on Saturday.", date=day("2021-02-27"))) is None
    assert reason(room, first, room.strike("c", "Hit on Sunday.", date=day("2021-02-28"))) is not None


def test_a_month_that_holds_the_day_is_no_obstacle() -> None:
    room = Newsroom()
    month = DateValue(raw="February", earliest=dt.date(2021, 2, 1), latest=dt.date(2021, 2, 28), precision="month")
    first = room.strike("a", "Hit in February.", date=month)
    assert reason(room, first, room.strike("b", "Hit.", date=day("2021-02-25"))) is None
    assert reason(room, first, room.strike("c", "Hit again.", date=day("2021-06-27"))) is not None


def test_an_article_cannot_tell_what_came_later() -> None:
    room = Newsroom()
    room.article("early", published="2021-02-27")
    room.article("late", published="2021-07-01")
    told = room.strike("early", "Jets hit the depot.")
    assert reason(room, told, room.strike("late", "Jets hit it in June.", date=day("2021-06-27"))) is not None


def test_two_countries_but_not_two_sides_of_a_border() -> None:
    room = Newsroom()
    here = room.strike("a", "In Syria.", place=SYRIA)
    border = PlaceValue(raw="the Iraqi border", name="Iraq", country="IQ", precision="region")
    assert reason(room, here, room.strike("b", "In Erbil.", place=ERBIL)) is not None
    assert reason(room, here, room.strike("b", "On the border.", place=border)) is None
    both = PlaceValue(raw="Syria and Iraq", countries=("IQ", "SY"))
    assert reason(room, here, room.strike("b", "In both.", place=both)) is None


def test_attacker_and_target_swapped() -> None:
    room = Newsroom()
    first = room.strike("a", "US hit KH.", attacker=(US,), target=(KH,))
    assert reason(room, first, room.strike("b", "KH hit US.", attacker=(KH,), target=(US,))) is not None
    assert reason(room, first, room.strike("b", "Israel hit KH.", attacker=(ISRAEL,), target=(KH,))) is None


def test_a_series_against_one_attack() -> None:
    room = Newsroom()
    series = room.strike("a", "A series of attacks on troops.")
    single = room.strike("b", "An attack in Albu Kamal.", place=ALBU_KAMAL)
    assert reason(room, series, single) is not None
    assert reason(room, series, room.strike("b", "The attacks were bad.")) is None


def test_what_is_planned_or_denied_was_not_done() -> None:
    room = Newsroom()
    done = room.strike("a", "They struck.", assertion="reported")
    for assertion in ("planned", "hypothetical", "denied"):
        assert reason(room, done, room.strike("b", f"Not so: {assertion}.", assertion=assertion)) is not None
    assert reason(room, done, room.strike("b", "It happened then.", assertion="historical")) is None


def test_the_attack_that_another_answers() -> None:
    room = Newsroom()
    sentence = "Jets hit the depot in response to rockets fired at Erbil airport."
    answer = room.strike("a", sentence, spans={"in_response_to": "rockets fired at Erbil airport"})
    provoked = room.strike("a", sentence, place=ERBIL, spans={"place": "Erbil airport"})
    assert reason(room, answer, provoked) is not None


def test_another_attack_is_not_the_one_before() -> None:
    room = Newsroom()
    first = room.strike("a", "A bomb went off in the market.")
    later = room.strike("a", "Another bomb killed two guards.")
    assert reason(room, first, later) is not None
    assert reason(room, later, room.strike("a", "The bomb was hidden in a car.")) is None


def test_two_known_speakers() -> None:
    room = Newsroom()
    zarif = room.statement("a", "“Peace,” Zarif said.", "Peace", person("Javad Zarif"))
    kirby = room.statement("b", "“Peace,” Kirby said.", "Peace", person("John Kirby"))
    official = room.statement("b", "“Peace,” an official said.", "Peace", person("an official"))
    assert reason(room, zarif, kirby) is not None
    assert reason(room, zarif, official) is None


def test_speakers_of_two_countries_in_one_article_known_by_name_or_not() -> None:
    room = Newsroom()
    state = person("United States", id="us", country="US")
    official = person("an Iraqi official", country="IQ")
    said = room.statement("a", "Washington said rockets hit the base.", "rockets hit the base", state)
    told = room.statement("a", "An Iraqi official said rockets hit the base.", "rockets hit the base", official)
    elsewhere = room.statement("b", "An Iraqi official said rockets hit the base.", "rockets hit the base", official)
    assert reason(room, said, told) is not None
    assert reason(room, said, elsewhere) is None


def test_meetings_of_two_with_different_company() -> None:
    room = Newsroom()
    hussein = person("Fuad Hussein")
    first = room.meeting("a", "They met.", hussein, person("Ali Shamkhani"))
    assert reason(room, first, room.meeting("b", "They met.", hussein, person("Javad Zarif"))) is not None
    known = person("Javad Zarif", id="javad-zarif", country="IR")
    iraqi, iranian = person("Fuad Hussein", country="IQ"), person("Ali Shamkhani", country="IR")
    other = room.meeting("b", "They met.", iraqi, known)
    assert reason(room, room.meeting("a", "They met.", iraqi, iranian), other) is not None
    assert reason(room, first, room.meeting("b", "They met.", person("Hussein"), person("Shamkhani"))) is None
    assert reason(room, first, room.meeting("b", "Officials met.", hussein, person("Iranian officials"))) is None
    assert reason(room, first, room.meeting("b", "He arrived.", hussein)) is None


def test_towns_that_words_and_reading_agree_on_are_two_unless_one_stands_for_its_province() -> None:
    def town(name: str, latitude: float, longitude: float, **other: str) -> PlaceValue:
        told = {"raw": name, "name": name, "country": "SY", "precision": "exact", "via": "both", **other}
        return PlaceValue.model_validate({**told, "latitude": latitude, "longitude": longitude})

    room = Newsroom()
    aleppo, idlib = town("Aleppo", 36.20, 37.16), town("Idlib", 35.93, 36.63)
    first = room.strike("a", "A shell fell in Aleppo.", place=aleppo)
    assert reason(room, first, room.strike("b", "One fell in Idlib.", place=idlib)) is not None
    words = idlib.model_copy(update={"via": "words"})
    assert reason(room, first, room.strike("b", "One fell, it is said, in Idlib.", place=words)) is None
    seat = town("Deir ez-Zor", 35.33, 40.14)
    border = room.strike("c", "One fell in Abu Kamal.", place=town("Abu Kamal", 34.45, 40.92, admin1="Deir ez-Zor"))
    assert reason(room, border, room.strike("d", "One fell in Deir ez-Zor.", place=seat)) is None
