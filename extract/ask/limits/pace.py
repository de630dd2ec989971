"""How fast a service is asked: within limits a minute, and slower for all calls where it says that it is too fast."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from copy import copy
from typing import Self

import httpx2

from extract.ask.limits.question import Question
from extract.ask.service.retry_after import retry_after
from extract.base.settings import Limits
from extract.base.types import Usage

MINUTE_S = 60.0
LONGEST_HOLD_S = 120.0
"""However long a service asks to wait, all calls together never wait longer."""

FIRST_SPACING_S, LONGEST_SPACING_S = 0.1, 10.0
"""Between two requests after the first refusal, and at most; each further refusal doubles it."""

RECOVERY = 0.8
"""What an answer leaves of the spacing: ten answers take away nine tenths of it."""

_TOO_FAST = frozenset({429, 529})
_BUSY = 503
_OK = 200


class Pace:
    """When the next request may be sent, for all calls of a run together.

    Limits hold for every span of a minute: a leaky bucket would let twice as much through in the
    first one.  A refusal for haste holds all calls back, as long as the service asks, and spaces
    them out afterwards; answers bring the pace back.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Begin at full pace."""
        self.spacing_s = 0.0
        self._requests = limits.requests_per_minute
        self._tokens = limits.tokens_per_minute
        self._clock = clock
        self._sleep = sleep
        self._sent: deque[float] = deque()
        self._used: deque[tuple[float, int]] = deque()
        self._not_before = 0.0
        self._slowed_at = -1.0
        # Held while waiting, so that requests go in the order they came.
        self._turn = asyncio.Lock()

    def in_another_loop(self) -> Self:
        """The same pace, with what was sent so far, for what is sent on another event loop."""
        other = copy(self)
        other._turn = asyncio.Lock()
        return other

    async def wait(self, question: Question) -> float:
        """Wait until a request may be sent; when that is."""
        async with self._turn:
            while (wait := self._ready_at(question) - self._clock()) > 0:
                await self._sleep(wait)
            now = self._clock()
            if self._requests is not None:
                self._sent.append(now)
            if self._tokens is not None:
                self._used.append((now, question.prompt_tokens))
            self._not_before = now + self.spacing_s
            return now

    def slow_down(self, asked_at: float, hold_s: float | None) -> None:
        """Hold all calls back for some seconds, or as the spacing says; requests under way together count as one."""
        now = self._clock()
        if asked_at >= self._slowed_at:
            self._slowed_at = now
            self.spacing_s = min(LONGEST_SPACING_S, max(FIRST_SPACING_S, 2 * self.spacing_s))
        hold = self.spacing_s if hold_s is None else min(hold_s, LONGEST_HOLD_S)
        self._not_before = max(self._not_before, now + hold)

    def recover(self) -> None:
        """Ask a little faster again."""
        self.spacing_s *= RECOVERY
        if self.spacing_s < FIRST_SPACING_S / 10:
            self.spacing_s = 0.0

    def correct(self, question: Question, usage: Usage) -> None:
        """Count the tokens that a question has really taken instead of those it was taken for."""
        taken = usage.prompt_tokens + usage.completion_tokens
        if self._tokens is not None and taken:
            self._used.append((self._clock(), taken - question.prompt_tokens))

    def _ready_at(self, question: Question) -> float:
        ago = self._clock() - MINUTE_S
        while self._sent and self._sent[0] <= ago:
            self._sent.popleft()
        while self._used and self._used[0][0] <= ago:
            self._used.popleft()
        ready = self._not_before
        if self._requests is not None and len(self._sent) >= self._requests:
            ready = max(ready, self._sent[-self._requests] + MINUTE_S)
        return max(ready, self._tokens_at(question.prompt_tokens))

    def _tokens_at(self, wanted: int) -> float:
        """When the tokens of the last minute leave room; a question larger than a minute's waits for an empty one."""
        if self._tokens is None:
            return 0.0
        used = sum(tokens for _, tokens in self._used)
        ready = 0.0
        for at, tokens in self._used:
            if used + wanted <= self._tokens:
                break
            used -= tokens
            ready = at + MINUTE_S
        return ready


class PacedTransport(httpx2.AsyncBaseTransport):
    """A transport that sends at a pace shared by all calls; what is recorded is not sent and does not wait."""

    def __init__(
        self, inner: httpx2.AsyncBaseTransport, pace: Pace, *, is_recorded: Callable[[httpx2.Request], bool]
    ) -> None:
        """Wrap a transport; each attempt of a retried request is to come through here."""
        self._inner = inner
        self._pace = pace
        self._is_recorded = is_recorded

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, which may be a refusal; that is for others to retry."""
        if self._is_recorded(request):
            return await self._inner.handle_async_request(request)
        asked_at = await self._pace.wait(Question.of(request.content))
        response = await self._inner.handle_async_request(request)
        hold = retry_after(response.headers.get("retry-after", ""))
        if response.status_code in _TOO_FAST or (response.status_code == _BUSY and hold is not None):
            self._pace.slow_down(asked_at, hold)
        elif response.status_code == _OK:
            self._pace.recover()
        return response

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()
