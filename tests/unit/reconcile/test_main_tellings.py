"""Two articles that are about one attack are known by the whole of their texts."""

from helpers.stories import SETTINGS, Newsroom

from extract.reconcile.cluster.across import main_of
from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.match.rules import RULES
from extract.reconcile.match.story import stories_of
from extract.reconcile.settings import RuleTable


def newsroom() -> Newsroom:
    room = Newsroom()
    for name, outlet in (("a", "Post"), ("b", "Times"), ("c", "Post")):
        room.article(name, outlet=outlet)
    room.strike("a", "A clerk, 41, was shot at a petrol station near Oakley by Ronald Teague on Sunday.")
    room.strike(
        "b", "The petrol station clerk killed by gunman Ronald Teague was a father of 41 years old near Oakley."
    )
    room.strike("c", "Gunfire wounded a 19-year-old pupil outside a school, and Dwight Marrow was charged.")
    return room


def said(room: Newsroom, rule: str, a: int, b: int) -> float | None:
    told = [room.telling(record) for record in room.records]
    corpus = corpus_of(told, SETTINGS, stories_of(room.texts, SETTINGS.vocabulary))
    found = RULES[rule](told[a], told[b], corpus)
    return found and found.score


def test_the_whole_articles_are_compared() -> None:
    room = newsroom()
    assert (said(room, "story", 0, 1) or 0.0) > 2 * (said(room, "story", 0, 2) or 0.0)


def test_names_in_common_count_and_names_that_differ_say_nothing() -> None:
    room = newsroom()
    assert (said(room, "names", 0, 1) or 0.0) > 0.1
    assert said(room, "names", 0, 2) is None


def test_ages_in_common_bind_and_other_ages_part() -> None:
    room = newsroom()
    assert said(room, "ages", 0, 1) == 1.0
    assert said(room, "ages", 0, 2) == -1.0


def test_two_articles_of_one_outlet_are_alike_anyway() -> None:
    room = newsroom()
    assert said(room, "outlet", 0, 2) == -1.0
    assert said(room, "outlet", 0, 1) is None


def test_an_article_is_about_what_it_tells_in_most_places_and_opens_with() -> None:
    room = Newsroom()
    room.strike("a", "Jets hit the depot near Erbil on Sunday.", place=None)
    late = room.strike("b", "x" * 700 + " Jets hit the depot.")
    told = {record.id: room.telling(record) for record in room.records}
    assert late.id not in main_of(told.values())


def test_a_table_on_the_way_to_another_is_between_them() -> None:
    table = RuleTable(0.0, {"date": 1.0}).toward(RuleTable(-4.0, {"story": 8.0}), share=0.25)
    assert table == RuleTable(-1.0, {"date": 0.75, "story": 2.0})
