"""Asks the model about every window, a bounded number at a time, through the cassettes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from extract.ask.limits import Plan, Question
from extract.ask.prompt import Prompt, load_question
from extract.base.errors import CassetteMiss, NotTogetherError, TooLongError
from extract.base.types import Answer, Grounded, Progress, Window
from extract.ground.ground import ground
from extract.load.ids import names_of
from extract.pipeline.asking import REASKS, Filed, ask_each, put
from extract.pipeline.call_log import logged
from extract.pipeline.cancellation import cancellable
from extract.pipeline.circuit_breaker import CircuitBreaker
from extract.pipeline.connect import OpenClient, Terms, connect
from extract.pipeline.follow_up import following_up
from extract.pipeline.one_question import recorded_apart, smaller
from extract.pipeline.setup import Setup

Outcome = TypeVar("Outcome")
Answered = tuple[Window, Answer]
Ask = Callable[[Window], Awaitable[list[Answered]]]
"""Asks about a window: its answer, or those of its parts."""

_NUMBER = re.compile(r"[\d.,]+")

A_PAGE = 2_000
"""Characters."""

MOST_RECORDS = 60
"""In a list of an answer: a model that repeats itself comes to an end."""


@dataclass(slots=True)
class Readings:
    """An answer for each window, and what the run counted on the way.

    ``asked`` are the windows as they were asked in the end: where one was too long, its parts, where it was not
    answered for several kinds, one for each.
    """

    asked: list[Window]
    answers: list[Answer]
    replayed: int = 0
    retries: int = 0
    dialect: str = ""
    planned: tuple[Question, ...] = ()
    notices: tuple[str, ...] = ()

    def and_besides(self, other: Readings) -> Readings:
        """What both counted, with the answers of this one alone."""
        return replace(
            self,
            replayed=self.replayed + other.replayed,
            retries=self.retries + other.retries,
            planned=(*self.planned, *other.planned),
            notices=tuple(dict.fromkeys((*self.notices, *other.notices))),
        )


Reads = Callable[[Setup, Sequence[Window], Callable[[Progress], None]], Readings]
"""Reads windows, as `read` does."""


def together(readings: Iterable[Readings]) -> Readings:
    """Readings of several places as one; a notice that several have is given once."""
    every = list(readings)
    return Readings(
        [window for one in every for window in one.asked],
        [answer for one in every for answer in one.answers],
        replayed=sum(one.replayed for one in every),
        retries=sum(one.retries for one in every),
        dialect="; ".join(dict.fromkeys(one.dialect for one in every if one.dialect)),
        notices=_unlike(notice for one in every for notice in one.notices),
    )


def _unlike(notices: Iterable[str]) -> tuple[str, ...]:
    """Notices of which no two differ in numbers alone: the first of each such, and how many there were."""
    alike: dict[str, list[str]] = {}
    for notice in notices:
        alike.setdefault(_NUMBER.sub("", notice), []).append(notice)
    return tuple(f"{same[0]} (and {len(same) - 1} more like it)" if same[1:] else same[0] for same in alike.values())


def read(
    setup: Setup, asked: Sequence[Window], progress: Callable[[Progress], None], *, terms: Terms | None = None
) -> Readings:
    """An answer for each window, in their order; for one that does not fit, answers for its parts.

    Within ``terms``, where something else is asked within them too.

    Raises:
        ConfigError: the model cannot be asked as the run is set up.
        CassetteError: a recording is missing or cannot be read.
    """
    return complete(read_within(setup, asked, progress, terms or Terms.of(setup))) if asked else Readings([], [])


def complete(reading: Awaitable[Outcome]) -> Outcome:
    """Run to the end, in a thread of its own where this one already runs an event loop (a notebook)."""

    outcome: list[Outcome] = []

    async def main() -> None:
        # Kept out of the task: asyncio writes out what a task returns, all articles, when it puts signals back.
        with cancellable():
            outcome.append(await reading)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(main())
    else:
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(asyncio.run, main()).result()
    return outcome[0]


async def read_within(
    setup: Setup, asked: Sequence[Window], progress: Callable[[Progress], None], terms: Terms
) -> Readings:
    """An answer for each window, as `read` gives, within terms that others have asked within before."""
    with ExitStack() as stack:
        line = connect(setup, terms, stack)
        try:
            read = await _ask_all(asked, asking(line, terms), setup.concurrency, progress)
        finally:
            await line.client.close()
    return Readings(
        [window for window, _ in read],
        [answer for _, answer in read],
        replayed=line.replayed,
        retries=line.retrying.retries,
        dialect=line.client.negotiation.dialect.described,
        planned=tuple(line.gate.questions) if isinstance(line.gate, Plan) else (),
        notices=(*line.notices(), *terms.notices()),
    )


def asking(line: OpenClient, terms: Terms) -> Ask:
    """A function that asks over a line, within terms."""
    return partial(_ask_in_parts, partial(terms.together.ask, partial(logged, partial(_ask, line, terms.service))))


def long_ones_first(asked: Sequence[Window]) -> Iterator[tuple[int, Window]]:
    """Windows with their positions, kind by kind as they are, of each kind those of long articles first.

    A long article that comes last holds up the end.  What differs by less than a page in length stays in order.
    """
    for _, same in groupby(enumerate(asked), key=lambda one: one[1].kinds):
        yield from sorted(same, key=lambda one: -(len(one[1].article.text) // A_PAGE))


async def _ask_all(
    asked: Sequence[Window],
    ask: Ask,
    concurrency: int,
    progress: Callable[[Progress], None],
) -> list[Answered]:
    """The answers in the order asked, at most ``concurrency`` calls in flight; the first error ends all."""

    def told(done: int, window: Window) -> None:
        progress(Progress(done, len(asked), _told(window)))

    at_once = min(concurrency, len(asked))
    answers = await ask_each(long_ones_first(asked), ask, concurrency=at_once, told=told)
    return [read for position in range(len(asked)) for read in answers[position]]


def _told(window: Window) -> str:
    return window.article.id if window.also else f"{window.kind}s in {window.article.id}"


async def _ask_in_parts(ask: Callable[[Window], Awaitable[Answer]], window: Window) -> list[Answered]:
    """The window with its answer; if it does not fit the model, its parts with theirs."""
    try:
        return [(window, await ask(window))]
    except (TooLongError, NotTogetherError) as error:
        answer = error.partial or Answer(error=str(error))
        parts = smaller(window, error)
        if not parts:
            return [(window, answer)]
        with following_up():
            (first, of_first), *others = [read for part in parts for read in await _ask_in_parts(ask, part)]
        return [(first, of_first.with_cost_of(answer)), *others]


async def _ask(line: OpenClient, service: CircuitBreaker, window: Window) -> Answer:
    prompt = load_question(window.kinds, line.profile.name, window.article.language)
    first, last = window.numbers
    label = f"{prompt.version}, sentences {first}-{last}"
    filed = Filed(window.article.id, label, order=first, names=names_of(window.article.path))
    question = partial(_question, line, window, prompt)
    try:
        return await put(line, service, filed, question, where=f"{window.article.path}, {label}")
    except CassetteMiss as miss:
        raise recorded_apart(line.recorded, window, miss) or miss from None


async def _question(line: OpenClient, window: Window, prompt: Prompt) -> Answer:
    readings, several, sentences = line.profile.readings, bool(window.also), len(window.targets)
    return await line.client.ask(
        prompt.messages(window, told=readings),
        kinds=window.kinds,
        check=partial(_grounded, window, line.profile.doubted),
        readings=readings,
        described=prompt.untold,
        # Of several kinds always the same: servers keep what the requests of a run begin with, the schema first.
        most_records=MOST_RECORDS if several else min(MOST_RECORDS, 4 * sentences),
        max_tokens=min(16_000, 400 + 400 * sentences) if several else min(8000, 400 + 200 * sentences),
        reasks=REASKS,
    )


def _grounded(window: Window, doubted: bool, kind: str, draft: Mapping[str, Any]) -> Grounded:
    return ground(window.of(kind), draft, doubted=doubted)
