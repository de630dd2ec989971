"""A local server that stands before a model's and keeps every answer on disk, so that a rerun costs nothing.

All readers that are compared ask through it: what each sent, got and waited for is counted in one place.
"""

from __future__ import annotations

import hashlib
import json
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LONGEST_ANSWER_S = 3600
_PREFIX = "/v1"
_POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came back; ``seconds`` is what the model took when it was really asked."""

    request: dict[str, Any]
    status: int
    body: bytes
    seconds: float

    @property
    def tokens(self) -> int:
        """Tokens of prompt and answer together; 0 where the server counts none."""
        usage = self._answer().get("usage") or {}
        return int(usage.get("prompt_tokens", 0)) + int(usage.get("completion_tokens", 0))

    @property
    def content(self) -> str | None:
        """The model's reply, in words or as the arguments of a function."""
        message = ((self._answer().get("choices") or [{}])[0]).get("message") or {}
        calls = message.get("tool_calls") or [{}]
        said: str | None = message.get("content") or calls[0].get("function", {}).get("arguments")
        return said

    def _answer(self) -> dict[str, Any]:
        try:
            answer = json.loads(self.body)
        except ValueError:
            return {}
        return answer if isinstance(answer, dict) else {}


@dataclass
class AnswerStore:
    """Answers of one model by request: what is in the folder must all be that model's.

    ``exchanges`` are those so far, ``abandoned`` counts answers that came after the reader had hung up; ``unanswered``
    says of each request that neither the folder nor the model's server answered why.
    """

    upstream: str
    folder: Path
    exchanges: list[Exchange] = field(default_factory=list)
    abandoned: int = 0
    unanswered: list[str] = field(default_factory=list)
    _underway: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def answer(self, path: str, body: bytes) -> Exchange:
        """The model's answer to a request: kept from before, else asked for and kept.

        Raises:
            OSError: the model's server cannot be reached.
        """
        request = json.loads(body)
        name = hashlib.sha256(json.dumps([path, request], sort_keys=True).encode()).hexdigest()
        kept = self.folder / f"{name}.json"
        try:
            exchange = _kept(kept, request) if kept.exists() else self._ask(path, body, request, kept)
        except OSError as error:
            self.unanswered.append(str(error))
            raise
        self.exchanges.append(exchange)
        return exchange

    def abandon(self) -> None:
        """Count an answer that nobody waited for."""
        with self._changed:
            self.abandoned += 1

    @contextmanager
    def underway(self) -> Iterator[None]:
        """Counts a request as under way, from its first byte to the last of its answer."""
        with self._changed:
            self._underway += 1
        try:
            yield
        finally:
            with self._changed:
                self._underway -= 1
                self._changed.notify_all()

    def settle(self) -> None:
        """Wait until no request is under way: a reader that gave up leaves its question behind."""
        with self._changed:
            self._changed.wait_for(lambda: not self._underway)

    def _ask(self, path: str, body: bytes, request: dict[str, Any], kept: Path) -> Exchange:
        started = time.monotonic()
        status, answer = _forward(self.upstream, path, body)
        exchange = Exchange(request, status, answer, round(time.monotonic() - started, 3))
        # A refusal is the model's answer to this very request; a fault of the server is not.
        if status < 500 and status != 429:
            kept.parent.mkdir(parents=True, exist_ok=True)
            text = {"status": status, "seconds": exchange.seconds, "body": answer.decode()}
            part = kept.with_suffix(f".{threading.get_ident()}")
            part.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
            part.replace(kept)
        return exchange


def _kept(path: Path, request: dict[str, Any]) -> Exchange:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Exchange(request, kept["status"], kept["body"].encode(), kept["seconds"])


def _forward(upstream: str, path: str, body: bytes) -> tuple[int, bytes]:
    address = urlsplit(upstream)
    connect = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = connect(address.hostname or "127.0.0.1", address.port, timeout=LONGEST_ANSWER_S)
    # Answers are kept under the path that was asked here, whatever the server's own is.
    below = (address.path.rstrip("/") or _PREFIX) + path.removeprefix(_PREFIX)
    try:
        connection.request("POST", below, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read()
    except HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()


@contextmanager
def serve(store: AnswerStore, port: int = 0) -> Iterator[str]:
    """Base URL under which the store answers, up until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            with store.underway():
                self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes) -> None:
            try:
                exchange = store.answer(self.path, body)
            except OSError as error:
                # No status that a reader would ask again for: nobody is there.
                self._reply(404, json.dumps({"error": {"message": f"no model's server: {error}"}}).encode())
                return
            if _hung_up(self.connection):
                store.abandon()
                self.close_connection = True
                return
            self._reply(exchange.status, exchange.body)

        def _reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, args=(_POLL_S,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{_PREFIX}"
    finally:
        server.shutdown()
        server.server_close()


def _hung_up(connection: socket.socket) -> bool:
    try:
        readable, _, _ = select.select([connection], [], [], 0)
        return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True
