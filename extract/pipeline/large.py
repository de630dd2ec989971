"""A run that writes its result as it goes on: articles stream through, and records go to disk as they come."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extract.base.types import Article, Progress
from extract.large import ShardsReconciled, Tell, Work, processes, reconcile_shards
from extract.load import Loaded
from extract.pipeline.costs import total_costs
from extract.pipeline.counted import RunCounts, report_of
from extract.pipeline.gathered import kind_order
from extract.pipeline.large_costs import CostBook, cost_book
from extract.pipeline.reading import Readings, complete
from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.pipeline.report import LargeResult, RunReport
from extract.pipeline.run_log import log_large_end, log_start
from extract.pipeline.setup import Setup
from extract.pipeline.streaming import Batch, Take, stream
from extract.results.shards import StoredArticle
from extract.results.write import Sink, large_result
from schemas import Failed, Rejected

Reader = Callable[[Setup, Take, Callable[[Progress], None]], Readings]
"""Reads all articles, hands on what was found in their order, and gives what the run counted, without answers."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A reader of articles, and what does pieces of the reconciling."""

    read: Reader
    work: Callable[[Tell], AbstractContextManager[Work]]


@dataclass(frozen=True, slots=True)
class Into:
    """The folder that a large result goes to, and what its ``run.json`` holds of a report."""

    folder: Path
    told: Callable[[RunReport], Mapping[str, object]]

    @property
    def disk(self) -> Path:
        """A folder on the disk that the result goes to; what is put there has no name, so nothing is seen of it."""
        return next(one for one in (self.folder, *self.folder.absolute().parents) if one.is_dir())


def run_large(
    loaded: Loaded,
    setup: Setup,
    into: Into,
    *,
    by: Engine,
    progress: Callable[[Progress], None],
) -> tuple[RunReport, LargeResult]:
    """Read, reconcile and write very many articles; how it went, and how much there is of what.

    Args:
        loaded: the articles; they are read from disk as they are needed.
        setup: of the run.
        into: where the result goes.
        by: what does it.
        progress: called after some articles each.
    """
    started, counted = time.monotonic(), RunCounts()
    log_start(setup, loaded, windows=0)
    with large_result(into.folder) as staged:
        with cost_book(staged.here, setup.prices.cost) as costs:
            with staged.sink() as sink:
                sink.failed.write_all(loaded.failed)
                readings = by.read(setup, partial(_take, sink, counted, costs), progress)
                written = LargeResult(
                    articles=sink.articles.written,
                    records=sink.records.written,
                    rejected=sink.rejected.written,
                    failed=sink.failed.written,
                )
            whole = not setup.dry_run and not (setup.batch and setup.batch.unanswered)
            if whole:
                made, lost = _reconciled(staged.here, by)
                costs.write_events()
                written = replace(written, events=made.events, unsure=made.unsure)
                readings.notices = (*readings.notices, *made.notices, *lost)
        seconds = time.monotonic() - started
        report = report_of(setup, readings, counted, skipped=loaded.skipped, seconds=seconds)
        report = replace(report, costs=total_costs(counted.spent, counted.before, setup.prices))
        if whole:
            staged.complete(into.told(report), lost)
    log_large_end(report, written)
    return report, written


def _reconciled(result: Path, by: Engine) -> tuple[ShardsReconciled, list[str]]:
    """How much there is of what, and what was lost of processes on the way."""
    lost: list[str] = []
    with by.work(lost.append) as work:
        return reconcile_shards(result, settings=load_reconcile_settings(), work=work), lost


def here(articles: Sequence[Article], kinds: Collection[str]) -> Engine:
    """This process reads, and processes beside it reconcile."""

    def read(setup: Setup, take: Take, progress: Callable[[Progress], None]) -> Readings:
        return complete(stream(setup, articles, kinds=kinds, take=take, progress=progress))

    return Engine(read, processes)


def _take(sink: Sink, counted: RunCounts, costs: CostBook, batch: Batch) -> None:
    readings, found = batch
    counted.add(readings.answers)
    costs.add(readings.asked, readings.answers, found.records)
    for info in found.articles:
        sink.articles.write(StoredArticle(**info.model_dump(), text=found.texts[info.id]))
    sink.records.write_all(found.records)
    rejected, failed = sorted(found.rejected, key=_by_article), sorted(found.failed, key=_by_article)
    sink.rejected.write_all(rejected)
    sink.failed.write_all(failed)


def _by_article(one: Rejected | Failed) -> tuple[str, int]:
    """By article, so that the order does not hang on how many are read together; of each the files, then kinds."""
    return one.article_id, -1 if one.kind is None else kind_order(one.kind)
