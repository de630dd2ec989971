"""Puts one question to the model: through its recording, unless the service is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import NamedTuple, TypeVar

from extract.base.errors import (
    CassetteError,
    ConfigError,
    NotAskedError,
    NotSentError,
    NotTogetherError,
    ProviderError,
    TooLongError,
)
from extract.base.types import Answer
from extract.cassette.playback import find_miss
from extract.pipeline.bugs import bug_line
from extract.pipeline.circuit_breaker import CircuitBreaker
from extract.pipeline.connect import OpenClient

Asked = TypeVar("Asked")
Told = TypeVar("Told")

REASKS = 1
"""How often an answer that fails the checks is asked for again."""


async def ask_each(
    waiting: Iterator[tuple[int, Asked]],
    ask: Callable[[Asked], Awaitable[Told]],
    *,
    concurrency: int,
    told: Callable[[int, Asked], None],
) -> dict[int, Told]:
    """What came of each, by position, at most ``concurrency`` at once; the first error ends all.

    ``told`` is called after each with how many are done.
    """
    answers: dict[int, Told] = {}

    async def work() -> None:
        for position, one in waiting:
            answers[position] = await ask(one)
            told(len(answers), one)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(concurrency):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return answers


class Filed(NamedTuple):
    """Where an answer is recorded: the file, the label and order in it, and other names that the file may have had."""

    name: str
    label: str
    order: int = 0
    names: tuple[str, ...] = ()


async def put(
    line: OpenClient, service: CircuitBreaker, filed: Filed, question: Callable[[], Awaitable[Answer]], *, where: str
) -> Answer:
    """The answer, or one that says why there is none; ``where`` says it of a bug.

    Raises:
        TooLongError: asked in parts it may not fail.
        NotTogetherError: asked for each kind by itself it may not fail.
        ConfigError: the run is not set up well.
        CassetteError: a recording is missing or cannot be read.
    """
    recorded = line.recorded
    try:
        if recorded is None:
            if service.given_up:
                return service.not_asked()
            answer = await question()
        else:
            recorded.sending = not service.given_up
            with recorded.article(filed.name, label=filed.label, order=filed.order, names=filed.names):
                answer = await question()
    except NotTogetherError:
        raise
    except (ProviderError, ConfigError) as error:
        return _without_answer(error, service)
    except CassetteError:
        raise
    except Exception as error:
        return Answer(error=bug_line(error, where=where))
    if recorded is None or recorded.recorded:
        service.answered()
    return answer


def _without_answer(error: ProviderError | ConfigError, service: CircuitBreaker) -> Answer:
    """The answer that is left of a call that failed.

    Raises:
        TooLongError: asked in parts it may not fail.
        ConfigError: the run is not set up well.
        CassetteError: it failed for want of a recording.
    """
    if isinstance(missing := find_miss(error), NotSentError):
        return service.not_asked()
    if missing:
        raise missing from None
    if isinstance(error, NotAskedError):
        return error.partial or Answer(error=str(error), attempts=0)
    service.failed(error)
    if isinstance(error, TooLongError):
        raise error
    partial = error.partial if isinstance(error, ProviderError) else None
    return partial or Answer(error=str(error))
