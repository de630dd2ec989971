"""Reconcile: many records in, each thing once out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.base.errors import InvariantError
from extract.base.types import HumanDecisions
from extract.reconcile.article_context import ArticleContext, contexts_of
from extract.reconcile.cluster.across import forbidden_by, match_across
from extract.reconcile.cluster.settled import follow
from extract.reconcile.cluster.within import tell_once
from extract.reconcile.explain import Decision, said_of, settled_of, unsure_of, worth_keeping
from extract.reconcile.fuse.context import context_of
from extract.reconcile.fuse.fuse import fuse
from extract.reconcile.fuse.is_event import events_of
from extract.reconcile.fuse.links import Node, link
from extract.reconcile.match.comparison import Corpus, corpus_of
from extract.reconcile.match.human_decisions import word_of
from extract.reconcile.match.pairwise import Pairwise
from extract.reconcile.match.story import stories_of
from extract.reconcile.mention import Telling, read
from extract.reconcile.settings import ReconcileSettings
from schemas import AnyEvent, AnyRecord, ArticleInfo, Settled, Unsure

NOTHING_JUDGED = HumanDecisions()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The canonical events, what is left for a person to judge, and why each pair was joined or not.

    ``events`` are by date (unknown last), kind and id; ``unsure`` the likeliest pair first;
    ``decisions`` by the ids of their records, bounded in number; ``compared`` counts the pairs of
    tellings of two articles that blocking let through; ``settled`` is what came of a model's answers, and
    ``settleable`` are the unsure pairs whose events no rule and no person keeps apart.
    """

    events: tuple[AnyEvent, ...]
    unsure: tuple[Unsure, ...]
    decisions: tuple[Decision, ...]
    compared: int
    settled: tuple[Settled, ...] = ()
    settleable: tuple[Unsure, ...] = ()


def reconcile(  # noqa: PLR0913 (what people said and what a model said are two things)
    articles: Sequence[ArticleInfo],
    records: Sequence[AnyRecord],
    texts: Mapping[str, str],
    *,
    settings: ReconcileSettings,
    judged: HumanDecisions = NOTHING_JUDGED,
    settled: Sequence[Settled] = (),
) -> Reconciled:
    """Each strike, statement and meeting once; no record is in two events.

    A record that is in none tells of a strike that is not said to have happened, or says too little
    to tell which it means (see `extract.reconcile.fuse.is_event`).

    The outcome is the same in whatever order articles and records are given.

    Args:
        articles: What is known of each article.
        records: Records of these articles, ids unique.
        texts: Stored text by article id; an article without one is read by its evidence alone.
        settings: Weights, thresholds and vocabulary.
        judged: What people decided of the records, which holds over every rule.
        settled: What a model said of pairs that the rules leave unsure, which holds over no rule and no person.

    Raises:
        InvariantError: A record of an unknown article, or two records of one id.
    """
    contexts = contexts_of(articles, records, texts)
    _check(records, contexts)
    nodes: list[Node] = []
    decisions: list[Decision] = []
    compared = 0
    followed: list[Settled] = []
    barred: dict[str, Callable[[str, str], str | None]] = {}
    corpora: dict[str, Corpus] = {}
    context = context_of(contexts, records, settings)
    stories = stories_of({article: one.text for article, one in contexts.items()}, settings.vocabulary)
    for kind, rules in settings.kinds.items():
        mine = [record for record in records if record.kind == kind]
        singles = [read(record, contexts[record.article_id], settings.vocabulary) for record in mine]
        corpora[kind] = replace(corpus_of(singles, settings, stories), word=word_of(judged, singles))
        made = _cluster(singles, corpora[kind], settled)
        compared += sum(1 for decision in made.decisions if decision.scope == "across")
        followed += made.settled
        nodes += [Node(fuse(cluster, context), cluster) for cluster in events_of(made.clusters, rules.is_event)]
        decisions += made.decisions
        barred |= {record.id: made.barred for record in mine}
    events = link(sorted(nodes, key=lambda node: _by_date(node.event)), corpora)
    event_of = {record.id: record.id for record in records}
    event_of |= {record: event.id for event in events for record in event.records}
    kept = worth_keeping([*decisions, *said_of(judged), *settled_of(followed)], bound=settings.explained)
    unsure = unsure_of(decisions, event_of, judged, followed)
    open_ = tuple(pair for pair in unsure if barred[pair.records[0]](*pair.records) is None)
    return Reconciled(events, unsure, kept, compared, tuple(followed), open_)


class _Clustered(NamedTuple):
    """The clusters of one kind, why, what came of a model's answers, and what bars two records from being one event."""

    clusters: tuple[tuple[Telling, ...], ...]
    decisions: list[Decision]
    settled: tuple[Settled, ...]
    barred: Callable[[str, str], str | None]


def _cluster(singles: Sequence[Telling], corpus: Corpus, settled: Sequence[Settled]) -> _Clustered:
    by_article: dict[str, list[Telling]] = defaultdict(list)
    for single in sorted(singles, key=lambda one: one.key):
        by_article[single.setting.id].append(single)
    tellings: list[Telling] = []
    decisions: list[Decision] = []
    for article in sorted(by_article):
        told = tell_once(by_article[article], corpus)
        corpus = replace(corpus, word=corpus.word.grown(told.tellings))
        tellings += told.tellings
        decisions += told.decisions
    many = match_across(sorted(tellings, key=lambda one: one.key), singles, corpus)
    by_key = {telling.key: telling for telling in tellings}
    forbidden = forbidden_by(by_key, Pairwise(tellings, singles, corpus), corpus)
    keys = [tuple(telling.key for telling in cluster) for cluster in many.clusters]
    key_of = {record.id: telling.key for telling in tellings for record in telling.records}
    found = follow(keys, settled, key_of=key_of, forbidden=forbidden)
    clusters = tuple(tuple(by_key[key] for key in cluster) for cluster in found.clusters)
    return _Clustered(clusters, [*decisions, *many.decisions], found.settled, found.barred)


def _check(records: Sequence[AnyRecord], articles: Mapping[str, ArticleContext]) -> None:
    seen: set[str] = set()
    for record in records:
        if record.article_id not in articles:
            raise InvariantError(f"record {record.id} is of article {record.article_id}, which was not given")
        if record.id in seen:
            raise InvariantError(f"two records have the id {record.id}")
        seen.add(record.id)


def _by_date(event: AnyEvent) -> tuple[bool, dt.date, str, str]:
    day = event.date.earliest or event.date.latest if event.date else None
    return day is None, day or dt.date.max, event.kind, event.id
