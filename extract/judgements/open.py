"""Which pairs are still for a person to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.base.types import HumanDecisions
from extract.judgements.file import JudgementLine
from extract.judgements.find import spans_of
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


def refs_to(records: Iterable[AnyRecord], articles: Iterable[ArticleInfo]) -> dict[str, RecordRef]:
    """How a judgement names each record, by its id.

    Args:
        records: All of a reading, as they were before any judgement; those of other articles are passed over.
        articles: All that were read.
    """
    texts = {article.id: article.sha256 for article in articles}
    refs: dict[str, RecordRef] = {}
    seen: Counter[tuple[str, str, tuple[tuple[int, int], ...]]] = Counter()
    for record in sorted(records, key=lambda one: (len(one.id), one.id)):
        if record.article_id in texts:
            place = record.article_id, record.kind, spans_of(record)
            seen[place] += 1
            refs[record.id] = RecordRef(
                article=texts[record.article_id],
                kind=record.kind,
                spans=tuple(Span(start=start, end=end) for start, end in spans_of(record)),
                ordinal=seen[place],
                quote=" … ".join(one.quote for one in record.evidence),
            )
    return refs


def _group(judged: HumanDecisions, record: str) -> frozenset[str]:
    return next((frozenset(group) for group in judged.same if record in group), frozenset({record}))
