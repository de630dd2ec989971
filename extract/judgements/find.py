"""Finds the record that a judgement names: exactly, else by where its evidence overlaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from schemas import AnyRecord, ArticleInfo, RecordRef, Span

LEAST_SHARED = 0.5
"""Part of the shorter evidence that a record found again must share with the one judged: a judgement of a
sentence holds for the record of that sentence and its neighbour, not for one that only touches it."""


class FoundRecord(NamedTuple):
    """The record that a reference names, or None, and what a person should know of the search."""

    record: str | None
    note: str | None = None


class Finder:
    """Finds records of one reading."""

    def __init__(self, articles: Iterable[ArticleInfo], records: Sequence[AnyRecord]) -> None:
        """Records of one article and kind stand together, in the order of their ids."""
        self._articles: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            self._articles[article.sha256].append(article.id)
        self._records: Mapping[tuple[str, str], list[AnyRecord]] = defaultdict(list)
        for record in sorted(records, key=lambda record: (len(record.id), record.id)):
            self._records[record.article_id, record.kind].append(record)

    def find(self, ref: RecordRef) -> FoundRecord:
        """The record with exactly these spans; else the one whose evidence overlaps most, if one clearly does.

        Two files of one text hold the same records: the first by article id is meant.
        """
        if ref.article not in self._articles:
            return FoundRecord(None, "its article is not in this set")
        mine = self._records[min(self._articles[ref.article]), ref.kind]
        alike = [record for record in mine if spans_of(record) == spans_of(ref)]
        if len(alike) >= ref.ordinal:
            return FoundRecord(alike[ref.ordinal - 1].id)
        return _nearest(ref, mine)


def spans_of(holder: AnyRecord | RecordRef) -> tuple[tuple[int, int], ...]:
    """Where the evidence of a record stands, in article order."""
    spans: Iterable[Span] = holder.spans if isinstance(holder, RecordRef) else holder.evidence
    return tuple(sorted({(span.start, span.end) for span in spans}))


def _nearest(ref: RecordRef, records: Sequence[AnyRecord]) -> FoundRecord:
    judged = _points(spans_of(ref))
    shared: list[tuple[float, str]] = []
    for record in records:
        points = _points(spans_of(record))
        common = len(judged & points)
        if common and common >= LEAST_SHARED * min(len(judged), len(points)):
            shared.append((common / len(judged | points), record.id))
    if not shared:
        return FoundRecord(None, f"no {ref.kind} is read there any more")
    best = max(overlap for overlap, _ in shared)
    nearest = [record for overlap, record in shared if overlap == best]
    if len(nearest) > 1:
        return FoundRecord(None, f"{' and '.join(nearest)} lie alike near where it was: judge again")
    return FoundRecord(nearest[0], f"found again as {nearest[0]}, whose evidence overlaps")


def _points(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(point for start, end in spans for point in range(start, end))
