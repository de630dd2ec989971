"""Records what a model answers and plays it back: the only module that knows vcrpy.

vcrpy puts itself between the HTTP library and the network. Finding and keeping answers is done
here, because its own cassettes are searched from first to last and hold one file each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import httpx2
from vcr.cassette import Cassette  # type: ignore[import-untyped]
from vcr.patch import PATCHER_NAMES, CassettePatcherBuilder  # type: ignore[import-untyped]
from vcr.request import Request  # type: ignore[import-untyped]

from extract.cassette_file import ArticleFile, Place
from extract.cassette_format import OK, Exchange, ModelRequest, Reply, read_reply, read_request
from extract.cassette_miss import find_miss, miss, recorded_models
from extract.errors import InvariantError, NotSentError

__all__ = ["RecordMode", "Recording", "find_miss", "recorded_models", "recorded_request", "recording"]

RecordMode = Literal["none", "once", "new_episodes", "all"]
"""vcrpy's own words: only replay; record articles without a finished file; record what is missing; record all anew."""

Redact = Callable[[bytes], bytes]

_HTTP_LIBRARIES = frozenset({"httpx", "httpx2"})


@dataclass(frozen=True, slots=True)
class _Asker:
    """Which recording and article the current task asks for, and where in the article."""

    recording: Recording
    article_id: str
    place: Place
    read: dict[tuple[str, str, bytes], ModelRequest] = field(default_factory=dict)

    def request(self, method: str, url: str, content: bytes) -> ModelRequest:
        """The request as it is looked up; made once, for it is asked about at every step of its way."""
        asked = method, url, content
        if asked not in self.read:
            self.read[asked] = read_request(method, url, content)
        return self.read[asked]


_asker: ContextVar[_Asker] = ContextVar("asker")


class Recording:
    """What one run records and replays; get one from `recording`.

    ``replayed`` and ``recorded`` count answers, ``notices`` are lines for the user; set ``sending``
    to False, and what is not recorded is not sent.
    """

    def __init__(self, folder: Path, model_name: str, *, mode: RecordMode, redact: Redact = bytes) -> None:
        """Make an empty one; files are read when their article is first asked about."""
        self.redact = redact
        self.folder = folder
        self.model_name = model_name
        self.mode = mode
        self.sending = True
        self.replayed = 0
        self.recorded = 0
        self.notices: list[str] = []
        self._files: dict[str, ArticleFile] = {}

    @contextmanager
    def article(self, article_id: str, *, label: str, order: int = 0) -> Iterator[None]:
        """Files every request that the current task sends under an article.

        Args:
            article_id: names the file.
            label: what is asked, for people: "statement, sentences 7-7, prompt statement.v1".
            order: place in the article (the first sentence's number); files are written in this order.

        Raises:
            CassetteError: the article's file cannot be read.
        """
        file = self._file(article_id)
        token = _asker.set(_Asker(self, article_id, Place(order, label)))
        try:
            yield
        except BaseException:
            file.interrupted = True
            raise
        finally:
            _asker.reset(token)

    def has(self, request: ModelRequest) -> bool:
        """True if the answer is to be played, False if the request is to be sent.

        Raises:
            CassetteMiss: the answer is not recorded, and this mode sends nothing.
            NotSentError: it is not recorded, and nothing is sent any more.
        """
        asker = _current_asker()
        file = self._file(asker.article_id)
        if self.mode != "all":
            if request.key not in file.replies:
                file.refresh()
            if request.key in file.replies:
                return True
        if self._protected(file):
            raise miss(file.path, self.model_name, label=asker.place.label, sought=request, recorded=file.exchanges())
        if not self.sending:
            raise NotSentError(f"not sent: {asker.place.label}")
        file.expect(request.key)
        return False

    def holds(self, request: httpx2.Request) -> bool:
        """True if nothing would be sent for a request, because its answer is recorded or this mode only replays."""
        if self.mode == "none" or not self.sending:
            return True
        asker = _current_asker()
        asked = asker.request(request.method, str(request.url), request.content)
        return self.mode != "all" and asked.key in self._file(asker.article_id).replies

    def play(self, request: ModelRequest) -> Reply:
        """What is recorded."""
        asker = _current_asker()
        self.replayed += 1
        return self._file(asker.article_id).use(request.key, asker.place)

    def keep(self, request: ModelRequest, reply: Reply) -> None:
        """Records what came back; it is on disk when this returns."""
        asker = _current_asker()
        self._file(asker.article_id).add(Exchange(request, reply, asker.place.label, asker.place.order))
        self.recorded += 1

    def finish(self, article_ids: Iterable[str]) -> None:
        """Puts the files of articles in order about which everything was asked, and forgets them."""
        for article_id in article_ids:
            file = self._files.pop(article_id, None)
            if file is not None:
                self._put_in_order(file)

    def close(self) -> None:
        """Puts the files in order after a complete run; a run that broke off leaves that to the next one."""
        for _, file in sorted(self._files.items()):
            self._put_in_order(file)

    def _put_in_order(self, file: ArticleFile) -> None:
        if self._protected(file):
            return
        if dropped := file.put_in_order():
            self.notices.append(f"{file.path}: {dropped} recorded answers that this run did not ask for were dropped")

    def _file(self, article_id: str) -> ArticleFile:
        if article_id not in self._files:
            if Path(article_id).name != article_id:
                raise InvariantError(f"article id {article_id!r} cannot name a file")
            file = ArticleFile.read(self.folder / f"{article_id}.yaml")
            if file.torn:
                answers = "an answer was" if file.torn == 1 else f"{file.torn} answers were"
                self.notices.append(f"{file.path}: {answers} cut short by a crash and cannot be used")
            self._files[article_id] = file
        return self._files[article_id]

    def _protected(self, file: ArticleFile) -> bool:
        return self.mode == "none" or (self.mode == "once" and file.finished)


