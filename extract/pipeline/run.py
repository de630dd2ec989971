"""One run from paths to an event set."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path

from extract.ask.profile import Questions, Scale
from extract.base.disk import disk_faults_told
from extract.base.errors import ConfigError
from extract.base.settings import LARGE, Batching, Limits
from extract.base.types import Progress
from extract.judgements import JudgementLine, read_judgements
from extract.knowledge.user_tables.tables import NO_TABLES, Tables, read_tables, table_notices, table_reports
from extract.load import Loaded, load
from extract.pipeline.articles import cut_up, found_in
from extract.pipeline.batch.passes import in_batches
from extract.pipeline.bugs import Bugs
from extract.pipeline.changes import changes_between
from extract.pipeline.connect import Terms
from extract.pipeline.costs import costs_of
from extract.pipeline.counted import RunCounts, report_of
from extract.pipeline.event_set import event_set
from extract.pipeline.gathered import Gathered, still_to_read
from extract.pipeline.kinds_asked import kinds_asked
from extract.pipeline.large import Engine, Into, here, run_large
from extract.pipeline.preview import preview_of
from extract.pipeline.reading import Readings, Reads, read
from extract.pipeline.reading import together as as_one
from extract.pipeline.report import LargeResult, RunReport, RunResult
from extract.pipeline.run_log import log_end, log_start
from extract.pipeline.settling import Settling, outcome_notice, pairs_to_settle, settle_pairs
from extract.pipeline.setup import Setup, set_up
from extract.pipeline.way_of_asking import as_recorded, asked_otherwise
from extract.results.read import Results, read_results
from schemas import EventSet

NO_LIMITS = Limits()
HERE, RAY = "local", "ray"


@disk_faults_told()
def run_paths(
    paths: Sequence[str | PathLike[str]],
    *,
    model: str | None = None,
    base_url: str | None = None,
    cassettes: Path | None = None,
    record_mode: str | None = None,
    concurrency: int | None = None,
    window: int | None = None,
    profile: Scale | None = None,
    questions: Questions | None = None,
    timeout: float | None = None,
    limits: Limits = NO_LIMITS,
    dry_run: bool = False,
    kinds: Collection[str] | None = None,
    judgements: Path | None = None,
    add_to: Path | None = None,
    tables: Sequence[str | PathLike[str]] = (),
    columns: Mapping[str, str] | None = None,
    engine: str = HERE,
    workers: int | None = None,
    settle: int | None = None,
    into: Into | None = None,
    batch: Batching | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> RunResult:
    """The canonical event set of the articles at the paths, and how the run went.

    Args:
        paths: files, folders, patterns or ``-``, as `extract.load.load` takes them; their order does not matter.
            None are needed with ``add_to``.
        model: ``PROVIDER/NAME``; None for the one that the environment names, else for a replay of
            the project's default model.
        base_url: of an OpenAI-compatible server.
        cassettes: folder of recordings; None for ``cassettes`` here, else beside the first path.
        record_mode: vcrpy's words, or "off"; None for new_episodes with a model, else none.
        concurrency: calls in flight; None for the provider's default.
        window: sentences a call asks about; None for the model's default.
        profile: what is asked of the model, as of "small" or "large" ones (`extract.ask.profile`); None for its
            provider's default.
        questions: "one" for all kinds, or one for "each"; None for the profile's default.
        timeout: seconds for one attempt to get an answer; None for 600.
        limits: on calls, cost and pace; what was not asked because of them is in ``failed``.
        dry_run: ask nothing; ``planned`` of the report says what would be asked, the events are of what is recorded.
        kinds: of record to ask for; None for all, of which a replay asks for those that anything is recorded of.
        judgements: file of what people judged; None for what ``add_to`` was judged by, if anything.
        add_to: an earlier run's folder or ``events.json``; what it read is not read again.
        tables: files and folders of what the user knows; they come before the built-in tables and cost no call.
        columns: names of fields of tables and JSON files, by what they hold.
        engine: "local", this process; or "ray", which lets workers of a Ray cluster read.
        workers: of the cluster; None for one for each of its CPUs.
        settle: how many pairs that stay unsure the model is asked about at most, the likeliest first; None for none.
        into: where a run over more than `extract.base.settings.LARGE` articles writes its result, held by nobody;
            None to hold any number. With judgements, something to add to or pairs to settle, all is held.
        batch: whether and how what is not recorded is sent in batches, to be answered within a day for half the
            price; ``waiting`` of the report then says what is still out, and as long as it does there is no result.
        progress: called after each answer.

    Raises:
        ConfigError: there is no way to get answers as the run is set up, a line of the file is no judgement, or a
            table is none.
        InputError: a path does not exist or holds no article, or there is nothing to add to.
        CassetteError: a recording is missing or cannot be read.
        ProviderError: the service of batches cannot be reached.
    """
    started = time.monotonic()
    lines = read_judgements(judgements) if judgements else ()
    earlier = read_results(add_to) if add_to else None
    known = read_tables(tables)
    into = None if lines or earlier or settle else into
    loaded = (
        load(paths, spool=into.disk if into else None, columns=columns)
        if paths or earlier is None
        else Loaded((), (), ())
    )
    to_read = still_to_read(loaded, earlier) if earlier else loaded
    new_setup = partial(
        set_up,
        paths,
        model=model,
        base_url=base_url,
        cassettes=cassettes,
        record_mode=record_mode,
        limits=limits,
        dry_run=dry_run,
    )
    sized = partial(
        asked_otherwise,
        concurrency=concurrency,
        window=window,
        timeout=timeout,
        profile=profile,
        questions=questions,
        tables=known,
    )
    setup = sized(new_setup()) if to_read.articles or earlier is None or settle else None
    order = _Order(
        loaded,
        to_read,
        earlier,
        lines,
        known,
        judged=judgements is not None,
        kinds=kinds,
        questions=questions,
        engine=engine,
        workers=workers,
        settle=settle,
        into=into,
        progress=progress or _ignore,
        started=started,
    )
    if batch is None or setup is None or dry_run:
        result = _run(order, setup)
        return replace(result, preview=preview_of(to_read, setup.profile, kinds)) if dry_run and setup else result
    if engine == RAY:
        raise ConfigError("--batch is for --engine local: nothing is gained by many processes that wait")
    return in_batches(lambda: sized(new_setup()), partial(_run, order), batch, order.progress)


@dataclass(frozen=True, slots=True)
class _Order:
    """All that a run is made of but its set-up; see `run_paths`."""

    loaded: Loaded
    to_read: Loaded
    earlier: Results | None
    lines: Sequence[JudgementLine]
    known: Tables
    judged: bool
    kinds: Collection[str] | None
    questions: Questions | None
    engine: str
    workers: int | None
    settle: int | None
    into: Into | None
    progress: Callable[[Progress], None]
    started: float


def _run(order: _Order, setup: Setup | None) -> RunResult:
    """One pass over all articles; without a result as long as answers of batches are to come."""
    loaded, to_read, earlier, lines = order.loaded, order.to_read, order.earlier, order.lines
    known, settle, progress = order.known, order.settle, order.progress
    asked = kinds_asked(order.kinds, setup)
    setup = as_recorded(setup, asked.together, order.questions) if setup and asked.together else setup
    if order.into and setup and len(loaded.articles) > LARGE:
        report, large = _run_large(
            loaded, setup, order.into, engine=order.engine, workers=order.workers, kinds=asked.kinds, progress=progress
        )
        report = replace(report, notices=(*asked.notices, *table_notices(known), *report.notices))
        return RunResult(EventSet(), report, {}, large=large)
    terms = Terms.of(setup) if setup else None
    if order.engine == RAY and setup and to_read.articles and not setup.dry_run:
        readings, gathered = _gather_on_ray(to_read, setup, workers=order.workers, kinds=asked.kinds, progress=progress)
    else:
        within = partial(read, terms=terms)
        readings, gathered = _gather(to_read, setup, kinds=asked.kinds, progress=progress, read=within)
    if earlier:
        given = {*(one.id for one in to_read.articles), *(one.article_id for one in loaded.failed)}
        gathered = Gathered.of(earlier).without(given).and_also(gathered)
        lines = (
            lines
            if order.judged
            else tuple(JudgementLine(one.line, one.judgement) for one in earlier.events.judgements)
        )
    waits = _waits(setup)
    before = earlier.events.settled if earlier else ()
    made = event_set(Gathered(), (), known, ()) if waits else event_set(gathered, lines, known, before)
    settling = Settling()
    if settle and setup and terms and not waits:
        pairs = pairs_to_settle(made, gathered.texts, settle)
        settling = settle_pairs(setup, pairs, progress, terms=terms)
        made = event_set(gathered, lines, known, settling.and_earlier(before))
    events = made.events
    counted = RunCounts().add(readings.answers).add(settling.answers)
    together = readings.and_besides(settling.readings)
    report = report_of(setup, together, counted, skipped=loaded.skipped, seconds=time.monotonic() - order.started)
    if setup:
        costs = costs_of(readings.asked, readings.answers, events, setup.prices, besides=settling.answers)
        report = replace(report, costs=costs)
    if setup and settle:
        report = settling.reported(report, readings, setup.prices, most=settle)
    notices = (*asked.notices, *table_notices(known), *report.notices, *outcome_notice(events.settled))
    report = replace(report, notices=notices, tables=table_reports(known))
    if earlier and not _waits(setup):
        report = replace(report, added_to=earlier.file.as_posix(), changes=changes_between(earlier.events, events))
    log_end(report, events)
    return RunResult(events, report, gathered.texts, made.joined)


def _waits(setup: Setup | None) -> bool:
    """True if answers of batches are still to come."""
    return setup is not None and setup.batch is not None and setup.batch.unanswered > 0


def _run_large(
    loaded: Loaded,
    setup: Setup,
    into: Into,
    *,
    engine: str,
    workers: int | None,
    kinds: Collection[str],
    progress: Callable[[Progress], None],
) -> tuple[RunReport, LargeResult]:
    if engine != RAY or setup.dry_run:
        return run_large(loaded, setup, into, by=here(loaded.articles, kinds), progress=progress)
    from extract.pipeline.on_ray import Job, cluster, there, work_on  # noqa: PLC0415 (Ray is an extra, and takes seconds)

    with cluster(workers) as ray:
        read = there(ray, loaded.articles, Job(_gather, setup, kinds))
        return run_large(loaded, setup, into, by=Engine(read, lambda _: nullcontext(work_on(ray))), progress=progress)


def _gather_on_ray(
    loaded: Loaded, setup: Setup, *, workers: int | None, kinds: Collection[str], progress: Callable[[Progress], None]
) -> tuple[Readings, Gathered]:
    """As `_gather`, read by the workers of a Ray cluster."""
    from extract.pipeline.on_ray import Job, cluster, gather_on  # noqa: PLC0415 (Ray is an extra, and takes seconds)

    log_start(setup, loaded, windows=0)
    with cluster(workers) as ray:
        batches = list(gather_on(ray, loaded.articles, Job(_gather, setup, kinds), progress=progress))
    nothing_read = Gathered(failed=loaded.failed)
    return as_one(readings for readings, _ in batches), nothing_read.and_also(*(found for _, found in batches))


def _gather(
    loaded: Loaded,
    setup: Setup | None,
    *,
    kinds: Collection[str],
    progress: Callable[[Progress], None],
    read: Reads = read,
) -> tuple[Readings, Gathered]:
    """The records a model finds in articles; nothing is asked, and no set-up needed, where there are none."""
    bugs = Bugs()
    cut = cut_up(loaded.articles, setup.profile if setup else None, kinds, bugs)
    log_start(setup, loaded, windows=len(cut.windows))
    readings = read(setup, cut.windows, progress) if setup else Readings([], [])
    read_in = zip(readings.asked, readings.answers, strict=True)
    gathered = found_in(cut, read_in, bugs, setup.tables if setup else NO_TABLES)
    return readings, replace(gathered, failed=(*loaded.failed, *gathered.failed))


def _ignore(_: Progress) -> None:
    """No progress is shown."""
