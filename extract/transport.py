"""Sends a request again when that may help: the only place where a failed exchange is retried.

Answers that do not fit are another matter, and another owner's.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime

import httpx2
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    wait_exponential_jitter,
)

from extract import log

LONGEST_WAIT_S = 120.0
"""However long a server asks to wait, no single wait is longer."""

# 409 is a lock that was not free, as the SDKs of OpenAI and Anthropic take it; 529 is Anthropic's "overloaded".
_PASSING_STATUS = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_PASSING_ERRORS = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)
_BACK_OFF = wait_exponential_jitter(max=30, jitter=1)


class RetryingTransport(httpx2.AsyncBaseTransport):
    """A transport that answers like the one it wraps, but gives up on passing faults only after several attempts.

    Rate limits, overload, server errors, time-outs and broken connections (also in the middle of
    an answer) are tried again: after the time the server names in Retry-After, otherwise after an
    exponentially growing, randomised one.  In the end the last response is returned, or the last
    error raised, as if there had been one attempt.  ``retries`` counts the further attempts.
    """

    def __init__(
        self,
        inner: httpx2.AsyncBaseTransport | None = None,
        *,
        attempts: int = 6,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Wrap a transport, plain HTTP by default; ``attempts`` in all, ``sleep`` takes seconds."""
        self.retries = 0
        self._inner = inner if inner is not None else httpx2.AsyncHTTPTransport()
        self._attempts = attempts
        self._sleep = sleep

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, its body already read."""
        # One object per request: concurrent calls overwrite each other's state in a shared one.
        retrying = AsyncRetrying(
            sleep=self._sleep,
            stop=stop_after_attempt(self._attempts),
            wait=_wait,
            retry=retry_if_exception_type(_PASSING_ERRORS) | retry_if_result(_may_pass),
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
        response = await self._inner.handle_async_request(request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        try:
            body = b"".join([part async for part in response.stream])
        finally:
            await response.stream.aclose()
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=httpx2.ByteStream(body),
            extensions=response.extensions,
        )


def _fault(state: RetryCallState) -> str:
    """What was wrong with the last attempt: a status or a kind of error, never its text."""
    assert state.outcome is not None
    error = state.outcome.exception()
    return type(error).__name__ if error else f"status {state.outcome.result().status_code}"


def _last_outcome(state: RetryCallState) -> httpx2.Response:
    assert state.outcome is not None
    response: httpx2.Response = state.outcome.result()
    return response


def _may_pass(response: httpx2.Response) -> bool:
    return response.status_code in _PASSING_STATUS and not _quota_is_spent(response)


def _quota_is_spent(response: httpx2.Response) -> bool:
    """OpenAI sends 429 also to an account without credit; no wait mends that."""
    reading = httpx2.Response(response.status_code, headers=response.headers, stream=response.stream)
    with suppress(ValueError, TypeError, KeyError, httpx2.DecodingError):
        return bool(json.loads(reading.read())["error"]["code"] == "insufficient_quota")
    return False


def _wait(state: RetryCallState) -> float:
    response = None if state.outcome is None or state.outcome.failed else state.outcome.result()
    asked = _retry_after(response.headers.get("retry-after", "")) if response is not None else None
    return _BACK_OFF(state) if asked is None else min(asked, LONGEST_WAIT_S)


def _retry_after(value: str) -> float | None:
    """Seconds to wait; None if the header names none.

    Source: RFC 9110, section 10.2.3: a number of seconds or an HTTP date.
    """
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
