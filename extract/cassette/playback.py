"""Records what a model answers and plays it back: the only module that knows vcrpy.

vcrpy puts itself between the HTTP library and the network. Finding and keeping answers is done
here, because its own cassettes are searched from first to last and hold one file each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any

import httpx2
from vcr.cassette import Cassette  # type: ignore[import-untyped]
from vcr.patch import PATCHER_NAMES, CassettePatcherBuilder  # type: ignore[import-untyped]
from vcr.request import Request  # type: ignore[import-untyped]

from extract.ask.service.storable import storable
from extract.ask.service.unpacked import unpacked
from extract.cassette.article_file import ArticleFile
from extract.cassette.format import ModelRequest, read_reply
from extract.cassette.miss import find_miss, recorded_models
from extract.cassette.recording import Asker, Recording, RecordMode, Redact, asking_now, current_asker

__all__ = [
    "RecordMode",
    "RecordedTransport",
    "Recording",
    "find_miss",
    "recorded_models",
    "recorded_request",
    "recording",
]

_HTTP_LIBRARIES = frozenset({"httpx", "httpx2"})


class _Tap(Cassette):  # type: ignore[misc]  # vcrpy is untyped
    """The one cassette vcrpy asks; it answers from the `Recording` of the task that sends the request.

    A request of anybody else goes its way.
    """

    def __init__(self) -> None:
        # Whether a request may be sent is up to its recording; vcrpy itself forbids none.
        super().__init__(
            "", record_mode="all", skip_patchers=tuple(name for name in PATCHER_NAMES if name not in _HTTP_LIBRARIES)
        )

    def can_play_response_for(self, request: Request) -> bool:
        asker = asking_now.get(None)
        return asker is not None and asker.recording.has(_model_request(request, asker))

    def play_response(self, request: Request) -> dict[str, Any]:
        asker = current_asker()
        reply = asker.recording.play(_model_request(request, asker))
        return {
            "status": {"code": reply.status, "message": HTTPStatus(reply.status).phrase},
            "headers": {"content-type": ["application/json"]},
            "body": {"string": storable(json.dumps(reply.body).encode())},
        }

    def append(self, request: Request, response: dict[str, Any]) -> None:
        asker = asking_now.get(None)
        if asker is None:
            return
        asked = _model_request(request, asker)
        reply = read_reply(response["status"]["code"], asker.recording.redact(_decoded(response)), asked)
        if reply is not None:
            asker.recording.keep(asked, reply)


class _Patches:
    """vcrpy's patches: in place from the first recording that is opened until the last is closed, in any order."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open = 0
        self._stack = ExitStack()

    @contextmanager
    def in_place(self) -> Iterator[None]:
        with self._lock:
            if self._open == 0:
                for patcher in CassettePatcherBuilder(_Tap()).build():
                    self._stack.enter_context(patcher)
            self._open += 1
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1
                if self._open == 0:
                    self._stack.close()


_patches = _Patches()


def recorded_request(folder: Path) -> ModelRequest | None:
    """A request of those that a model's recordings hold, always the same one; None where there is none.

    Raises:
        CassetteError: a file cannot be read.
    """
    for path in sorted(folder.glob("*.yaml")):
        if exchanges := ArticleFile.read(path).exchanges():
            return exchanges[0].request
    return None


def _model_request(request: Request, asker: Asker) -> ModelRequest:
    return asker.request(request.method, request.uri, bytes(request.body))


def _decoded(response: dict[str, Any]) -> bytes:
    headers = [(name, value) for name, values in response["headers"].items() for value in values]
    encoding = httpx2.Headers(headers).get("content-encoding", "identity")
    return unpacked(response["body"]["string"], encoding)


class RecordedTransport(httpx2.AsyncBaseTransport):
    """A transport whose answers are on disk before they are handed on, where they are recorded."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, recorded: Recording) -> None:
        """Wrap a transport."""
        self._inner = inner
        self._recorded = recorded

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response."""
        async with self._recorded.turn(request):
            return await self._recorded.kept(self._inner.handle_async_request(request))

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()


@contextmanager
def recording(folder: Path, model_name: str, *, mode: RecordMode, redact: Redact = bytes) -> Iterator[Recording]:
    """A recording of one run, in force until the block ends for what is sent inside `Recording.article`.

    Several can be in force at once, in tasks or threads.

    Then, unless the run broke off, every file that changed is put in order; in mode new_episodes or
    all, what the run did not ask for is dropped from the files of its articles.

    Args:
        folder: of this model; holds ``<article id>.yaml``, made when something is recorded.
        model_name: what messages call the model.
        mode: see `RecordMode`.
        redact: takes out of a body what must not be stored.

    Raises:
        CassetteError: at the end, if a file cannot be written.
    """
    recorded = Recording(folder, model_name, mode=mode, redact=redact)
    complete = False
    try:
        with _patches.in_place():
            yield recorded
        complete = True
    finally:
        recorded.close(complete=complete)
