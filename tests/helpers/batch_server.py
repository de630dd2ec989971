"""Services that take batches: OpenAI's way, a file and a batch of it, and Anthropic's, all in one request."""

from __future__ import annotations

import json
import random
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from helpers.local_server import Received, Reply

Json = dict[str, Any]
JSON = {"content-type": "application/json"}
Read = Callable[[Received], Reply]
"""Answers one question, as if it were asked at once."""

Result = Callable[[str, Json], Json | None]
"""Spoils what came of one question: its custom id and the line of results; None for no line."""


@dataclass
class _Batch:
    id: str
    asked: dict[str, Json]
    made_of: Json
    looks: int = 0
    lines: list[Json | None] | None = None
    ends: str | None = None


@dataclass
class BatchProvider:
    """A service of one kind; a batch is answered when it has been looked at ``ready_after`` times.

    ``spoil`` turns the lines of results into others; ``status`` is how batches end in OpenAI's words, "failed" for
    those with more questions than there is ``room`` for; ``fail`` may answer a request instead of the service, before
    it has any effect, or after with ``fail_after``.  ``answered`` counts how often each question was answered in a
    batch, ``at_once`` what was asked without one.
    """

    api: str
    read: Read
    ready_after: int = 1
    status: str = "completed"
    errors: list[Json] = field(default_factory=list)
    room: int = 10_000
    spoil: Result = lambda _, line: line
    cut: Callable[[bytes], bytes] = lambda content: content
    fail: Callable[[Received], Reply | None] = lambda _: None
    fail_after: Callable[[Received], Reply | None] = lambda _: None
    batches: list[_Batch] = field(default_factory=list)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    answered: Counter[str] = field(default_factory=Counter)
    at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, request: Received) -> Reply:
        """The reply to one request."""
        if (failed := self.fail(request)) is not None:
            return failed
        with self._lock:
            reply = self._reply(request)
        return self.fail_after(request) or reply

    def _reply(self, request: Received) -> Reply:
        where = urlsplit(request.path)
        path = where.path.removeprefix("/v1")
        if self.api == "anthropic":
            return self._anthropic(request, path, parse_qs(where.query))
        return self._openai(request, path, parse_qs(where.query))

    # --- OpenAI's way

    def _openai(self, request: Received, path: str, query: dict[str, list[str]]) -> Reply:
        if path == "/chat/completions":
            return self._asked_at_once(request)
        return self._files(request, path) if path.startswith("/files") else self._batches(request, path, query)

    def _files(self, request: Received, path: str) -> Reply:
        if request.method == "POST":
            return _json(self._file(*_upload(request)))
        if path == "/files":
            return _json({"object": "list", "data": [_file(*one) for one in self.files.items()], "has_more": False})
        return Reply(self.cut(self.files[path.split("/")[2]][1]))

    def _batches(self, request: Received, path: str, query: dict[str, list[str]]) -> Reply:
        if path == "/batches" and request.method == "POST":
            told = json.loads(request.body)
            lines = [json.loads(line) for line in self.files[told["input_file_id"]][1].splitlines()]
            assert all(line["method"] == "POST" and line["url"] == "/v1/chat/completions" for line in lines)
            return _json(self._told(self._make({line["custom_id"]: line["body"] for line in lines}, told)))
        if path == "/batches":
            newest = list(reversed(self.batches))
            after = next((n + 1 for n, one in enumerate(newest) if query.get("after") == [one.id]), 0)
            page = newest[after : after + 2]
            more = after + 2 < len(newest)
            return _json({"object": "list", "data": [self._told(one) for one in page], "has_more": more})
        return self._look_at(path.removeprefix("/batches/"), self._told)

    def _file(self, name: str, content: bytes) -> Json:
        file_id = f"file-{len(self.files) + 1}"
        self.files[file_id] = name, content
        return _file(file_id, (name, content))

    def _told(self, batch: _Batch) -> Json:
        ended = batch.looks > self.ready_after
        if ended and batch.ends is None:
            batch.ends = "failed" if len(batch.asked) > self.room else self.status
        status = batch.ends or "in_progress"
        lines = [line for line in self._lines(batch) if line] if ended and status != "failed" else []
        good = [line for line in lines if not line.get("error") and line["response"]["status_code"] == 200]
        bad = [line for line in lines if line not in good]
        told = {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "created_at": 1,
            "status": status,
            "errors": {"object": "list", "data": self.errors} if status == "failed" else None,
            "output_file_id": f"out-{batch.id}" if good and status != "failed" else None,
            "error_file_id": f"err-{batch.id}" if bad and status != "failed" else None,
            "request_counts": {"total": len(batch.asked), "completed": len(good), "failed": len(bad)},
            **batch.made_of,
        }
        if ended:
            self.files |= {f"out-{batch.id}": ("out", _jsonl(good)), f"err-{batch.id}": ("err", _jsonl(bad))}
        return told

    # --- Anthropic's way

    def _anthropic(self, request: Received, path: str, query: dict[str, list[str]]) -> Reply:
        if path == "/messages":
            return self._asked_at_once(request)
        if path == "/messages/batches" and request.method == "POST":
            asked = json.loads(request.body)["requests"]
            assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", one["custom_id"]) for one in asked)
            return _json(self._message_batch(self._make({one["custom_id"]: one["params"] for one in asked}, {})))
        if path == "/messages/batches":
            page = list(reversed(self.batches))[: int(query.get("limit", ["20"])[0])]
            data = [self._message_batch(one) for one in page]
            return _json({"data": data, "has_more": False, "first_id": None, "last_id": None})
        if found := re.fullmatch(r"/messages/batches/([^/]+)/results", path):
            batch = next(one for one in self.batches if one.id == found[1])
            return Reply(self.cut(_jsonl([line for line in self._lines(batch) if line])))
        return self._look_at(path.removeprefix("/messages/batches/"), self._message_batch)

    def _message_batch(self, batch: _Batch) -> Json:
        ended = batch.looks > self.ready_after
        if ended:
            self._lines(batch)
        counts = dict.fromkeys(("canceled", "errored", "expired", "processing", "succeeded"), 0)
        counts["succeeded" if ended else "processing"] = len(batch.asked)
        return {
            "id": batch.id,
            "type": "message_batch",
            "processing_status": "ended" if ended else "in_progress",
            "request_counts": counts,
            "created_at": "2026-01-01T00:00:00Z",
            "expires_at": "2026-01-02T00:00:00Z",
            "results_url": f"https://api.example/v1/messages/batches/{batch.id}/results" if ended else None,
        }

    # --- both

    def _make(self, asked: dict[str, Json], told: Json) -> _Batch:
        batch = _Batch(f"batch_{len(self.batches) + 1}", asked, told)
        self.batches.append(batch)
        return batch

    def _look_at(self, batch_id: str, told: Callable[[_Batch], Json]) -> Reply:
        batch = next((one for one in self.batches if one.id == batch_id), None)
        if batch is None:
            return Reply(b'{"error": {"message": "no such batch", "type": "not_found_error"}}', 404, JSON)
        batch.looks += 1
        return _json(told(batch))

    def _lines(self, batch: _Batch) -> list[Json | None]:
        """Made once, in an order of its own."""
        if batch.lines is None:
            keys = sorted(batch.asked)
            random.Random(batch.id).shuffle(keys)
            batch.lines = [self.spoil(key, self._line(key, batch.asked[key])) for key in keys]
        return batch.lines

    def _line(self, key: str, asked: Json) -> Json:
        reply = self.read(Received(0, "", {}, json.dumps(asked).encode()))
        body = json.loads(reply.body)
        self.answered[key] += reply.status == 200
        if self.api == "openai":
            return {"id": "r", "custom_id": key, "response": {"status_code": reply.status, "body": body}, "error": None}
        if reply.status == 200:
            return {"custom_id": key, "result": {"type": "succeeded", "message": body}}
        return {"custom_id": key, "result": {"type": "errored", "error": body}}

    def _asked_at_once(self, request: Received) -> Reply:
        self.at_once += 1
        return self.read(request)


def lost(key: str, api: str, why: str) -> Json:
    """The line of a question that was not answered in time, or called off."""
    if api == "anthropic":
        return {"custom_id": key, "result": {"type": why}}
    return {
        "id": "r",
        "custom_id": key,
        "response": None,
        "error": {"code": f"batch_{why}", "message": f"It was {why}"},
    }


def _json(body: Json) -> Reply:
    return Reply(json.dumps(body).encode(), headers=JSON)


def _jsonl(lines: list[Json]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def _file(file_id: str, held: tuple[str, bytes]) -> Json:
    name, content = held
    return {
        "id": file_id,
        "object": "file",
        "bytes": len(content),
        "created_at": 1,
        "filename": name,
        "purpose": "batch",
        "status": "processed",
    }


def _upload(request: Received) -> tuple[str, bytes]:
    """Name and content of the file in a form."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    boundary = re.search(r"boundary=(\S+)", headers["content-type"])
    assert boundary
    parts = request.body.split(b"--" + boundary[1].encode())
    head, _, content = next(part for part in parts if b"filename=" in part).partition(b"\r\n\r\n")
    name = re.search(rb'filename="([^"]+)"', head)
    assert name
    return name[1].decode(), content.removesuffix(b"\r\n")
