"""Shards to strikes: the articles and records of a large result, one article at a time."""

from __future__ import annotations

from pathlib import Path

from extract.large.columns.whole.part import Part
from extract.large.columns.whole.records import Gathered
from extract.reconcile import ReconcileSettings
from extract.results.shards import told_by_article
from schemas import StrikeRecord


def read_shards(result: Path, settings: ReconcileSettings) -> Part:
    """The strikes in the shards of a result; texts of articles, statements and meetings are passed over.

    Raises:
        InputError: A shard cannot be read, or a record is of no article, or not in the order of the articles.
    """
    gathered = Gathered(settings)
    for article, records in told_by_article(result):
        gathered.add(article, [record for record in records if isinstance(record, StrikeRecord)])
    return gathered.part()
