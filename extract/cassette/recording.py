"""The recordings of one run: a file an article, answers found by request, and on disk as soon as they are here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

import httpx2

from extract.base.errors import InvariantError, NotSentError
from extract.cassette.article_file import ArticleFile, Place, put_in_order
from extract.cassette.format import Exchange, ModelRequest, Reply, read_request
from extract.cassette.miss import miss
from extract.cassette.relatives import Relatives
from extract.cassette.turns import Turns
from extract.cassette.writer import Writer

RecordMode = Literal["none", "once", "new_episodes", "all"]
"""vcrpy's own words: only replay; record articles without a finished file; record what is missing; record all anew."""

Redact = Callable[[bytes], bytes]

PUT_IN_ORDER_TOGETHER = 128
"""Articles at a time: some megabytes in memory, and few enough writes that the disk does not matter."""


@dataclass(slots=True)
class Asker:
    """Which recording and article the current task asks for, and where in the article.

    ``names`` are those that the article's recording may have had before its id changed;
    ``waiting`` are answers on their way to the disk; None where whoever keeps one waits itself.
    """

    recording: Recording
    article_id: str
    place: Place
    names: tuple[str, ...] = ()
    waiting: list[Future[None]] | None = None
    read: dict[tuple[str, str, bytes], ModelRequest] = field(default_factory=dict)

    def request(self, method: str, url: str, content: bytes) -> ModelRequest:
        """The request as it is looked up; made once, for it is asked about at every step of its way."""
        asked = method, url, content
        if asked not in self.read:
            self.read[asked] = read_request(method, url, content)
        return self.read[asked]


asking_now: ContextVar[Asker] = ContextVar("asker")


class Recording:
    """The recordings that one run makes and replays; get one from `recording`.

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
        self._relatives = Relatives(folder)
        self._turns = Turns(folder)
        self._writer = Writer()

    @contextmanager
    def article(self, article_id: str, *, label: str, order: int = 0, names: tuple[str, ...] = ()) -> Iterator[None]:
        """Files every request that the current task sends under an article.

        Args:
            article_id: names the file.
            label: what is asked, for people: "statement, sentences 7-7, prompt statement.v1".
            order: place in the article (the first sentence's number); files are written in this order.
            names: what its id would be if other files were there or were not; answers to the same questions
                are taken over from recordings of these names.

        Raises:
            CassetteError: the article's file cannot be read.
        """
        file = self._file(article_id)
        token = asking_now.set(Asker(self, article_id, Place(order, label), names))
        try:
            yield
        except BaseException:
            file.interrupted = True
            raise
        finally:
            asking_now.reset(token)

    def asked_apart(self, article_id: str) -> bool:
        """True if an answer about an article is recorded that was asked for one kind alone."""
        return any("+" not in each.label for each in self._file(article_id).exchanges())

    def has(self, request: ModelRequest) -> bool:
        """True if the answer is to be played, False if the request is to be sent.

        Raises:
            CassetteMiss: the answer is not recorded, and this mode sends nothing.
            NotSentError: it is not recorded, and nothing is sent any more.
        """
        asker = current_asker()
        file = self._file(asker.article_id)
        if self.mode != "all":
            if request.key not in file.replies:
                file.refresh()
            if request.key in file.replies or self._taken_over(file, request.key, asker):
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
        asker = current_asker()
        asked = asker.request(request.method, str(request.url), request.content)
        if self.mode == "all":
            return False
        file = self._file(asker.article_id)
        return asked.key in file.replies or self._taken_over(file, asked.key, asker)

    @asynccontextmanager
    async def turn(self, request: httpx2.Request) -> AsyncIterator[None]:
        """In the block no other run on this folder asks the same; what one has been told meanwhile is played."""
        asker = asking_now.get(None)
        if asker is None or self.mode == "all" or self.holds(request):
            yield
            return
        asked = asker.request(request.method, str(request.url), request.content)
        async with self._turns.take(asked.key):
            yield

    def play(self, request: ModelRequest) -> Reply:
        """The answer as it was recorded."""
        asker = current_asker()
        self.replayed += 1
        return self._file(asker.article_id).use(request.key, asker.place)

    def keep(self, request: ModelRequest, reply: Reply) -> None:
        """Records what came back; it is on disk when this returns, or at the end of `kept` that this happens in."""
        asker = current_asker()
        file, exchange = self._file(asker.article_id), Exchange(request, reply, asker.place.label, asker.place.order)
        if asker.waiting is None:
            file.add(exchange)
        else:
            asker.waiting.append(self._writer.add(file, exchange))
        self.recorded += 1

    async def kept(self, asking: Awaitable[httpx2.Response]) -> httpx2.Response:
        """The answer to a question, once it is on disk; the event loop goes on meanwhile.

        Raises:
            CassetteError: it could not be written.
        """
        asker = asking_now.get(None)
        if asker is None:
            return await asking
        waiting: list[Future[None]] = []
        asker.waiting = waiting
        try:
            response = await asking
        finally:
            asker.waiting = None
        for writing in waiting:
            # Whoever stops waiting does not stop the writing, for the answer is paid for; how it ends he need not hear.
            written = asyncio.wrap_future(writing)
            written.add_done_callback(lambda done: done.cancelled() or done.exception())
            await asyncio.shield(written)
        return response

    def finish(self, article_ids: Iterable[str]) -> None:
        """Puts the files of articles in order about which everything was asked, and forgets them."""
        known = [self._files.pop(article_id) for article_id in article_ids if article_id in self._files]
        files = [file for file in known if not self._protected(file)]
        for file, dropped in zip(files, put_in_order(files), strict=True):
            if dropped:
                self.notices.append(
                    f"{file.path}: {dropped} recorded answers that this run did not ask for were dropped"
                )

    def close(self, *, complete: bool) -> None:
        """Ends all writing; after a complete run puts files in order, which one that broke off leaves to the next."""
        self._writer.close()
        self._turns.close()
        rest = iter(sorted(self._files) if complete else ())
        while some := list(islice(rest, PUT_IN_ORDER_TOGETHER)):
            self.finish(some)

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

    def _taken_over(self, file: ArticleFile, key: str, asker: Asker) -> bool:
        """True if the answer stood in a recording of another name; from now on it is in the article's own."""
        found = self._relatives.find(key, asker.names, but=file.path)
        if found is None:
            return False
        if self.mode == "none":
            file.remember(found)
        else:
            file.add(found)
        return True

    def _protected(self, file: ArticleFile) -> bool:
        return self.mode == "none" or (self.mode == "once" and file.finished)


def current_asker() -> Asker:
    """Who sends a request in the current task.

    Raises:
        InvariantError: nobody said so.
    """
    try:
        return asking_now.get()
    except LookupError:
        raise InvariantError("a request was sent outside of Recording.article") from None
