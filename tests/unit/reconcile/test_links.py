from helpers.stories import ALBU_KAMAL, ERBIL, KH, SYRIA, US, Newsroom, day, person

from schemas import AnyEvent, AnyRecord, DateValue


def links(room: Newsroom, record: AnyRecord) -> set[tuple[str, str]]:
    """Type of each link of a record's event, and the first record of the event it leads to."""
    events = room.reconcile().events
    by_id: dict[str, AnyEvent] = {event.id: event for event in events}
    (own,) = (event for event in events if record.id in event.records)
    return {(link.type, by_id[link.event].records[0]) for link in own.links}


def test_a_strike_answers_the_attack_its_words_describe() -> None:
    room = Newsroom()
    provoked = room.strike("b", "Rockets hit the airport of Erbil.", place=ERBIL, method="rocket")
    room.strike("b", "A bomb hit Albu Kamal.", place=ALBU_KAMAL, method="bombing")
    sentence = "US jets hit KH in Syria in what it called a response to the Erbil attack."
    answer = room.strike(
        "a", sentence, attacker=(US,), target=(KH,), place=SYRIA, spans={"in_response_to": "the Erbil attack"}
    )
    assert links(room, answer) == {("in_response_to", provoked.id)}
    assert links(room, provoked) == set()


def test_a_strike_answers_no_attack_that_came_later() -> None:
    room = Newsroom()
    room.article("b", published="2021-04-01")
    room.strike("b", "Rockets hit Erbil.", place=ERBIL, date=day("2021-03-30"), method="rocket")
    answer = room.strike(
        "a",
        "Jets replied to the Erbil attack.",
        attacker=(US,),
        date=day("2021-02-26"),
        spans={"in_response_to": "the Erbil attack"},
    )
    assert links(room, answer) == set()


def test_a_strike_follows_the_last_one_between_the_same_sides() -> None:
    room = Newsroom()
    room.article("late", published="2021-12-01")
    told = [
        room.strike("late", f"US jets hit KH, part {i}.", attacker=(US,), target=(KH,), date=day(date))
        for i, date in enumerate(("2021-02-26", "2021-06-27", "2021-09-14"))
    ]
    assert links(room, told[2]) == {("follows", told[1].id)}
    assert links(room, told[0]) == set()


def test_a_meeting_is_part_of_the_visit_its_article_tells() -> None:
    room = Newsroom()
    hussein = person("Fuad Hussein")
    visit = room.meeting("a", "Hussein arrived in Erbil on Friday.", hussein, place=ERBIL, date=day("2021-02-26"))
    talks = room.meeting(
        "a",
        "Later in the week Zarif received a guest, the ministry wrote.",
        hussein,
        person("Javad Zarif"),
        place=ERBIL,
        date=DateValue(raw="later", weekday="Tuesday"),
    )
    assert links(room, talks) == {("part_of", visit.id)}
