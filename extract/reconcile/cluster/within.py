"""Records of one article that tell one thing become one telling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from extract.reconcile.cluster.agglomerate import Scored, agglomerate
from extract.reconcile.explain import Decision
from extract.reconcile.match.comparison import Corpus, PairScore, Verdict
from extract.reconcile.match.pairwise import Pairwise
from extract.reconcile.mention import Telling, is_thin, join, subject_words

ASKED = 2
"""Of the tellings that a vague mention fits alike, a person is asked about the best two."""


class ToldOnce(NamedTuple):
    """The tellings of one article, each of one thing, and the decisions that made them."""

    tellings: tuple[Telling, ...]
    decisions: tuple[Decision, ...]


def tell_once(singles: Sequence[Telling], corpus: Corpus) -> ToldOnce:
    """One telling for each thing that the records of one article and kind tell.

    Mentions that tell enough by themselves are clustered first; then each that says too little ("the
    attack") joins the best of these if one clearly leads; those left over are clustered among themselves.
    What a person put together is one mention from the start.
    """
    mentions = corpus.word.joined(singles)
    thin = [mention for mention in mentions if is_thin(mention)]
    told, decisions = _cluster([mention for mention in mentions if not is_thin(mention)], singles, corpus)
    joined, left, attached = _attach(thin, told, singles, corpus)
    rest, among = _cluster(left, singles, corpus)
    tellings = sorted((*joined, *rest), key=lambda telling: telling.key)
    return ToldOnce(tuple(_marked_alone(tellings)), (*decisions, *attached, *among))


def _marked_alone(tellings: Sequence[Telling]) -> list[Telling]:
    """The same tellings, those marked whose speaker says nothing else."""
    remarks = Counter(speaker for telling in tellings for speaker in _speakers(telling))
    return [replace(telling, alone={remarks[one] for one in _speakers(telling)} == {1}) for telling in tellings]


def _speakers(telling: Telling) -> frozenset[str]:
    return frozenset(speaker.id or speaker.name for speaker in telling.parties["speaker"])


def _cluster(
    mentions: Sequence[Telling], singles: Sequence[Telling], corpus: Corpus
) -> tuple[list[Telling], list[Decision]]:
    pairwise = Pairwise(mentions, singles, corpus)
    by_key = {mention.key: mention for mention in mentions}
    judged = [(a, b, pairwise.judgement(a, b)) for a, b in combinations(sorted(by_key), 2)]
    clustering = agglomerate(
        [(key,) for key in by_key],
        [Scored(found.score, a, b) for a, b, found in judged if found.verdict is Verdict.MATCH],
        score=pairwise.score,
        forbidden=pairwise.veto,
        floor=corpus.settings.thresholds.floor,
    )
    home = {key: cluster for cluster in clustering.clusters for key in cluster}
    refused = {(refusal.left, refusal.right): refusal.reason for refusal in clustering.refused}
    decisions = [
        Decision(a, b, "within", found, pairwise.veto(a, b), note=refused.get((a, b)), joined=home[a] == home[b])
        for a, b, found in judged
    ]
    return [join([by_key[key] for key in cluster]) for cluster in clustering.clusters], decisions


def _attach(
    thin: Sequence[Telling], told: Sequence[Telling], singles: Sequence[Telling], corpus: Corpus
) -> tuple[list[Telling], list[Telling], list[Decision]]:
    """Tellings with the mentions that joined them, mentions left over, and why; in the order of the article."""
    joining: dict[str, list[Telling]] = {telling.key: [telling] for telling in told}
    left, decisions = [], []
    for mention in sorted(thin, key=lambda one: (one.start, one.key)):
        spoken_of = _spoken_of(mention, joining)
        known = replace(corpus, spoken_of=spoken_of, subjects=_subjects(mention, joining, corpus))
        pairwise = Pairwise((mention, *told), singles, known, attaching=True)
        options = sorted(
            (-pairwise.judgement(mention.key, telling.key).odds, telling.key)
            for telling in told
            if pairwise.veto(mention.key, telling.key) is None
            and not corpus.word.keeps_apart(_ids(mention), _ids(*joining[telling.key]))
        )
        chosen, note = _clear_best([(key, pairwise.judgement(mention.key, key)) for _, key in options], corpus)
        if chosen:
            joining[chosen].append(mention)
        else:
            left.append(mention)
        for place, (_, key) in enumerate(options):
            pair = (min(mention.key, key), max(mention.key, key))
            found = pairwise.judgement(*pair)
            decisions.append(
                Decision(
                    *pair, "within", found, note=note, joined=key == chosen, settled=bool(chosen) or place >= ASKED
                )
            )
    return [join(group) for group in joining.values()], left, decisions


def _subjects(mention: Telling, joining: Mapping[str, Sequence[Telling]], corpus: Corpus) -> dict[str, frozenset[str]]:
    """The words for whom and what a vague mention is about, and each telling of as many attacks with what joined it."""
    stop = corpus.settings.vocabulary.stop
    told = {
        key: frozenset().union(*(subject_words(part, stop) for part in parts))
        for key, parts in joining.items()
        if parts[0].several == mention.several
    }
    return {**told, mention.key: subject_words(mention, stop)}


def _spoken_of(mention: Telling, joining: Mapping[str, Sequence[Telling]]) -> dict[str, tuple[str, int]]:
    """The telling spoken of last before a mention, of as many attacks, and how many paragraphs before."""
    before = [
        (start, key)
        for key, parts in joining.items()
        for part in parts
        if part.several == mention.several
        for start, _ in part.spans
        if start < mention.start
    ]
    if not before:
        return {}
    start, key = max(before)
    return {mention.key: (key, mention.setting.paragraph(mention.start) - mention.setting.paragraph(start))}


def _ids(*tellings: Telling) -> list[str]:
    return [record.id for telling in tellings for record in telling.records]


def _clear_best(options: Sequence[tuple[str, PairScore]], corpus: Corpus) -> tuple[str | None, str | None]:
    """The telling a vague mention belongs to, or None and why: no match, or two that fit alike."""
    thresholds = corpus.settings.thresholds
    if not options or options[0][1].verdict is not Verdict.MATCH:
        return None, None
    if len(options) > 1 and options[0][1].odds - options[1][1].odds < thresholds.lead:
        return None, "it fits two tellings of the article alike"
    return options[0][0], "the best telling for a vague mention"
