"""Articles read by workers of a Ray cluster, each through its own line to the model, by Ray Data."""

from __future__ import annotations

import asyncio
import logging
import pickle
import socket
import threading
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Protocol

from extract.base.errors import ConfigError, ExtractError
from extract.base.settings import api_key, api_key_variable
from extract.base.types import Article, Progress
from extract.load import Loaded
from extract.pipeline.connect import Terms
from extract.pipeline.gathered import Gathered
from extract.pipeline.large import Reader
from extract.pipeline.on_ray.cluster import Cluster
from extract.pipeline.on_ray.shares import most_workers, share_of
from extract.pipeline.reading import Readings, Reads, read_within, together
from extract.pipeline.setup import Setup
from extract.pipeline.streaming import Take

ROUNDS = 4
"""Batches for each worker: who is done early takes the next one."""

LARGEST_BATCH = 256
"""Articles: some minutes of a worker, which is what is lost with it."""

THREADS_OF_RAY_DATA = ("StreamingExecutor", "iter_threaded", "ray-data-")
ENDED_WITHIN_S = 60.0
"""For the threads of Ray Data, which end when their last answer is in."""

Batch = tuple[Readings, Gathered]


class Gather(Protocol):
    """Reads articles and gathers what was found, asking by the given function."""

    def __call__(
        self,
        loaded: Loaded,
        setup: Setup,
        *,
        kinds: Collection[str],
        progress: Callable[[Progress], None],
        read: Reads,
    ) -> Batch:
        """The answers, and the records found in them."""


@dataclass(frozen=True, slots=True)
class Job:
    """The work on each batch of articles."""

    gather: Gather
    setup: Setup
    kinds: Collection[str]

    def share(self, workers: int) -> Job:
        """The job of one of so many workers, which may stand in another folder."""
        setup = share_of(self.setup, workers)
        return replace(self, setup=replace(setup, folder=setup.folder.absolute()), kinds=frozenset(self.kinds))


def gather_on(
    cluster: Cluster, articles: Sequence[Article], job: Job, *, progress: Callable[[Progress], None]
) -> Iterator[Batch]:
    """Answers and records from the workers of a cluster, a batch at a time, in the order of the articles.

    Raises:
        ConfigError: the model cannot be asked as the run is set up, or a worker has no key.
        CassetteError: a recording is missing or cannot be read.
    """
    workers = most_workers(job.setup, cluster.workers)
    size = max(1, min(LARGEST_BATCH, -(-len(articles) // (ROUNDS * workers))))
    starts = range(0, len(articles), size)
    workers = min(workers, len(starts))
    batches = (articles[start : start + size] for start in starts)
    keyed = job.setup.key is not None and job.setup.mode != "none"
    reader = cluster.ray.cloudpickle.dumps((job.share(workers), keyed))
    with closing(_outcomes(cluster, batches, reader, workers)) as outcomes:
        for start, content in zip(starts, outcomes, strict=True):
            outcome: Batch | ExtractError = pickle.loads(content)
            if isinstance(outcome, ExtractError):
                raise outcome
            done = min(len(articles), start + size)
            progress(Progress(done, len(articles), f"articles, by {workers} worker{'s' if workers > 1 else ''}"))
            yield outcome


def there(cluster: Cluster, articles: Sequence[Article], job: Job) -> Reader:
    """A reader of very many articles on a cluster, as `extract.pipeline.large` wants it."""

    def read(_: Setup, take: Take, progress: Callable[[Progress], None]) -> Readings:
        counted: list[Readings] = []
        for readings, found in gather_on(cluster, articles, job, progress=progress):
            take((readings, found))
            counted.append(replace(readings, asked=[], answers=[]))
        return together(counted)

    return read


def _outcomes(
    cluster: Cluster, batches: Iterable[Sequence[Article]], reader: bytes, workers: int
) -> Generator[bytes, None, None]:
    data = cluster.ray.data
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    # Into the cluster's store one by one, which puts on disk what does not fit: this process never holds all texts.
    blocks = [cluster.ray.put(_block(batch)) for batch in batches]
    found = data.from_arrow_refs(blocks).map_batches(
        BatchReader,
        batch_size=1,
        concurrency=workers,
        num_cpus=cluster.cpus_each(workers),
        fn_constructor_args=(reader,),
    )
    try:
        for row in found.iter_rows():
            yield row["outcome"]
    finally:
        _end_threads_of_ray_data()


def _end_threads_of_ray_data() -> None:
    """Return when nothing of Ray Data is at work here: a thread that still asks when Ray is shut down ends the process.

    That is what happens where an error or an interruption leaves outcomes unread, and a busy machine is slow.
    """
    ours = [thread for thread in threading.enumerate() if thread.name.startswith(THREADS_OF_RAY_DATA)]
    for thread in ours:
        if end := getattr(thread, "shutdown", None):  # that which hands out the batches
            end(force=True)
    for thread in ours:
        thread.join(ENDED_WITHIN_S)


def _block(batch: Sequence[Article]) -> object:
    import pyarrow as pa  # noqa: PLC0415 (comes with Ray Data)

    return pa.table({"articles": pa.array([pickle.dumps(list(batch))], pa.large_binary())})


class BatchReader:
    """Reads batches of articles in a process of its own; limits and pace hold over all of them together."""

    def __init__(self, job: bytes) -> None:
        """Begin with nothing asked; an event loop of its own runs in a thread."""
        self._job: Job
        self._job, self._keyed = pickle.loads(job)
        self._terms: Terms | None = None
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """The answers and records of each article, or the error that ends the run."""
        outcomes = []
        for content in batch["articles"]:
            loaded = Loaded(tuple(pickle.loads(content)), (), ())
            try:
                setup = _with_key(self._job.setup, keyed=self._keyed)
                outcome: Batch | ExtractError = self._job.gather(
                    loaded, setup, kinds=self._job.kinds, progress=_ignore, read=self._read
                )
            except ExtractError as error:
                outcome = error
            outcomes.append(pickle.dumps(outcome))
        return {"outcome": outcomes}

    def _read(self, setup: Setup, asked: Sequence[Any], progress: Callable[[Progress], None]) -> Readings:
        if not asked:
            return Readings([], [])
        self._terms = self._terms or Terms.of(setup)
        reading = read_within(setup, asked, progress, self._terms)
        return asyncio.run_coroutine_threadsafe(reading, self._loop).result()


def _with_key(setup: Setup, *, keyed: bool) -> Setup:
    key = api_key(setup.choice.provider_name)
    if keyed and key is None:
        variable = api_key_variable(setup.choice.provider_name)
        raise ConfigError(f"the worker on {socket.gethostname()} has no {variable}: export it there before `ray start`")
    return replace(setup, key=key)


def _ignore(_: Progress) -> None:
    """Nobody watches a worker."""
