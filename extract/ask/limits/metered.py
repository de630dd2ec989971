"""A transport that asks before each question, and tells what its answer took."""

from __future__ import annotations

from collections.abc import Callable

import httpx2

from extract.ask.limits.budget import Gate
from extract.ask.limits.pace import Pace
from extract.ask.limits.question import Question
from extract.ask.service.protocol import answer_in, is_success
from extract.ask.service.usage import usage_in
from extract.base.types import Usage


class MeteredTransport(httpx2.AsyncBaseTransport):
    """A transport through which only those questions go that a gate lets pass; recorded ones always do."""

    def __init__(
        self, inner: httpx2.AsyncBaseTransport, gate: Gate, pace: Pace, *, is_recorded: Callable[[httpx2.Request], bool]
    ) -> None:
        """Wrap a transport that retries, reads its responses to the end and keeps the pace."""
        self._inner = inner
        self._gate = gate
        self._pace = pace
        self._is_recorded = is_recorded

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response.

        Raises:
            NotAskedError: the gate is closed.
        """
        if self._is_recorded(request):
            return await self._inner.handle_async_request(request)
        question = Question.of(request.content)
        await self._gate.reserve(question)
        usage = Usage()
        try:
            response = await self._inner.handle_async_request(request)
            usage = _usage(response.status_code, await response.aread())
        finally:
            await self._gate.settle(question, usage)
        self._pace.correct(question, usage)
        return response

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()


def _usage(status: int, content: bytes) -> Usage:
    answer = answer_in(content) if is_success(status) else None
    return usage_in(answer.get("usage")) if answer else Usage()
