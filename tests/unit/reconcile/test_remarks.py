"""What one speaker says is one statement in two articles, whatever the words; two speakers or matters are two."""

from __future__ import annotations

import pytest
from helpers.stories import ALBU_KAMAL, SETTINGS, Newsroom, day

from extract.reconcile.compare.kinship import SAME_NAME, kinship
from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.match.rules import RULES
from schemas import Actor, AnyRecord

MINISTRY = Actor(raw="the ministry", name="Iranian foreign ministry", id="ir-mfa", country="IR", member_of=("ir",))
ARMY = Actor(raw="the army", name="Iraqi Army", id="iq-army", country="IQ", member_of=("iq",))


def said(room: Newsroom, rule: str, a: AnyRecord, b: AnyRecord) -> float | None:
    corpus = corpus_of([room.telling(record) for record in room.records], SETTINGS)
    found, mirrored = (RULES[rule](room.telling(one), room.telling(other), corpus) for one, other in ((a, b), (b, a)))
    assert (found and found.score) == (mirrored and mirrored.score)
    return found.score if found else None


def remark(room: Newsroom, article: str, content: str, act: str, speaker: Actor = MINISTRY) -> AnyRecord:
    return room.statement(article, f"The ministry said: {content}.", content, speaker, act=act)


@pytest.mark.parametrize(
    ("act", "ours", "theirs", "score"),
    [
        ("deny", "any role in the attack", "responsibility", 1.0),
        ("condemn", "the attack", "the bombing in the strongest terms", 1.0),
        ("deny", "responsibility", "that its army fired on the resort", 0.7),
        ("claim", "responsibility", "that its men hit a convoy at noon", None),
        ("announce", "the attack", "the bombing", None),
        ("deny", "that its army fired", "that envoys were recalled", None),
    ],
)
def test_an_act_that_says_no_more_is_told_in_any_words(act: str, ours: str, theirs: str, score: float | None) -> None:
    room = Newsroom()
    assert said(room, "deed", remark(room, "a", ours, act), remark(room, "b", theirs, act)) == score


def test_denials_of_one_occasion_are_one_statement_and_those_of_others_are_not() -> None:
    def told(later: str) -> int:
        room = Newsroom()
        for article, content, date in (("a", "any role in the attack", "2021-02-27"), ("b", "responsibility", later)):
            room.article(article, published=date)
            remark(room, article, content, "deny")
            room.strike(article, "A bomb hit Albu Kamal.", place=ALBU_KAMAL, date=day("2021-02-26"))
        return len(room.events("statement"))

    assert told("2021-02-28") == 1
    assert told("2021-04-28") == 2


def test_whoever_is_not_known_to_be_one_voice_makes_two_statements() -> None:
    room = Newsroom()
    content = "the rockets came from the east"
    first, second = remark(room, "a", content, "inform"), remark(room, "b", content, "inform", ARMY)
    assert said(room, "voice", first, second) == -1.0
    assert said(room, "voice", first, remark(room, "b", content, "inform")) is None


def test_figures_that_differ_make_two_remarks() -> None:
    room = Newsroom()
    first = remark(room, "a", "22 people had died", "inform")
    assert said(room, "other_numbers", first, remark(room, "b", "24 people had died", "inform")) == -1.0
    assert said(room, "other_numbers", first, remark(room, "b", "22 were dead and 9 hurt", "inform")) is None


def test_what_is_told_of_a_name_before_it_is_no_part_of_it() -> None:
    names = ("the banned Baluch Freedom Front", "separatist Baluch Freedom Front")
    ours, theirs = (Actor(raw=name, name=name) for name in names)
    assert kinship(ours, theirs) == SAME_NAME
    known = Actor(raw="John Kirby", name="John Kirby", id="john-kirby", country="US")
    assert kinship(known, Actor(raw="John Kirby", name="John Kirby", country="US")) == SAME_NAME
