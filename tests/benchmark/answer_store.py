"""A local server that stands before a model's and keeps every answer on disk, so that a rerun costs nothing.

All readers that are compared ask through it: what each sent, got and waited for is counted in one place.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LONGEST_ANSWER_S = 3600


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
        try:
            usage = json.loads(self.body).get("usage") or {}
        except (ValueError, AttributeError):
            return 0
        return int(usage.get("prompt_tokens", 0)) + int(usage.get("completion_tokens", 0))


@dataclass
class AnswerStore:
    """Answers of one model server by request; ``exchanges`` are those since it was last cleared, oldest first."""

    upstream: str
    folder: Path
    exchanges: list[Exchange] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, path: str, body: bytes) -> Exchange:
        """What the model answers to a request: kept from before, else asked for and kept.

        Raises:
            OSError: the model's server cannot be reached.
        """
        request = json.loads(body)
        name = hashlib.sha256(json.dumps([path, request], sort_keys=True).encode()).hexdigest()
        kept = self.folder / f"{name}.json"
        exchange = _kept(kept, request) if kept.exists() else self._ask(path, body, request, kept)
        with self._lock:
            self.exchanges.append(exchange)
        return exchange

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
    connection = HTTPConnection(address.hostname or "127.0.0.1", address.port, timeout=LONGEST_ANSWER_S)
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@contextmanager
def serve(store: AnswerStore, port: int = 0) -> Iterator[str]:
    """Base URL under which the store answers, up until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            exchange = store.answer(self.path, body)
            self.send_response(exchange.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(exchange.body)))
            self.end_headers()
            self.wfile.write(exchange.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
