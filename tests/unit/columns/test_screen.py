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
from extract.reconcile.cluster.across import main_of
from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.match.pairwise import Pairwise, main_table
from extract.reconcile.match.story import stories_of
from extract.reconcile.mention import Setting, read
from schemas import KINDS

np = pytest.importorskip("numpy")

from extract.large.columns.features import features_of  # noqa: E402
from extract.large.columns.screen import NEAR, NEVER_FOR, Screen  # noqa: E402

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


def screened(room: Newsroom, kind: str, set_to: ReconcileSettings) -> Iterator[tuple[float, bool]]:
    """Of each two records of two articles the score without the rules that are not asked, and whether they are left."""
    settings_of = {info.id: Setting.of(info, room.texts[info.id]) for info in room.articles}
    singles = [
        read(record, settings_of[record.article_id], set_to.vocabulary)
        for record in room.records
        if record.kind == kind
    ]
    corpus = corpus_of(singles, set_to, stories_of(room.texts, set_to.vocabulary))
    corpus = replace(corpus, main=main_of(singles))
    pairs = [(a, b) for a, b in combinations(range(len(singles)), 2) if singles[a].setting != singles[b].setting]
    if not pairs:
        return
    screen = Screen(kind, [features_of(one, corpus) for one in singles], set_to, main_table(corpus, {kind}))
    possible = screen.possible(*map(np.array, zip(*pairs, strict=True)))
    pairwise = Pairwise(singles, singles, corpus)
    for (a, b), is_possible in zip(pairs, possible.tolist(), strict=True):
        judged = pairwise.judgement(singles[a].key, singles[b].key)
        unasked = math.fsum(one.weight * one.score for one in judged.rules if one.rule in NEVER_FOR)
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
