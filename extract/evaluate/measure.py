"""Holds an event set against gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.base.errors import InputError
from extract.evaluate.coreference import clustering_score
from extract.evaluate.evaluation import DECIMALS, CoreferenceScores, Evaluation, EventScore, Missed, Spurious
from extract.evaluate.gold import Gold, MentionKey
from extract.evaluate.indefensible import indefensible
from extract.evaluate.judging import field_scores, judge, wrong_fields
from extract.evaluate.matching import Matching, match
from extract.evaluate.merges import wrong_merges
from extract.evaluate.verbatim import check_evidence
from schemas import KINDS, EventSet


def evaluate(gold: Gold, events: EventSet, texts: Mapping[str, str] | None = None) -> Evaluation:
    """How the events compare with gold.

    Args:
        gold: what a careful reader finds.
        events: what a run found in the same articles, and perhaps in others: those are left out.
        texts: the articles' texts by id, to check evidence against; without them it is not checked.

    Raises:
        InputError: no article is in both, or a text is not the one that the gold was made of.
    """
    texts = {} if texts is None else texts
    notices = tuple(_notices(gold, events))
    _check_texts(gold, texts)
    matching = match(gold, events)
    judged = list(judge(matching))
    scores = _event_scores(matching)
    present = [score.f1 for kind, score in scores.items() if kind != "all" and (score.gold or score.events)]
    evidence, not_verbatim = check_evidence(events, texts)
    return Evaluation(
        events=scores,
        macro_f1=round(sum(present) / max(1, len(present)), DECIMALS),
        clustering=_clustering(matching),
        fields=field_scores(judged),
        evidence=evidence,
        must_not_merge=len(gold.must_not_merge),
        wrongly_merged=tuple(wrong_merges(matching)),
        indefensible=tuple(indefensible(events)),
        missed=tuple(_missed(matching)),
        spurious=tuple(_spurious(matching)),
        wrong_fields=tuple(wrong_fields(judged)),
        not_verbatim=not_verbatim,
        notices=notices,
    )


def _notices(gold: Gold, events: EventSet) -> Iterator[str]:
    read = {article.id for article in events.articles} | {record.article_id for record in events.records}
    missing = sorted(gold.articles.keys() - read)
    if len(missing) == len(gold.articles):
        raise InputError(
            f"the gold is of other articles: it has {_some(sorted(gold.articles))}, the events {_some(sorted(read))}"
        )
    if missing:
        yield f"gold articles that were not read, {len(missing)} of {len(gold.articles)}: {_some(missing)}"
    others = sorted(read - gold.articles.keys())
    if others:
        yield f"articles left out because the gold does not have them, {len(others)} of {len(read)}: {_some(others)}"


def _check_texts(gold: Gold, texts: Mapping[str, str]) -> None:
    for mention in gold.mentions:
        text = texts.get(mention.article)
        if text is not None and text[mention.start : mention.end] != mention.anchor:
            raise InputError(
                f"the gold is of another text of {mention.article}: what stands at {mention.start} is not "
                f"{_shortened(mention.anchor)!r}"
            )


def _event_scores(matching: Matching) -> dict[str, EventScore]:
    wanted = [event for event in matching.gold.events if not event.optional]
    counted = [event for event in matching.events.values() if matching.counts(event)]
    return {
        kind: EventScore.counted(
            gold=sum(kind in (event.kind, "all") for event in wanted),
            events=sum(kind in (event.kind, "all") for event in counted),
            right=sum(kind in (event.kind, "all") and matching.is_right(event) for event in counted),
        )
        for kind in (*KINDS, "all")
    }


def _clustering(matching: Matching) -> CoreferenceScores:
    """The mentions of required gold events that some record finds, each in the event that finds most of its kin."""
    response: dict[MentionKey, str] = {}
    # The event that has most of a gold event takes its mentions first, of equals the one that stands for it.
    shared, pairs = matching.shared, matching.pairs
    for event_id, gold in sorted(shared, key=lambda ids: (-shared[ids], pairs.get(ids[0]) != ids[1], ids)):
        if not matching.gold_events[gold].optional:
            mentions = [m for record in matching.events[event_id].records for m in matching.found.get(record, ())]
            for mention in mentions:
                if mention.event == gold:
                    response.setdefault(mention.key, event_id)
    return clustering_score({key: key[0] for key in response}, response)


def _missed(matching: Matching) -> Iterator[Missed]:
    for event in matching.gold.events:
        if not event.optional and event.id not in matching.event_of:
            first = next((mention for mention in matching.gold.mentions if mention.event == event.id), None)
            yield Missed(
                gold=event.id,
                kind=event.kind,
                article=first.article if first else None,
                anchor=first.anchor if first else None,
            )


def _spurious(matching: Matching) -> Iterator[Spurious]:
    for event in sorted(matching.events.values(), key=lambda event: event.id):
        if matching.counts(event) and not matching.is_right(event):
            yield Spurious(event=event.id, kind=event.kind, title=event.title)


def _some(names: list[str], most: int = 3) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return (", ".join(names[:most]) or "none") + more


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
