"""Records what a model answers and plays it back: the only module that knows vcrpy.

vcrpy puts itself between the HTTP library and the network. Finding and keeping answers is done
here, because its own cassettes are searched from first to last and hold one file each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx2
from vcr.cassette import Cassette  # type: ignore[import-untyped]
from vcr.patch import PATCHER_NAMES, CassettePatcherBuilder  # type: ignore[import-untyped]
from vcr.request import Request  # type: ignore[import-untyped]

from extract.cassette_file import ArticleFile
from extract.cassette_format import Exchange, Json, ModelRequest, read_answer, read_request
from extract.cassette_miss import find_miss, miss, recorded_models
from extract.errors import InvariantError

__all__ = ["RecordMode", "Recording", "find_miss", "recorded_models", "recording"]

RecordMode = Literal["none", "once", "new_episodes", "all"]
"""vcrpy's own words: only replay; record articles that have no file yet; record what is missing; record all anew."""

_HTTP_LIBRARIES = frozenset({"httpx", "httpx2"})
_OK = 200


@dataclass(frozen=True, slots=True)
class _Asker:
    """Which article the current task asks for, and where in it."""

    article_id: str
    label: str
    order: int


_asker: ContextVar[_Asker] = ContextVar("asker")


class Recording:
    """What one run records and replays; get one from `recording`.

    ``replayed`` and ``recorded`` count answers, ``notices`` are lines for the user.
    """

    def __init__(self, folder: Path, model_name: str, *, mode: RecordMode) -> None:
        """Make an empty one; files are read when their article is first asked about."""
        self.folder = folder
        self.model_name = model_name
        self.mode = mode
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
        token = _asker.set(_Asker(article_id, label, order))
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
        """
        asker = _current_asker()
        file = self._file(asker.article_id)
        if self.mode != "all" and request.key in file.answers:
            return True
        if self._protected(file):
            raise miss(file.path, self.model_name, label=asker.label, sought=request, recorded=file.answers.values())
        file.expect(request.key)
        return False

    def play(self, request: ModelRequest) -> Json:
        """The recorded answer."""
        asker = _current_asker()
        self.replayed += 1
        return self._file(asker.article_id).use(request.key, label=asker.label, order=asker.order)

    def keep(self, request: ModelRequest, answer: Json) -> None:
        """Records an answer; it is on disk when this returns."""
        asker = _current_asker()
        self._file(asker.article_id).add(Exchange(request, answer, asker.label, asker.order))
        self.recorded += 1

    def close(self, *, complete: bool) -> None:
        """Puts the files in order; only after a complete run is it known what nobody asks for any more."""
        for _, file in sorted(self._files.items()):
            if self._protected(file):
                continue
            dropped = file.drop_stale() if complete else 0
            if dropped:
                self.notices.append(
                    f"{file.path}: {dropped} recorded answers that this run did not ask for were dropped"
                )
            file.write()

    def _file(self, article_id: str) -> ArticleFile:
        if article_id not in self._files:
            if Path(article_id).name != article_id:
                raise InvariantError(f"article id {article_id!r} cannot name a file")
            file = ArticleFile.read(self.folder / f"{article_id}.yaml")
            if file.torn:
                self.notices.append(f"{file.path}: its last answer was cut short by a crash and is not used")
            self._files[article_id] = file
        return self._files[article_id]

    def _protected(self, file: ArticleFile) -> bool:
        return self.mode == "none" or (self.mode == "once" and file.existed)


def _current_asker() -> _Asker:
    try:
        return _asker.get()
    except LookupError:
        raise InvariantError("a request was sent outside of Recording.article") from None


class _Tap(Cassette):  # type: ignore[misc]  # vcrpy is untyped
    """What vcrpy asks about every request, answered from a `Recording`."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(
            str(recording.folder),
            record_mode=recording.mode,
            skip_patchers=tuple(name for name in PATCHER_NAMES if name not in _HTTP_LIBRARIES),
        )
        self._recording = recording

    def can_play_response_for(self, request: Request) -> bool:
        return self._recording.has(_model_request(request))

    def play_response(self, request: Request) -> dict[str, Any]:
        answer = self._recording.play(_model_request(request))
        return {
            "status": {"code": _OK, "message": "OK"},
            "headers": {"content-type": ["application/json"]},
            "body": {"string": json.dumps(answer).encode()},
        }

    def append(self, request: Request, response: dict[str, Any]) -> None:
        if response["status"]["code"] != _OK:
            return
        asked = _model_request(request)
        answer = read_answer(_decoded(response), asked)
        if answer is not None:
            self._recording.keep(asked, answer)


def _model_request(request: Request) -> ModelRequest:
    return read_request(request.method, request.uri, bytes(request.body))


def _decoded(response: dict[str, Any]) -> bytes:
    headers = [(name, value) for name, values in response["headers"].items() for value in values]
    encoding = httpx2.Headers(headers).get("content-encoding", "identity")
    content: bytes = response["body"]["string"]
    try:
        return httpx2.Response(_OK, headers={"content-encoding": encoding}, content=content).content
    except httpx2.DecodingError:
        return b""


@contextmanager
def recording(folder: Path, model_name: str, *, mode: RecordMode) -> Iterator[Recording]:
    """A recording of one run, in force for every HTTP client of the process until the block ends.

    Then every file that changed is put in order, whether the run went well or not. A complete run
    in mode new_episodes or all drops what it did not ask for from the files of its articles.

    Args:
        folder: of this model; holds ``<article id>.yaml``, made when something is recorded.
        model_name: what messages call the model.
        mode: see `RecordMode`.

    Raises:
        CassetteError: at the end, if a file cannot be written.
    """
    recorded = Recording(folder, model_name, mode=mode)
    with ExitStack() as stack:
        for patcher in CassettePatcherBuilder(_Tap(recorded)).build():
            stack.enter_context(patcher)
        try:
            yield recorded
        except BaseException:
            recorded.close(complete=False)
            raise
        recorded.close(complete=True)
