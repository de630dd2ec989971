"""Plain HTTP to a model's service: through the proxy and with the certificates that the environment names."""

from __future__ import annotations

import ssl
from collections import defaultdict
from functools import cached_property

import httpx2

from extract.base.settings import proxy_for

Route = tuple[str, str | None]
"""Scheme and proxy of a request."""


class Connection(httpx2.AsyncBaseTransport):
    """Sends each request directly or through the proxy for its host, with connections kept open in between.

    Certificates are checked against the system's, or those of SSL_CERT_FILE and SSL_CERT_DIR.
    """

    def __init__(self) -> None:
        """Make one without any connection yet."""
        # Pools of one connection: a larger one looks at each of its connections for every request and answer.
        self._idle: dict[Route, list[httpx2.AsyncHTTPTransport]] = defaultdict(list)
        self._every: list[httpx2.AsyncHTTPTransport] = []

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

    def _opened(self, route: Route) -> httpx2.AsyncHTTPTransport:
        scheme, proxy = route
        # Without TLS there is nothing to verify, and loading certificates takes longer than a replayed answer.
        secure = scheme == "https" or (proxy or "").startswith("https")
        line = httpx2.AsyncHTTPTransport(verify=self._certificates if secure else False, proxy=proxy, limits=_LIMITS)
        self._every.append(line)
        return line

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return httpx2.create_ssl_context()


# How many calls are in flight is for the pipeline to say.
_LIMITS = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
