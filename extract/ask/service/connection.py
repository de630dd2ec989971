"""Plain HTTP to a model's service: through the proxy and with the certificates that the environment names."""

from __future__ import annotations

import ssl
from collections import defaultdict
from collections.abc import AsyncIterable, AsyncIterator
from functools import cached_property
from typing import Any

import httpcore2
import httpx2

from extract.ask.service.unpacked import LARGEST_ANSWER
from extract.base.settings import proxy_for

Route = tuple[str, str | None]
"""Scheme and proxy of a request."""


class _Bounded(httpx2.AsyncByteStream):
    """An answer's bytes as they come off the wire; one that goes on beyond `LARGEST_ANSWER` breaks off."""

    def __init__(self, stream: AsyncIterable[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._stream:
            size += len(part)
            if size > LARGEST_ANSWER:
                raise httpcore2.RemoteProtocolError(f"an answer of more than {LARGEST_ANSWER:,} bytes")
            yield part

    async def aclose(self) -> None:
        if hasattr(self._stream, "aclose"):
            await self._stream.aclose()


class _Pool:
    """A pool of connections whose answers are bounded."""

    def __init__(self, pool: httpcore2.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpcore2.Request) -> httpcore2.Response:
        response: httpcore2.Response = await self._pool.handle_async_request(request)
        response.stream = _Bounded(response.stream)  # type: ignore[arg-type]  # of either kind
        return response

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Line(httpx2.AsyncHTTPTransport):
    """Plain HTTP that reads no answer without end.

    The bound is under the transport, at its pool: what stands between the two (vcrpy, where it
    records) reads an answer whole before anything above sees a byte of it.
    """

    def __init__(self, *, verify: ssl.SSLContext | bool, proxy: str | None) -> None:
        super().__init__(verify=verify, proxy=proxy, limits=_LIMITS)
        self._pool: Any = _Pool(self._pool)


class Connection(httpx2.AsyncBaseTransport):
    """Sends each request directly or through the proxy for its host, with connections kept open in between.

    Certificates are checked against the system's, or those of SSL_CERT_FILE and SSL_CERT_DIR.
    """

    def __init__(self) -> None:
        """Make one without any connection yet."""
        # Pools of one connection: a larger one looks at each of its connections for every request and answer.
        self._idle: dict[Route, list[_Line]] = defaultdict(list)
        self._every: list[_Line] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, its body already read."""
        route = request.url.scheme, proxy_for(str(request.url))
        line = self._idle[route].pop() if self._idle[route] else self._opened(route)
        try:
            response = await line.handle_async_request(request)
            assert isinstance(response.stream, httpx2.AsyncByteStream)
            try:
                body = b"".join([part async for part in response.stream])
            finally:
                await response.stream.aclose()
        finally:
            self._idle[route].append(line)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=httpx2.ByteStream(body),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        for line in self._every:
            await line.aclose()

    def _opened(self, route: Route) -> _Line:
        scheme, proxy = route
        # Without TLS there is nothing to verify, and loading certificates takes longer than a replayed answer.
        secure = scheme == "https" or (proxy or "").startswith("https")
        line = _Line(verify=self._certificates if secure else False, proxy=proxy)
        self._every.append(line)
        return line

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return httpx2.create_ssl_context()


# How many calls are in flight is for the pipeline to say.
_LIMITS = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
