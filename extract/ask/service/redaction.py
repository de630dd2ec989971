"""Keeps a key from being told again: some services and gateways repeat it in what they send back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import httpx2

from extract.ask.service.protocol import answer_in, is_success
from extract.ask.service.storable import nested_too_deep, storable
from extract.ask.service.unpacked import OF_THE_WIRE

Redact = Callable[[bytes], bytes]

_IN_ITS_PLACE = b"[key]"
_SHORTEST_KEY = 8
"""Bytes: what is shorter is a placeholder such as "none", which stands in ordinary text as well."""

_MOST_BACKSLASHES = 8
"""JSON inside JSON doubles them: three times over is eight."""


def redactor(key: str | None) -> Callable[[bytes], bytes]:
    """A function that makes a body fit to be kept: without the key, however JSON writes it, and `storable`.

    A key that is too short to be one is left, it would be found in any text.
    """
    secret = key or ""
    if len(secret.encode()) < _SHORTEST_KEY:
        return storable
    pattern = re.compile(b"".join(map(_as_json_may_write_it, secret)))
    return lambda body: pattern.sub(_IN_ITS_PLACE, storable(body))


def _as_json_may_write_it(character: str) -> bytes:
    """Matches a character as it is, behind backslashes, or as \\uXXXX; backslashes double with every level of JSON."""
    plain = re.escape(character.encode())
    if ord(character) > 0xFFFF:  # noqa: PLR2004 - beyond what one \\u can say
        return plain
    return rb"(?:\\{0,%d}(?:%b|u(?i:%04x)))" % (_MOST_BACKSLASHES, plain, ord(character))


class ReadableTransport(httpx2.AsyncBaseTransport):
    """A transport whose answers have the one shape that is read, and whose bodies and headers hold no key."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, redact: Callable[[bytes], bytes]) -> None:
        """Wrap a transport that reads its responses to the end; ``redact`` is from `redactor`."""
        self._inner = inner
        self._redact = redact

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, made readable."""
        response = await self._inner.handle_async_request(request)
        body = _readable(response.status_code, self._redact(await response.aread()))
        # Length and encoding of the body as it came over the wire do not hold for the one that was read.
        told = [(name, self._redact(value)) for name, value in response.headers.raw if name.lower() not in OF_THE_WIRE]
        status = httpx2.codes.OK if is_success(response.status_code) else response.status_code
        return httpx2.Response(status, headers=told, content=body, extensions=response.extensions)

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()


def _readable(status: int, body: bytes) -> bytes:
    if is_success(status) and (answer := answer_in(body)):
        return json.dumps(answer).encode()
    return b"" if nested_too_deep(body) else body
