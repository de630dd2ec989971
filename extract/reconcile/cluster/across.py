"""Tellings of many articles that tell one thing become one cluster."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise as neighbours_in
from typing import NamedTuple

from extract.reconcile.cluster.agglomerate import Clustering, Scored, agglomerate
from extract.reconcile.cluster.block import candidates
from extract.reconcile.explain import Decision
from extract.reconcile.match.comparison import Corpus, Verdict
from extract.reconcile.match.pairwise import Pairwise
from extract.reconcile.mention import OPENING, Telling, is_thin, tells_its_day

Pair = tuple[str, str]


class ToldByMany(NamedTuple):
    """Clusters of tellings, and the decisions that made them."""

    clusters: tuple[tuple[Telling, ...], ...]
    decisions: tuple[Decision, ...]


def match_across(tellings: Sequence[Telling], singles: Sequence[Telling], corpus: Corpus) -> ToldByMany:
    """One cluster for each thing that the tellings of one kind tell."""
    by_key = {telling.key: telling for telling in tellings}
    corpus = dataclasses.replace(corpus, main=main_of(tellings))
    pairs = candidates(tellings, corpus)
    first = Pairwise(tellings, singles, corpus)
    pairwise = first.in_order(_second_round(tellings, pairs, first, corpus))
    matches = [
        Scored(pairwise.score(a, b), a, b) for a, b in pairs if pairwise.judgement(a, b).verdict is Verdict.MATCH
    ]
    clustering = cluster_matches(tellings, matches, pairwise, corpus)
    home = {key: cluster for cluster in clustering.clusters for key in cluster}
    refused = {(refusal.left, refusal.right): refusal.reason for refusal in clustering.refused}
    decisions = tuple(
        Decision(
            a,
            b,
            "across",
            pairwise.judgement(a, b),
            veto=pairwise.veto(a, b),
            note=refused.get((a, b)),
            joined=home[a] == home[b],
        )
        for a, b in pairs
    )
    return ToldByMany(tuple(tuple(by_key[key] for key in cluster) for cluster in clustering.clusters), decisions)


def cluster_matches(
    tellings: Sequence[Telling], matches: Iterable[Scored], pairwise: Pairwise, corpus: Corpus
) -> Clustering:
    """Tellings that match put together; tellings that no chain of matches connects never touch."""
    by_key = {telling.key: telling for telling in tellings}
    return agglomerate(
        corpus.word.start(tellings),
        matches,
        score=pairwise.score,
        forbidden=forbidden_by(by_key, pairwise, corpus),
        floor=corpus.settings.thresholds.floor,
    )


def forbidden_by(
    tellings: Mapping[str, Telling], pairwise: Pairwise, corpus: Corpus
) -> Callable[[str, str], str | None]:
    """Why two tellings (by key) can never be one: a cannot-link, a person's word, or their article's own wording."""
    return lambda a, b: pairwise.veto(a, b) or told_apart(tellings[a], tellings[b], pairwise, corpus)


def main_of(tellings: Iterable[Telling]) -> frozenset[str]:
    """Keys of the tellings that their articles are about: of each article the one told in most places, then first.

    A vague mention or a series is none; an article that opens with none of its tellings is about none.
    """
    best: dict[str, Telling] = {}
    for telling in tellings:
        if not telling.series and (not is_thin(telling) or any(map(tells_its_day, telling.records))):
            rival = best.get(telling.setting.id)
            best[telling.setting.id] = min((one for one in (rival, telling) if one), key=_by_prominence)
    return frozenset(telling.key for telling in best.values() if telling.start <= OPENING)


def _by_prominence(telling: Telling) -> tuple[int, int, str]:
    return -len(telling.records), telling.start, telling.key


def told_apart(a: Telling, b: Telling, pairwise: Pairwise, corpus: Corpus) -> str | None:
    """Two full tellings of one article that its own wording keeps far apart are never joined by a third."""
    if a.setting.id != b.setting.id or is_thin(a) or is_thin(b):
        return None
    apart = pairwise.score(a.key, b.key) < corpus.settings.thresholds.apart[a.kind]
    return "one article tells them as two" if apart else None


def _second_round(tellings: Sequence[Telling], pairs: Sequence[Pair], first: Pairwise, corpus: Corpus) -> Corpus:
    """The corpus with what a first round without it found, for the rule on the order of telling."""
    before, after = neighbours(tellings)
    by_key = {telling.key: telling for telling in tellings}
    best: dict[Pair, tuple[float, str]] = {}
    for a, b in pairs:
        found = first.judgement(a, b)
        if found.verdict is not Verdict.MATCH or first.veto(a, b):
            continue
        for one, other in ((a, b), (b, a)):
            slot = (one, by_key[other].setting.id)
            best[slot] = min(best.get(slot, (1.0, "")), (-found.score, other))
    paired = {slot: other for slot, (_, other) in best.items()}
    return dataclasses.replace(corpus, before=before, after=after, paired=paired)


def neighbours(tellings: Sequence[Telling]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """For each telling the one told before it and after it by the same speaker in its article."""
    spoken: dict[Pair, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda one: (one.start, one.key)):
        for speaker in telling.parties["speaker"][:1]:
            spoken[telling.setting.id, speaker.id or speaker.name].append(telling)
    before, after = {}, {}
    for line in spoken.values():
        for earlier, later in neighbours_in(line):
            before[later.key], after[earlier.key] = earlier.key, later.key
    return before, after
