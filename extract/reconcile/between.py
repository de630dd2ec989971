"""Compares any two records by the rules, whether blocking let them be compared or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extract.base.types import HumanDecisions
from extract.reconcile.article_context import contexts_of
from extract.reconcile.cluster.across import main_of
from extract.reconcile.cluster.within import tell_once
from extract.reconcile.explain import Decision, Scope
from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.match.human_decisions import word_of
from extract.reconcile.match.pairwise import Pairwise
from extract.reconcile.match.story import stories_of
from extract.reconcile.mention import Telling, is_thin, read
from extract.reconcile.settings import ReconcileSettings
from schemas import AnyRecord, ArticleInfo

Compare = Callable[[AnyRecord, AnyRecord], Decision]


def comparer(
    articles: Sequence[ArticleInfo],
    records: Sequence[AnyRecord],
    texts: Mapping[str, str],
    *,
    settings: ReconcileSettings,
    judged: HumanDecisions,
) -> Compare:
    """A comparison of any two of these records, both of one kind: alone in one article, in two all each tells of it.

    It is what `reconcile` weighs where it compares them, but for the rule on the order of telling.
    """
    contexts = contexts_of(articles, records, texts)
    stories = stories_of({article: one.text for article, one in contexts.items()}, settings.vocabulary)

    def compare(a: AnyRecord, b: AnyRecord) -> Decision:
        mine = sorted((record for record in records if record.kind == a.kind), key=lambda record: record.id)
        singles = [read(record, contexts[record.article_id], settings.vocabulary) for record in mine]
        corpus = replace(corpus_of(singles, settings, stories), word=word_of(judged, singles))
        if a.article_id == b.article_id:
            pair = [single for single in singles if single.key in (a.id, b.id)]
            one_is_thin = len({is_thin(single) for single in pair}) > 1
            return _decision(pair, Pairwise(pair, singles, corpus, attaching=one_is_thin))
        told: list[Telling] = []
        for article in sorted({a.article_id, b.article_id}):
            told += tell_once([single for single in singles if single.setting.id == article], corpus).tellings
        both = [telling for telling in told if {a.id, b.id} & {record.id for record in telling.records}]
        return _decision(both, Pairwise(both, singles, replace(corpus, main=main_of(told))))

    return compare


def _decision(pair: Sequence[Telling], pairwise: Pairwise) -> Decision:
    left, right = sorted(telling.key for telling in pair)
    scope: Scope = "within" if pair[0].setting.id == pair[1].setting.id else "across"
    return Decision(left, right, scope, pairwise.judgement(left, right), veto=pairwise.veto(left, right))
