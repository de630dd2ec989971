"""Asks the model about every window, a bounded number at a time, through the cassettes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from extract.cassette import Recording, RecordMode, find_miss, recording
from extract.client import ModelClient
from extract.errors import ConfigError, ProviderError
from extract.ground import ground
from extract.local_engine import serve
from extract.pipeline.call_log import logged
from extract.pipeline.cancellation import cancellable
from extract.pipeline.report import Progress
from extract.pipeline.setup import Setup
from extract.prompt import load_prompt
from extract.settings import NOT_RECORDED, api_key, api_key_variable
from extract.transport import RetryingTransport
from extract.types import Answer, Window

Outcome = TypeVar("Outcome")

REASKS = 1
"""How often an answer that fails the checks is asked for again."""


@dataclass(slots=True)
class Readings:
    """What came of asking: an answer for each window, and what the run counted on the way."""

    answers: list[Answer]
    replayed: int = 0
    retries: int = 0
    notices: tuple[str, ...] = ()


def read(setup: Setup, asked: Sequence[Window], progress: Callable[[Progress], None]) -> Readings:
    """An answer for each window, in their order.

    Raises:
        ConfigError: the model cannot be asked as the run is set up.
        CassetteError: a recording is missing or cannot be read.
    """
    return _complete(_read(setup, asked, progress)) if asked else Readings([])


def _complete(reading: Awaitable[Outcome]) -> Outcome:
    """Run to the end, in a thread of its own where this one already runs an event loop (a notebook)."""

    async def main() -> Outcome:
        with cancellable():
            return await reading

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(main())
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, main()).result()


async def _read(setup: Setup, asked: Sequence[Window], progress: Callable[[Progress], None]) -> Readings:
    transport = RetryingTransport()
    with ExitStack() as stack:
        base_url = _server(setup, stack)
        recorded = None
        if setup.mode != NOT_RECORDED:
            mode = cast("RecordMode", setup.mode)
            recorded = stack.enter_context(recording(setup.folder, setup.choice.folder, mode=mode))
        client = ModelClient(setup.choice.name, base_url=base_url, api_key=_key(setup), transport=transport)
        try:
            answers = await _ask_all(asked, partial(_ask, client, recorded), setup.concurrency, progress)
        finally:
            await client.close()
    return Readings(
        answers,
        replayed=recorded.replayed if recorded else 0,
        retries=transport.retries,
        notices=tuple(recorded.notices) if recorded else (),
    )


def _server(setup: Setup, stack: ExitStack) -> str | None:
    """Where the model is asked; starts the embedded engine where it is needed."""
    if setup.mode == "none":
        # Nothing is sent in a replay, but the SDK wants an address.
        return "http://replay.invalid/v1"
    if setup.choice.file is not None and setup.base_url is None:
        return stack.enter_context(serve(setup.choice.file))
    return setup.base_url


def _key(setup: Setup) -> str:
    key = api_key(setup.choice.provider_name)
    if key is None and setup.choice.provider.needs_key and setup.base_url is None and setup.mode != "none":
        variable = api_key_variable(setup.choice.provider_name)
        raise ConfigError(f"{setup.choice.provider_name} wants a key: export {variable}=...")
    return key or "none"


async def _ask_all(
    asked: Sequence[Window],
    ask: Callable[[Window], Awaitable[Answer]],
    concurrency: int,
    progress: Callable[[Progress], None],
) -> list[Answer]:
    """An answer for each window, in their order, at most ``concurrency`` calls in flight; the first error ends all."""
    waiting = iter(enumerate(asked))
    answers: dict[int, Answer] = {}

    async def work() -> None:
        for position, window in waiting:
            answers[position] = await logged(ask, window)
            progress(Progress(len(answers), len(asked), f"{window.kind}s in {window.article.id}"))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(concurrency, len(asked))):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [answers[position] for position in range(len(asked))]


async def _ask(client: ModelClient, recorded: Recording | None, window: Window) -> Answer:
    prompt = load_prompt(window.kind)
    first, last = window.numbers
    label = f"{prompt.version}, sentences {first}-{last}"
    filed = recorded.article(window.article.id, label=label, order=first) if recorded else nullcontext()
    try:
        with filed:
            return await client.ask(
                prompt.messages(window),
                kind=window.kind,
                check=partial(ground, window),
                most_records=min(60, 4 * len(window.targets)),
                max_tokens=min(8000, 400 + 200 * len(window.targets)),
                reasks=REASKS,
            )
    except (ProviderError, ConfigError) as error:
        if missing := find_miss(error):
            raise missing from None
        if isinstance(error, ConfigError):
            raise
        return error.partial or Answer(error=str(error))
