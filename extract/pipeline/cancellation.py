"""Runs in a thread beside somebody's event loop, and ends there when the task that waits for it is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TypeVar

Outcome = TypeVar("Outcome")

_cancellation: ContextVar[_Cancellation | None] = ContextVar("_cancellation", default=None)


class _Cancellation:
    """Carries a request to stop to the task that asks the model, whichever of the two is there first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requested = False
        self._cancel: Callable[[], object] | None = None

    def request(self) -> None:
        with self._lock:
            self._requested = True
            if self._cancel is not None:
                self._cancel()

    def bind(self, cancel: Callable[[], object] | None) -> None:
        with self._lock:
            self._cancel = cancel
            if self._requested and cancel is not None:
                cancel()


async def in_thread(work: Callable[[], Outcome]) -> Outcome:
    """The result of the work; the event loop is free meanwhile.

    If this is cancelled, no further question is asked, what was answered is kept, and the
    cancellation goes on when the work has ended.
    """
    cancellation = _Cancellation()
    token = _cancellation.set(cancellation)
    try:
        working = asyncio.ensure_future(asyncio.to_thread(work))
    finally:
        _cancellation.reset(token)
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        cancellation.request()
        await asyncio.wait([working])
        # Whatever came of it is nobody's any more; unread, an error would be reported by the event loop.
        if not working.cancelled():
            working.exception()
        raise


@contextmanager
def cancellable() -> Iterator[None]:
    """The block, in the task that runs it, ends when whoever waits in `in_thread` is cancelled."""
    cancellation, task = _cancellation.get(), asyncio.current_task()
    if cancellation is None or task is None:
        yield
        return
    loop = asyncio.get_running_loop()
    cancellation.bind(lambda: loop.call_soon_threadsafe(task.cancel))
    try:
        yield
    finally:
        cancellation.bind(None)
