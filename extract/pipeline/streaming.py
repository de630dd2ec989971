"""Reads articles without holding them: some are cut up, asked about and written out while others wait on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field

from extract.ask.limits import Plan
from extract.base.types import Article, Progress, Window
from extract.pipeline.articles import Cut, cut_up, found_in
from extract.pipeline.bugs import Bugs
from extract.pipeline.connect import OpenClient, Terms, connect
from extract.pipeline.gathered import Gathered
from extract.pipeline.reading import Answered, Ask, Readings, asking, long_ones_first
from extract.pipeline.setup import Setup

CHUNK = 128
"""Articles that are cut up and asked about together, kind by kind, so that services keep what their prompts share."""

MOST_OPEN = 16
"""Chunks under way at once: so far others run ahead of one that waits for a slow answer."""

Batch = tuple[Readings, Gathered]
Take = Callable[[Batch], None]
"""Takes in what was read and found in some articles; called in the order of the articles."""


@dataclass(slots=True)
class _Chunk:
    """Some articles on their way: how many windows are not answered yet, and the answers of the others."""

    number: int
    cut: Cut
    bugs: Bugs
    left: int
    read: dict[int, list[Answered]] = field(default_factory=dict)

    def in_order(self) -> list[Answered]:
        """The answers in the order of the windows."""
        return [one for position in sorted(self.read) for one in self.read[position]]


async def stream(
    setup: Setup,
    articles: Sequence[Article],
    *,
    kinds: Collection[str],
    take: Take,
    progress: Callable[[Progress], None],
) -> Readings:
    """Read all articles and hand on what was found in their order; what the run counted, without answers.

    Raises:
        ConfigError: the model cannot be asked as the run is set up.
        CassetteError: a recording is missing or cannot be read.
    """
    terms = Terms.of(setup)
    with ExitStack() as stack, ThreadPoolExecutor(max_workers=1) as beside:
        line = connect(setup, terms, stack)
        flow = _Flow(setup, line, articles, kinds, beside, take, progress)
        try:
            await flow.run(asking(line, terms))
        finally:
            await line.client.close()
    return Readings(
        [],
        [],
        replayed=line.replayed,
        retries=line.retrying.retries,
        dialect=line.client.negotiation.dialect.described,
        planned=tuple(line.gate.questions) if isinstance(line.gate, Plan) else (),
        notices=(*line.notices(), *terms.notices()),
    )


@dataclass(slots=True)
class _Flow:
    """Articles, windows, answers and records, each waiting for the next step only as long as there is room for it.

    What is heavy, cutting up and reading what was found, is done by one thread beside the event loop.
    """

    setup: Setup
    line: OpenClient
    articles: Sequence[Article]
    kinds: Collection[str]
    beside: ThreadPoolExecutor
    take: Take
    progress: Callable[[Progress], None]
    _windows: asyncio.Queue[tuple[_Chunk, int, Window] | None] = field(init=False)
    _answered: asyncio.Queue[_Chunk] = field(init=False)
    _room: asyncio.Semaphore = field(init=False)

    async def run(self, ask: Ask) -> None:
        """Read everything; the first error ends all."""
        self._windows = asyncio.Queue(2 * self.setup.concurrency)
        self._answered = asyncio.Queue()
        self._room = asyncio.Semaphore(MOST_OPEN)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._cut())
                group.create_task(self._hand_on())
                for _ in range(self.setup.concurrency):
                    group.create_task(self._ask(ask))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None

    def _chunks(self) -> Iterator[int]:
        return iter(range(-(-len(self.articles) // CHUNK)))

    async def _cut(self) -> None:
        loop = asyncio.get_running_loop()
        for number in self._chunks():
            await self._room.acquire()
            chunk = await loop.run_in_executor(self.beside, self._cut_up, number)
            if not chunk.left:
                self._answered.put_nowait(chunk)
            for position, window in long_ones_first(chunk.cut.windows):
                await self._windows.put((chunk, position, window))
        for _ in range(self.setup.concurrency):
            await self._windows.put(None)

    def _cut_up(self, number: int) -> _Chunk:
        bugs = Bugs()
        some = self.articles[CHUNK * number : CHUNK * (number + 1)]
        cut = cut_up(some, self.setup.profile, self.kinds, bugs)
        return _Chunk(number, cut, bugs, len(cut.windows))

    async def _ask(self, ask: Ask) -> None:
        while (waiting := await self._windows.get()) is not None:
            chunk, position, window = waiting
            chunk.read[position] = await ask(window)
            chunk.left -= 1
            if not chunk.left:
                self._answered.put_nowait(chunk)

    async def _hand_on(self) -> None:
        loop = asyncio.get_running_loop()
        early: dict[int, Batch] = {}
        for number in self._chunks():
            while number not in early:
                chunk = await self._answered.get()
                early[chunk.number] = await loop.run_in_executor(self.beside, self._found, chunk)
            batch = early.pop(number)
            await loop.run_in_executor(self.beside, self.take, batch)
            self._room.release()
            done = min(len(self.articles), CHUNK * (number + 1))
            self.progress(Progress(done, len(self.articles), "articles"))

    def _found(self, chunk: _Chunk) -> Batch:
        read = chunk.in_order()
        found = found_in(chunk.cut, read, chunk.bugs, self.setup.tables)
        if self.line.recorded:
            self.line.recorded.finish(article.id for article in chunk.cut.articles)
        return Readings([window for window, _ in read], [answer for _, answer in read]), found
