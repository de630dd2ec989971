"""Which pairs are still for a person to judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.base.types import HumanDecisions
from extract.judgements.file import JudgementLine
from extract.judgements.obey import hear
from schemas import AnyRecord, ArticleInfo, EventSet, RecordRef, Span, Unsure


def open_pairs(events: EventSet, records: Sequence[AnyRecord], lines: Sequence[JudgementLine]) -> list[Unsure]:
    """The unsure pairs of an event set that the judgements in a file do not settle, in its order.

    Args:
        events: As a run wrote it, perhaps before some of the judgements.
        records: Its records before any judgement.
        lines: The file.
    """
    # What corrections come to makes no difference to which pairs are open.
    heard = hear(lines, events.articles, records, lambda _kind, _field, words: words)
    left = {record.id for record in heard.records}
    return [pair for pair in events.unsure if left >= set(pair.records) and not is_settled(heard.judged, *pair.records)]


def is_settled(judged: HumanDecisions, a: str, b: str) -> bool:
    """True if it follows from what people said whether two records are of one event."""
    ours, theirs = _group(judged, a), _group(judged, b)
    if ours == theirs:
        return True
    return any((left in ours and right in theirs) or (left in theirs and right in ours) for left, right in judged.apart)


def ref_to(record: AnyRecord, article: ArticleInfo, alike: Iterable[AnyRecord]) -> RecordRef:
    """How a judgement names a record; ``alike`` are the records of its article and kind that may share its spans."""
    spans = tuple(Span(start=one.start, end=one.end) for one in record.evidence)
    mine = {(one.start, one.end) for one in record.evidence}
    sharing = [one.id for one in alike if {(span.start, span.end) for span in one.evidence} == mine]
    return RecordRef(
        article=article.sha256,
        kind=record.kind,
        spans=spans,
        ordinal=sorted(sharing, key=lambda name: (len(name), name)).index(record.id) + 1,
        quote=" … ".join(one.quote for one in record.evidence),
    )


def _group(judged: HumanDecisions, record: str) -> frozenset[str]:
    return next((frozenset(group) for group in judged.same if record in group), frozenset({record}))
