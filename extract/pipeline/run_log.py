"""Logs where a run starts and how it ends."""

from __future__ import annotations

from extract.base import log
from extract.load import Loaded
from extract.pipeline.report import LargeResult, RunReport
from extract.pipeline.setup import Setup
from schemas import EventSet


def log_start(setup: Setup | None, loaded: Loaded, *, windows: int) -> None:
    """Log what is going to be read and by which model, if any is needed."""
    asked = (
        {
            "model": f"{setup.choice.provider_name}/{setup.choice.name}",
            "record_mode": setup.mode,
            "concurrency": setup.concurrency,
        }
        if setup
        else {}
    )
    log.info("run started", articles=len(loaded.articles), calls=windows, **asked)
    for failure in loaded.failed:
        log.warning("article not read", article=failure.article_id)
        log.debug("article not read because", article=failure.article_id, error=failure.error)


def log_end(report: RunReport, events: EventSet) -> None:
    """Log what came of it."""
    _finished(
        report,
        records=len(events.records),
        events=len(events.events),
        rejected=len(events.rejected),
        failed=len(events.failed),
    )


def _finished(report: RunReport, **counts: int) -> None:
    log.info(
        "run finished",
        **counts,
        calls=report.calls,
        replayed=report.replayed,
        reasks=report.reasks,
        retries=report.retries,
        prompt_tokens=report.prompt_tokens,
        completion_tokens=report.completion_tokens,
        seconds=report.seconds,
    )
    for notice in report.notices:
        log.info("notice", message=notice)


def log_large_end(report: RunReport, written: LargeResult) -> None:
    """Log what came of a large run."""
    _finished(report, records=written.records, events=written.events, rejected=written.rejected, failed=written.failed)
