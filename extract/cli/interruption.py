"""A run that is told to stop ends as one that was interrupted with Ctrl-C: what was answered is kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_SHELL_ADDS = 128
"""To a signal's number, for the exit status of who was ended by it."""

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@dataclass(slots=True)
class Ended:
    """The exit status that tells which signal ended the block; None if none did."""

    status: int | None = None


@contextmanager
def ending_as_interrupted() -> Iterator[Ended]:
    """In the block, being terminated or losing the terminal raises what Ctrl-C raises.

    A signal that somebody ignores or handles (nohup does) stays theirs.
    """
    ended = Ended()

    def end(number: int, _: FrameType | None) -> None:
        ended.status = _SHELL_ADDS + number
        if deaf:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        # asyncio ends its tasks in good order for this signal, and for no other.
        signal.raise_signal(signal.SIGINT)

    main = threading.current_thread() is threading.main_thread()
    taken = [each for each in _SIGNALS if main and signal.getsignal(each) == signal.SIG_DFL]
    for each in taken:
        signal.signal(each, end)
    # So a script without job control starts what is to run in the background; a Ctrl-C of our own it has to hear.
    deaf = main and signal.getsignal(signal.SIGINT) == signal.SIG_IGN and hasattr(signal, "pthread_sigmask")
    if deaf:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield ended
    finally:
        if deaf:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        for each in taken:
            signal.signal(each, signal.SIG_DFL)
