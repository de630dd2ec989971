"""Keeps a key from being told again: some services and gateways repeat it in what they send back."""

from __future__ import annotations

from collections.abc import Callable

import httpx2

_IN_ITS_PLACE = b"[key]"
_SHORTEST_KEY = 8


def redactor(key: str | None) -> Callable[[bytes], bytes]:
    """What takes a key out of bytes; what is too short to be a key is left, it would be found in any text."""
    secret = (key or "").encode()
    if len(secret) < _SHORTEST_KEY:
        return bytes
    return lambda body: body.replace(secret, _IN_ITS_PLACE)


class RedactingTransport(httpx2.AsyncBaseTransport):
    """A transport whose responses do not hold what ``redact`` takes out, neither in body nor in headers."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, redact: Callable[[bytes], bytes]) -> None:
        """Wrap a transport that reads its responses to the end."""
        self._inner = inner
        self._redact = redact

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response without the key."""
        response = await self._inner.handle_async_request(request)
        body = await response.aread()
        # Length and encoding of the body as it came over the wire do not hold for the one that was read.
        told = [(name, self._redact(value)) for name, value in response.headers.raw if name.lower() not in _OF_THE_WIRE]
        return httpx2.Response(
            response.status_code, headers=told, content=self._redact(body), extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()


_OF_THE_WIRE = frozenset({b"content-length", b"content-encoding", b"transfer-encoding"})
