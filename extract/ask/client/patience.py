"""Calls of an SDK about batches: tried again where that may help and cannot do a thing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx2
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from extract.ask.client.failure import first_line
from extract.ask.service.protocol import is_out_of_credit
from extract.ask.service.redaction import Redact
from extract.ask.service.retry_after import retry_after
from extract.ask.service.transport import LONGEST_WAIT_S, PASSING_STATUS
from extract.ask.service.unpacked import OF_THE_WIRE, unpacked
from extract.base.errors import ConfigError, ProviderError

LARGEST_FILE = 2_000_000_000
"""Bytes of a file of results: far more than the answers to a batch of ours can be."""

ATTEMPTS = 5
NEVER_TO_PASS = frozenset({400, 404, 405, 413, 422, 501})

Told = TypeVar("Told")

back_off = wait_exponential_jitter(multiplier=0.5, max=30, jitter=0.5)


async def patiently(call: Callable[[], Awaitable[Told]]) -> Told:
    """What a call comes to that may be made any number of times; the last error if it never succeeds."""
    retrying = AsyncRetrying(
        stop=stop_after_attempt(ATTEMPTS), wait=_wait, retry=retry_if_exception(may_pass), reraise=True, sleep=pause
    )

    async def called() -> Told:
        # Lists of an SDK are awaited, and are no coroutines.
        return await call()

    return await retrying(called)


async def pause(seconds: float) -> None:
    """Sleep."""
    await asyncio.sleep(seconds)


def may_pass(error: BaseException) -> bool:
    """True of a fault of the network or the service that the next attempt may not meet."""
    response = getattr(error, "response", None)
    if response is None:
        # SDKs have their own error for a connection that failed or broke.
        return isinstance(error.__cause__, httpx2.TransportError)
    out_of_credit = is_out_of_credit(response.status_code, response.content)
    return response.status_code in PASSING_STATUS and not out_of_credit


def batch_error(error: BaseException, what: str) -> ProviderError | ConfigError:
    """Our own error for one of an SDK's that ended an attempt to do ``what`` with a batch."""
    status = getattr(error, "status_code", None)
    cause = first_line(error.__cause__ if status is None and error.__cause__ else error)
    if may_pass(error):
        return ProviderError(f"cannot {what}: {cause}; run the same command again later, it goes on from here")
    return ConfigError(f"cannot {what}: {cause}")


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    response = getattr(error, "response", None)
    asked = retry_after(response.headers.get("retry-after", "")) if response is not None else None
    return back_off(state) if asked is None else min(asked, LONGEST_WAIT_S)


class FileTransport(httpx2.AsyncBaseTransport):
    """A transport for files as large as a batch's, whose bodies and headers hold no key."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, redact: Redact) -> None:
        """Wrap a transport that reads its responses to the end."""
        self._inner = inner
        self._redact = redact

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, its body read and unpacked."""
        response = await self._inner.handle_async_request(request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        body = b"".join([part async for part in response.stream])
        body = unpacked(body, response.headers.get("content-encoding", "identity"), largest=LARGEST_FILE)
        told = [(name, self._redact(value)) for name, value in response.headers.raw if name.lower() not in OF_THE_WIRE]
        return httpx2.Response(response.status_code, headers=told, content=self._redact(body))

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()
