"""A model's service on loopback, in a process of its own: answers come after a delay, as many at once as are asked.

python -m benchmarks.overhead.server 1
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, repeat
from statistics import fmean

from .model import answer

HEAVY_TAIL = "tail"
"""Log-normal about a median of 0.7 seconds, and one answer in fifty ten seconds later."""

_TAIL_EVERY, _TAIL_S, _MEDIAN_S, _SPREAD = 50, 10.0, -0.36, 0.5
_HEAD_END = b"\r\n\r\n"

Delays = Iterator[float]


def delays(name: str) -> Delays:
    """Seconds of one answer after the other: always the same, or a heavy-tailed mix; the same for every reader."""
    if name != HEAVY_TAIL:
        yield from repeat(float(name))
    chance = random.Random(name)
    while True:
        late = _TAIL_S if chance.randrange(_TAIL_EVERY) == 0 else 0.0
        yield chance.lognormvariate(_MEDIAN_S, _SPREAD) + late


def mean_delay(name: str, answers: int) -> float:
    """Seconds that so many answers take on average."""
    return fmean(islice(delays(name), answers))


class _Connection(asyncio.Protocol):
    """Reads one request after the other and answers each when its time has come."""

    def __init__(self, delays: Delays) -> None:
        self._delays = delays
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head_end = self._received.find(_HEAD_END)
        if head_end < 0:
            return
        start = head_end + len(_HEAD_END)
        if len(self._received) < start + _length(bytes(self._received[:head_end])):
            return
        body = bytes(self._received[start:])
        self._received.clear()
        loop = asyncio.get_running_loop()
        if seconds := next(self._delays):
            loop.call_later(seconds, self._answer, body)
        else:
            self._answer(body)

    def _answer(self, body: bytes) -> None:
        assert self._transport is not None
        content = answer(body)
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n"
        self._transport.write(head.encode() + content)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


@contextmanager
def serving(delay: str) -> Iterator[str]:
    """Its base URL, until the block ends."""
    command = [sys.executable, "-m", __name__, delay]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


async def _serve(delays: Delays) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(delays), "127.0.0.1", 0, backlog=1_024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(delays(sys.argv[1])))
