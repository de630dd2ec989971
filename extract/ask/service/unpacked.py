"""Unpacks a service's reply up to a bound: a few packed bytes can stand for gigabytes."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2

LARGEST_ANSWER = 32_000_000
"""Bytes. The longest answer that a model can give is some hundred thousand tokens, a million bytes."""

OF_THE_WIRE = frozenset({b"content-length", b"content-encoding", b"transfer-encoding"})
"""Headers of the body as it came; they do not hold for the one that was unpacked."""

_PIECE = 16_384
"""Bytes unpacked at once, so that the bound is met before the memory is taken."""


def unpacked(body: bytes, encoding: str, *, largest: int = LARGEST_ANSWER) -> bytes:
    """The body without its content encoding; nothing where it is damaged or larger than allowed."""
    response = httpx2.Response(httpx2.codes.OK, headers={"content-encoding": encoding}, content=_pieces(body))
    parts: list[bytes] = []
    size = 0
    try:
        for part in response.iter_bytes():
            size += len(part)
            if size > largest:
                return b""
            parts.append(part)
    except httpx2.DecodingError:
        return b""
    return b"".join(parts)


def _pieces(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]
