from helpers.event_sets import day, strike_event, toll_claim

from extract.cli.changes_text import changes_text
from extract.pipeline import Changes
from extract.pipeline.changes import Became, changes_between
from schemas import AnyEvent, ArticleInfo, EventSet, Toll


def events_of(*events: AnyEvent, articles: str = "a") -> EventSet:
    infos = tuple(ArticleInfo(id=name, path=f"{name}.txt", sha256="0") for name in articles)
    return EventSet(articles=infos, events=events)


def event(name: str, *records: str, killed: int | None = None) -> AnyEvent:
    claims = () if killed is None else (toll_claim(Toll(unit="killed", low=killed, high=killed)),)
    return strike_event(id=name, title=f"Attack {name}", records=records, claims=claims)


def test_nothing_changed() -> None:
    before = events_of(event("x", "r1", killed=4))
    assert changes_between(before, before) == Changes((), (), (), (), (), (), ())


def test_what_is_new_merged_split_renamed_and_gone_is_told_apart() -> None:
    before = events_of(event("x", "r1"), event("y", "r2"), event("z", "r3", "r4"), event("w", "r5"), event("v", "r6"))
    now = events_of(
        event("x", "r1", "r2"), event("z", "r3"), event("q", "r4"), event("u", "r0", "r5"), event("n", "r9")
    )
    changes = changes_between(before, now)
    assert changes.new == ("n",)
    assert changes.merged == (Became(("x", "y"), ("x",)),)
    assert changes.split == (Became(("z",), ("z", "q")),)
    assert changes.renamed == (Became(("w",), ("u",)),)
    assert changes.gone == ("v",)


def test_a_value_is_new_if_nothing_the_event_was_made_of_claimed_it() -> None:
    before = events_of(event("x", "r1", killed=4))
    four, five = event("x", "r1", "r2", killed=4), event("x", "r1", "r2", killed=5)
    assert changes_between(before, events_of(four)).claims == ()
    (grown,) = changes_between(before, events_of(five, articles="ab")).claims
    assert (grown.event, [claim.value for claim in grown.claims]) == ("x", [Toll(unit="killed", low=5, high=5)])


def test_another_wording_or_standing_of_a_value_is_no_new_claim() -> None:
    best = strike_event(records=("r1",), claims=(toll_claim(Toll(unit="killed", low=4, best=4)),))
    plain = strike_event(records=("r1",), claims=(toll_claim(Toll(unit="killed", low=4)),))
    assert changes_between(events_of(best), events_of(plain)).claims == ()


def test_changes_in_words() -> None:
    before = events_of(event("x", "r1", killed=4), event("y", "r2"))
    now = events_of(
        event("x", "r1", "r2", killed=5), strike_event(id="n", records=("r9",), date=day(2021, 2, 27)), articles="ab"
    )
    assert changes_text(changes_between(before, now), now, added_to="out/events.json") == [
        "Added to out/events.json: 1 new article: b",
        "New events: 1",
        "- Air strike on the harbour of Tartus (n)",
        "Events with new claims: 1",
        "- Attack x (x): casualties: 5 killed",
        "Merged events: 1",
        "- Attack x (x), from x and y",
    ]


def test_where_nothing_changed_it_says_so() -> None:
    before = events_of(event("x", "r1"))
    lines = changes_text(changes_between(before, before), before, added_to="out/events.json")
    assert lines == ["Added to out/events.json: 0 new articles", "No event changed."]
