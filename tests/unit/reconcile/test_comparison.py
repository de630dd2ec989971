import math

import pytest
from helpers.stories import KH, SETTINGS, US, Newsroom, day

from extract.reconcile.match.comparison import Comparison, Verdict, corpus_of, judge, verdict_of
from extract.reconcile.match.rules import RULES
from extract.reconcile.settings import RuleTable


def test_rules_that_have_something_to_say_add_to_the_bias() -> None:
    room = Newsroom()
    told = [room.telling(room.strike(article, "Hit.", attacker=(US,))) for article in "ab"]
    table = RuleTable(-0.5, {"attacker": 2.0, "target": 9.0})
    found = judge(*told, table=table, rules=RULES, corpus=corpus_of(told, SETTINGS))
    assert (found.odds, found.score) == (1.5, round(math.tanh(0.75), 4))
    assert [(rule.rule, rule.weight, rule.score) for rule in found.rules] == [("attacker", 2.0, 1.0)]


def test_a_verdict_is_the_same_whichever_comes_first() -> None:
    room = Newsroom()
    told = [
        room.telling(room.strike("a", "US jets hit KH.", attacker=(US,), target=(KH,), date=day("2021-02-25"))),
        room.telling(room.strike("b", "KH hit.", target=(KH,), date=day("2021-02-26"))),
    ]
    corpus = corpus_of(told, SETTINGS)
    table = SETTINGS.across["strike"]
    assert judge(*told, table=table, rules=RULES, corpus=corpus) == judge(
        *told[::-1], table=table, rules=RULES, corpus=corpus
    )


@pytest.mark.parametrize(
    ("score", "verdict"), [(0.9, Verdict.MATCH), (0.46, Verdict.MATCH), (0.2, Verdict.UNSURE), (0.0, Verdict.NO_MATCH)]
)
def test_verdicts_go_by_the_thresholds(score: float, verdict: Verdict) -> None:
    assert verdict_of(score, SETTINGS) is verdict


def test_a_word_of_few_articles_weighs_more() -> None:
    room = Newsroom()
    told = [room.telling(room.strike(article, "Rebels struck.")) for article in "abc"]
    told.append(room.telling(room.strike("d", "Rebels shelled Tartus.")))
    corpus = corpus_of(told, SETTINGS)
    assert corpus.weight(["tartus"]) > corpus.weight(["rebel"])
    assert corpus.rarest({"rebel", "tartus", "shell"}, 2) == ["shell", "tartus"]


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_tells_what_its_score_means(name: str) -> None:
    assert (RULES[name].__doc__ or "").startswith("Score ")


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_is_silent_of_tellings_that_say_nothing(name: str) -> None:
    room = Newsroom()
    room.article("a", published=None)
    room.article("b", published=None)
    told = [room.telling(room.meeting(article, sentence)) for article, sentence in (("a", "Ja."), ("b", "Nein."))]
    found = RULES[name](told[0], told[1], corpus_of(told, SETTINGS))
    assert found is None or (isinstance(found, Comparison) and name in ("wording", "nearness", "pinned", "publication"))
