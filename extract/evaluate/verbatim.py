"""Evidence held against the articles' texts."""

from __future__ import annotations

from collections.abc import Mapping

from extract.evaluate.evaluation import EvidenceScore, NotVerbatim
from schemas import EventSet


def check_evidence(events: EventSet, texts: Mapping[str, str]) -> tuple[EvidenceScore, tuple[NotVerbatim, ...]]:
    """How many spans of all records are slices of their article's text, and those that are not."""
    spans = unchecked = 0
    wrong: list[NotVerbatim] = []
    for record in events.records:
        text = texts.get(record.article_id)
        spans += len(record.evidence)
        if text is None:
            unchecked += len(record.evidence)
            continue
        wrong += [
            NotVerbatim(record=record.id, article=record.article_id, start=evidence.start, end=evidence.end)
            for evidence in record.evidence
            if text[evidence.start : evidence.end] != evidence.quote
        ]
    return EvidenceScore(spans=spans, verbatim=spans - unchecked - len(wrong), unchecked=unchecked), tuple(wrong)
