"""Puts answers on disk beside the event loop: all that wait at a time under one lock."""

from __future__ import annotations

from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread

from extract.cassette.article_file import ArticleFile, add_all
from extract.cassette.format import Exchange

Waiting = tuple[ArticleFile, Exchange, Future[None]]


class Writer:
    """Writes to the files of one folder, in a thread of its own that begins with the first answer.

    More threads than one would wait for the lock, and the event loop for all of them in turn.
    """

    def __init__(self) -> None:
        """Make one that does nothing yet."""
        self._waiting: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread: Thread | None = None

    def add(self, file: ArticleFile, exchange: Exchange) -> Future[None]:
        """A future that is done when the answer is on disk, or failed with what kept it from there."""
        if self._thread is None:
            self._thread = Thread(target=self._write, name="recording")
            self._thread.start()
        written: Future[None] = Future()
        written.set_running_or_notify_cancel()
        self._waiting.put((file, exchange, written))
        return written

    def close(self) -> None:
        """Return when all is written."""
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join()

    def _write(self) -> None:
        while together := self._next():
            try:
                errors = add_all([(file, exchange) for file, exchange, _ in together])
            except Exception as error:  # a bug: whoever waits must hear of it
                for _, _, written in together:
                    written.set_exception(error)
                continue
            for (_, _, written), failed in zip(together, errors, strict=True):
                if failed:
                    written.set_exception(failed)
                else:
                    written.set_result(None)

    def _next(self) -> list[Waiting]:
        """All that waits, at least one; nothing at the end."""
        first = self._waiting.get()
        if first is None:
            return []
        together = [first]
        while True:
            try:
                following = self._waiting.get_nowait()
            except Empty:
                return together
            if following is None:
                self._waiting.put(None)
                return together
            together.append(following)
