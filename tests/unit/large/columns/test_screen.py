"""A user relies on: columns rule out no pair that the small engine would match or be unsure of, but most others."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from helpers.many_stories import many_stories
from helpers.stories import SETTINGS, Newsroom
from helpers.tellings import newsroom, told
from hypothesis import given, settings

from extract.reconcile import ReconcileSettings
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.cluster.across import main_of
from extract.reconcile.match.comparison import Comparison, Corpus, corpus_of
from extract.reconcile.match.pairwise import Pairwise, main_table
from extract.reconcile.match.rules import ONLY_AGAINST, RULES, rules_for
from extract.reconcile.match.story import stories_of
from extract.reconcile.mention import Telling, read
from schemas import KINDS, DateValue

np = pytest.importorskip("numpy")

from extract.large.columns.batch import Batch  # noqa: E402
from extract.large.columns.by_kind import steps_of  # noqa: E402
from extract.large.columns.features import features_of  # noqa: E402
from extract.large.columns.published import Published  # noqa: E402
from extract.large.columns.rules import SILENT, UNKNOWN, Asked, rounded  # noqa: E402
from extract.large.columns.screen import NEAR, OUT_OF_DATE, Screen, most_of  # noqa: E402
from extract.large.columns.stories import Stories  # noqa: E402

THRESHOLDS = (-0.9, 0.1, 0.5)


@given(told)
@settings(max_examples=40, deadline=None)
def test_whatever_a_few_articles_tell(tellings: list[dict[str, Any]]) -> None:
    for kind in KINDS:
        for score, possible in screened(newsroom(tellings), kind, SETTINGS):
            assert possible or score < SETTINGS.thresholds.unsure


@pytest.mark.parametrize("unsure", THRESHOLDS)
@pytest.mark.parametrize("kind", KINDS)
def test_among_many_only_what_comes_near_is_left(kind: str, unsure: float) -> None:
    set_to = replace(SETTINGS, thresholds=replace(SETTINGS.thresholds, unsure=unsure))
    found = list(screened(many_stories(1, articles=40), kind, set_to))
    assert {possible for _, possible in found} == {True, False}
    for score, possible in found:
        assert possible or score < unsure
        assert score > math.tanh(math.atanh(unsure) - NEAR) or not possible


@given(told)
@settings(max_examples=30, deadline=None)
def test_a_rule_says_in_columns_what_it_says_of_two_tellings(tellings: list[dict[str, Any]]) -> None:
    """Where it fails: change the columns as the rule was, or name the rule in `OUT_OF_DATE` until somebody does."""
    for kind in KINDS:
        compared = Compared(newsroom(tellings), kind, SETTINGS)
        if not compared.pairs:
            continue
        batch = Batch(kind, compared.rows)
        said: dict[str, Any] = {}
        for step in steps_of(batch, SETTINGS):
            said |= step(*compared.columns, said)
        of_stories = Stories(batch).of(*compared.columns, said)
        rules = rules_for(kind)
        for name, scores in ({**said, **of_stories}).items():
            for (a, b), score in zip(compared.pairs, scores.tolist(), strict=True):
                if name in OUT_OF_DATE or score == UNKNOWN or (name in of_stories and not all(batch.main[[a, b]])):
                    continue
                expected = rounded(rules[name](compared.singles[a], compared.singles[b], compared.corpus))
                assert abs(heard(score) - heard(expected)) <= 1, (kind, name)


@given(told)
@settings(max_examples=30, deadline=None)
def test_rules_that_only_speak_against_never_speak_for(tellings: list[dict[str, Any]]) -> None:
    compared = Compared(newsroom(tellings), "strike", SETTINGS)
    for a, b in compared.pairs:
        for name in ONLY_AGAINST:
            said = RULES[name](compared.singles[a], compared.singles[b], compared.corpus)
            assert said is None or said.score <= 0


@pytest.mark.parametrize("weight", [4.0, -4.0])
def test_what_a_rule_could_save_is_left_though_columns_do_not_know_it(
    monkeypatch: pytest.MonkeyPatch, weight: float
) -> None:
    def luck(a: Telling, b: Telling, _: Corpus) -> Comparison:
        return Comparison(1.0 if (a.start + b.start) % 2 else -1.0, "by chance")

    across = replace(SETTINGS.across["meeting"], weights={**SETTINGS.across["meeting"].weights, "luck": weight})
    set_to = replace(SETTINGS, across={**SETTINGS.across, "meeting": across})
    monkeypatch.setattr("extract.reconcile.match.pairwise.rules_for", lambda kind: {**rules_for(kind), "luck": luck})
    for score, possible in screened(many_stories(1, articles=40), "meeting", set_to):
        assert possible or score < set_to.thresholds.unsure


def test_a_rule_that_looks_at_more_than_columns_have_is_not_known() -> None:
    asked = Asked(SETTINGS)
    for more in (lambda a: a.words, lambda a: a.dates[0].no_such):
        date = DateValue.model_construct(raw="on Monday")
        rule: Any = lambda a, _b, _c, more=more: Comparison(float(bool(more(a))), "")  # noqa: E731
        assert asked.of(rule, {"dates": (date,)}, {"dates": ()}) == UNKNOWN
    published = Published(np.array([1, 1]), asked)
    dates = np.array([UNKNOWN, SILENT])
    rows = np.array([0, 0])
    assert published.of(rows, rows, dates).tolist()[0] == UNKNOWN
    assert published.of(rows, rows, dates).tolist()[1] != UNKNOWN


def heard(score: int) -> int:
    """What a score adds: nothing where a rule says nothing."""
    return 0 if score == SILENT else score


class Compared:
    """Each two records of one kind, of two articles."""

    def __init__(self, room: Newsroom, kind: str, set_to: ReconcileSettings) -> None:
        """Read as the first pass does."""
        settings_of = {info.id: ArticleContext.of(info, room.texts[info.id]) for info in room.articles}
        self.singles = [
            read(record, settings_of[record.article_id], set_to.vocabulary)
            for record in room.records
            if record.kind == kind
        ]
        corpus = corpus_of(self.singles, set_to, stories_of(room.texts, set_to.vocabulary))
        self.corpus = replace(corpus, main=main_of(self.singles))
        self.pairs = [
            (a, b)
            for a, b in combinations(range(len(self.singles)), 2)
            if self.singles[a].setting != self.singles[b].setting
        ]
        self.rows = [features_of(one, self.corpus) for one in self.singles]

    @property
    def columns(self) -> tuple[Any, Any]:
        a, b = map(np.array, zip(*self.pairs, strict=True))
        return a, b


def screened(room: Newsroom, kind: str, set_to: ReconcileSettings) -> Iterator[tuple[float, bool]]:
    """Of each two records of two articles the score in the first round at most, and whether they are left."""
    compared = Compared(room, kind, set_to)
    if not compared.pairs:
        return
    screen = Screen(kind, compared.rows, set_to, main_table(compared.corpus, {kind}))
    pairwise = Pairwise(compared.singles, compared.singles, compared.corpus)
    for (a, b), is_possible in zip(compared.pairs, screen.possible(*compared.columns).tolist(), strict=True):
        judged = pairwise.judgement(compared.singles[a].key, compared.singles[b].key)
        unasked = math.fsum(one.weight * one.score for one in judged.rules if not most_of(one.rule, one.weight))
        yield math.tanh((judged.odds - unasked) / 2), is_possible


def test_columns_are_gone_with_their_screen() -> None:
    """A run makes thousands of them, and looks for garbage in cycles rarely."""
    list(screened(many_stories(1, articles=10), "strike", SETTINGS))
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for kind in KINDS:
            list(screened(many_stories(1, articles=10), kind, SETTINGS))
        gc.collect()
        kept = [
            type(one).__qualname__ for one in gc.garbage if type(one).__module__.startswith("extract.large.columns")
        ]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert kept == []
