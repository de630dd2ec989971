"""A server on loopback that answers each request as a test says."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Received:
    """A request as it came in; ``number`` counts from 1."""

    number: int
    path: str
    headers: Mapping[str, str]
    body: bytes
    method: str = "POST"


@dataclass(frozen=True)
class Reply:
    """What to send.

    A ``promised_bytes`` longer than the body makes a connection that breaks in mid-answer; ``resets``
    one that is reset before it; ``drips`` sends byte by byte; ``hangs`` nothing until the server stops;
    ``endless`` sends the body again and again.
    """

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    promised_bytes: int | None = None
    resets: bool = False
    drips: bool = False
    hangs: bool = False
    endless: bool = False


@dataclass(frozen=True)
class LocalServer:
    url: str
    received: list[Received]


Answer = Callable[[Received], Reply]
_FORGOTTEN = Received(0, "", {}, b"")
StartServer = Callable[[Answer], LocalServer]


@contextmanager
def serving(answer: Answer, *, keep: bool = True) -> Iterator[LocalServer]:
    """The server, until the block ends; unless told to keep them, of what it received only the number is kept."""
    received: list[Received] = []
    stopping = threading.Event()
    server = _Server(("127.0.0.1", 0), _handler(answer, received, stopping, keep=keep))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield LocalServer(f"http://127.0.0.1:{server.server_address[1]}", received)
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        # A client that has gone away is what some tests are about.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler(
    answer: Answer, received: list[Received], stopping: threading.Event, *, keep: bool
) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if len(body) < int(self.headers["content-length"]):
                return  # The client has died over its question.
            self._answer(body)

        def _answer(self, body: bytes) -> None:
            with lock:
                request = Received(len(received) + 1, self.path, dict(self.headers), body, self.command)
                received.append(request if keep else _FORGOTTEN)
            reply = answer(request)
            if reply.hangs:
                stopping.wait()
            if reply.resets:
                self._reset()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.endless:
                self.send_header("content-length", str(reply.promised_bytes or len(reply.body)))
            self.end_headers()
            if reply.endless:
                self._go_on(reply.body)
            elif reply.drips:
                self._drip(reply.body)
            else:
                self.wfile.write(reply.body)

        def _reset(self) -> None:
            # Closing with nothing to linger for sends a reset instead of an end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.shutdown(socket.SHUT_RD)
            self.close_connection = True

        def _go_on(self, body: bytes) -> None:
            self.close_connection = True
            while not stopping.is_set():
                self.wfile.write(body)

        def _drip(self, body: bytes) -> None:
            for byte in body:
                if stopping.wait(0.01):
                    return
                self.wfile.write(bytes([byte]))

        def log_message(self, *_: object) -> None:
            pass

    return Handler
