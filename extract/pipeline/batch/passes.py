"""A run with batches: fetch what is answered, read everything, send what is missing, until nothing is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.ask.batch import Ledger
from extract.ask.batch.ledger import FOLDER, alone_in
from extract.base.errors import ConfigError
from extract.base.settings import Batching
from extract.base.types import Progress
from extract.pipeline.batch.job import Job, refuse_unless_possible
from extract.pipeline.reading import complete
from extract.pipeline.report import RunResult
from extract.pipeline.setup import Setup


def in_batches(
    set_up: Callable[[], Setup],
    run: Callable[[Setup], RunResult],
    batching: Batching,
    progress: Callable[[Progress], None],
) -> RunResult:
    """The result of a run whose questions go to the service as batches; ``waiting`` of its report where some are out.

    Args:
        set_up: the set-up of the run, as the recordings are now.
        run: reads everything with a set-up.
        batching: whether to wait.
        progress: called while waiting.

    Raises:
        ConfigError: the service takes no batches, refuses one, or does not know one that it was sent.
        LedgerInUseError: another run is at work on the same batches.
        ProviderError: the service cannot be reached.
        CassetteError: an answer cannot be recorded.
    """
    setup = set_up()
    refuse_unless_possible(setup)
    with alone_in(setup.folder / FOLDER) as ledger:
        _refuse_of_another_service(ledger, setup)
        job = Job(ledger, setup, batching)
        complete(job.go_on())
        while True:
            result = _pass(job, set_up, run)
            if not job.unanswered:
                job.close()
                return _with_notices(result, job)
            complete(job.send())
            if not batching.wait:
                waiting = replace(result, report=replace(result.report, waiting=job.waiting()))
                return _with_notices(waiting, job)
            complete(job.wait(progress))


def _pass(job: Job, set_up: Callable[[], Setup], run: Callable[[Setup], RunResult]) -> RunResult:
    try:
        with job.drawing_up():
            return run(replace(set_up(), batch=job))
    except ConfigError:
        job.forgive()
        raise


def _refuse_of_another_service(ledger: Ledger, setup: Setup) -> None:
    if any(not entry.fetched and entry.api != setup.manner.api for entry in ledger.entries):
        raise ConfigError(
            f"{ledger.folder} holds batches of another kind of service: fetch them with the --model they were sent to"
        )


def _with_notices(result: RunResult, job: Job) -> RunResult:
    return replace(result, report=replace(result.report, notices=(*result.report.notices, *job.notices)))
