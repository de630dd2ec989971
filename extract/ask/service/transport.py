"""Sends a request again when that may help: the only place where a failed exchange is retried.

Answers that do not fit are another matter, and another owner's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import httpx2
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    retry_if_result,
    wait_exponential_jitter,
)
from tenacity.stop import stop_base

from extract.ask.service.protocol import answer_in, is_out_of_credit, is_success, refusal_in
from extract.ask.service.retry_after import retry_after
from extract.ask.service.unpacked import OF_THE_WIRE, unpacked
from extract.base import log

TIMEOUT_S = 600.0
"""For one exchange: a model on an ordinary computer takes minutes over a long article."""

MOST_TIME_OUTS = 2
"""So often a call may run out of time; each costs minutes, and what was too slow twice will be too slow again."""

LONGEST_WAIT_S = 120.0
"""However long a server asks to wait, no single wait is longer."""

# 409 is a lock that was not free, as the SDKs of OpenAI and Anthropic take it; 529 is Anthropic's "overloaded".
PASSING_STATUS = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_BUSY_STATUS = frozenset({429, 529})
PASSING_ERRORS = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)
_BACK_OFF = wait_exponential_jitter(max=30, jitter=1)
"""Doubles from a second to half a minute, with a second of chance so that calls do not come back together."""

_CONNECT_TIMEOUT_S = 20
"""A server in reach opens a connection within a second; the rest is for slow networks."""

_LONGEST_QUOTED = 100
"""Code points of a page in place of an answer: enough to know a proxy's or a log-in page."""


class TimedTransport(httpx2.AsyncBaseTransport):
    """A transport that gives each exchange so much time in all, however slowly its bytes come.

    An HTTP library's own time-outs start anew with every byte.
    """

    def __init__(self, timeout_s: float = TIMEOUT_S, inner: httpx2.AsyncBaseTransport | None = None) -> None:
        """Wrap a transport, plain HTTP by default; a client's own time-outs no longer count."""
        self._timeout_s = timeout_s
        self._inner = inner if inner is not None else httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, its body already read.

        Raises:
            httpx2.ReadTimeout: it was not all there in time.
        """
        request.extensions = {**request.extensions, "timeout": {"connect": min(_CONNECT_TIMEOUT_S, self._timeout_s)}}
        try:
            async with asyncio.timeout(self._timeout_s):
                return await _read(await self._inner.handle_async_request(request))
        except TimeoutError:
            raise httpx2.ReadTimeout(f"no whole answer within {self._timeout_s:g} seconds", request=request) from None

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()


class RetryingTransport(httpx2.AsyncBaseTransport):
    """A transport that answers like the one it wraps, but gives up on passing faults only after several attempts.

    Rate limits, overload, server errors, time-outs, broken connections (also in the middle of an
    answer) and successes with no answer in them are tried again: after the time the server names in
    Retry-After, otherwise after an exponentially growing, randomised one.  A server that is busy is
    given twice as many attempts; one that has let the time run out twice is not asked again.  In the
    end the last response is returned (without an answer: as a bad gateway), or the last error raised.
    ``retries`` counts the further attempts.
    """

    def __init__(
        self,
        inner: httpx2.AsyncBaseTransport | None = None,
        *,
        attempts: int = 6,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Wrap a transport, by default one with the default time-out; ``attempts`` in all, ``sleep`` takes seconds."""
        self.retries = 0
        self._inner = inner if inner is not None else TimedTransport()
        self._attempts = attempts
        self._sleep = sleep

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, its body already read."""
        # One object per request: concurrent calls overwrite each other's state in a shared one.
        retrying = AsyncRetrying(
            sleep=self._sleep,
            stop=_TriedEnough(self._attempts) | _TimedOutEnough(),
            wait=_wait,
            retry=retry_if_exception_type(PASSING_ERRORS) | retry_if_result(_may_pass),
            before_sleep=self._count,
            retry_error_callback=_last_outcome,
        )
        return await retrying(self._exchange, request)

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()

    def _count(self, state: RetryCallState) -> None:
        self.retries += 1
        wait_s = round(state.upcoming_sleep, 1)
        log.info("request sent again", attempt=state.attempt_number + 1, after=_fault(state), wait_s=wait_s)

    async def _exchange(self, request: httpx2.Request) -> httpx2.Response:
        return await _read(await self._inner.handle_async_request(request))


class _TriedEnough(stop_base):
    """Says when a call has been made often enough."""

    def __init__(self, attempts: int) -> None:
        self._attempts = attempts

    def __call__(self, state: RetryCallState) -> bool:
        response = _response(state)
        busy = response is not None and response.status_code in _BUSY_STATUS
        return state.attempt_number >= self._attempts * (2 if busy else 1)


class _TimedOutEnough(stop_base):
    """Says when a call has run out of time too often."""

    def __init__(self) -> None:
        self._times = 0

    def __call__(self, state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        self._times += isinstance(error, httpx2.ReadTimeout)
        return self._times >= MOST_TIME_OUTS


async def _read(response: httpx2.Response) -> httpx2.Response:
    """The response with its body, so that an answer that breaks off breaks here."""
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    try:
        body = b"".join([part async for part in response.stream])
    finally:
        await response.stream.aclose()
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in OF_THE_WIRE]
    content = unpacked(body, response.headers.get("content-encoding", "identity"))
    return httpx2.Response(response.status_code, headers=headers, content=content, extensions=response.extensions)


def _response(state: RetryCallState) -> httpx2.Response | None:
    return None if state.outcome is None or state.outcome.failed else state.outcome.result()


def _fault(state: RetryCallState) -> str:
    """The fault of the last attempt: a status or a kind of error, never its text."""
    assert state.outcome is not None
    error = state.outcome.exception()
    return type(error).__name__ if error else f"status {state.outcome.result().status_code}"


def _last_outcome(state: RetryCallState) -> httpx2.Response:
    assert state.outcome is not None
    response: httpx2.Response = state.outcome.result()
    if not is_success(response.status_code):
        return response
    # A success without an answer: whoever reads it must not take a gateway's page for what the model said.
    beginning = " ".join(response.content.decode("utf-8", "replace").split())[:_LONGEST_QUOTED]
    error = {"message": f"the server sent no answer but {beginning or 'nothing'!r}", "type": "bad_gateway"}
    return httpx2.Response(httpx2.codes.BAD_GATEWAY, json={"error": error})


def _may_pass(response: httpx2.Response) -> bool:
    if is_success(response.status_code):
        return answer_in(response.content) is None
    if response.status_code not in PASSING_STATUS:
        return False
    content = response.content
    return not is_out_of_credit(response.status_code, content) and refusal_in(response.status_code, content) is None


def _wait(state: RetryCallState) -> float:
    response = _response(state)
    asked = retry_after(response.headers.get("retry-after", "")) if response is not None else None
    return _BACK_OFF(state) if asked is None else min(asked, LONGEST_WAIT_S)