def _current_asker() -> _Asker:
    try:
        return _asker.get()
    except LookupError:
        raise InvariantError("a request was sent outside of Recording.article") from None


class _Tap(Cassette):  # type: ignore[misc]  # vcrpy is untyped
    """What vcrpy asks about every request of this process, answered from the `Recording` of the task that sends it.

    A request of anybody else goes its way.
    """

    def __init__(self) -> None:
        # Whether a request may be sent is up to its recording; vcrpy itself forbids none.
        super().__init__(
            "", record_mode="all", skip_patchers=tuple(name for name in PATCHER_NAMES if name not in _HTTP_LIBRARIES)
        )

    def can_play_response_for(self, request: Request) -> bool:
        asker = _asker.get(None)
        return asker is not None and asker.recording.has(_model_request(request, asker))

    def play_response(self, request: Request) -> dict[str, Any]:
        asker = _current_asker()
        reply = asker.recording.play(_model_request(request, asker))
        return {
            "status": {"code": reply.status, "message": HTTPStatus(reply.status).phrase},
            "headers": {"content-type": ["application/json"]},
            "body": {"string": json.dumps(reply.body).encode()},
        }

    def append(self, request: Request, response: dict[str, Any]) -> None:
        asker = _asker.get(None)
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


def _model_request(request: Request, asker: _Asker) -> ModelRequest:
    return asker.request(request.method, request.uri, bytes(request.body))


def _decoded(response: dict[str, Any]) -> bytes:
    headers = [(name, value) for name, values in response["headers"].items() for value in values]
    encoding = httpx2.Headers(headers).get("content-encoding", "identity")
    content: bytes = response["body"]["string"]
    try:
        return httpx2.Response(OK, headers={"content-encoding": encoding}, content=content).content
    except httpx2.DecodingError:
        return b""


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
    with _patches.in_place():
        yield recorded
    recorded.close()
