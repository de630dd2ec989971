"""Work in processes of this machine, one for each CPU that this process may use."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from queue import SimpleQueue
from threading import Lock
from typing import Any

from extract.base import log
from extract.base.child import receive, send, start_child
from extract.base.errors import ConfigError
from extract.large.work import Work, handed_out

MOST = 16
"""Processes: a tenth of the work is done by the one that sorts and writes, and more would wait for it."""

ATTEMPTS = 2
"""How often a piece is begun whose process is lost."""

Tell = Callable[[str], None]


@contextmanager
def processes(tell: Tell, *, number: int | None = None) -> Iterator[Work]:
    """Work in processes that start with the first pieces and are gone when the block ends, however it ends.

    Args:
        tell: takes what the user should know.
        number: of processes; None for one for each CPU, up to `MOST`.

    Raises:
        ConfigError: in the block, where a process does not start, or is lost again at a piece that was begun anew.
    """
    workers = [_Worker(tell) for _ in range(number or min(_cpus(), MOST))]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def asked(function: bytes, piece: bytes) -> bytes:
        worker = idle.get()
        try:
            return worker.ask(function, piece)
        finally:
            idle.put(worker)

    # A thread for each, as it waits; and a thread is never interrupted while it starts a process.
    threads = ThreadPoolExecutor(len(workers))

    def work(function: Callable[[Any], Any], pieces: Iterable[Any], /) -> Iterator[Any]:
        ask = partial(asked, _pickled(function))
        return handed_out(pieces, lambda one: threads.submit(ask, _pickled(one)), _outcome, workers=len(workers))

    try:
        yield work
    finally:
        for worker in workers:
            worker.end()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.forget()


def _cpus() -> int:
    """How many this process may use, as far as Python can tell."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pickled(value: Any) -> bytes:  # noqa: ANN401 (whatever the pass works on)
    return pickle.dumps(value, protocol=5)


def _outcome(future: Future[bytes]) -> Any:  # noqa: ANN401
    done, value = pickle.loads(future.result())
    if not done:
        raise value
    return value


class _Worker:
    """A process that does one piece at a time; started when there is one, and anew when it is lost."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._child: subprocess.Popen[bytes] | None = None
        self._function = b""
        self._lock = Lock()
        self._ended = False

    def ask(self, function: bytes, piece: bytes) -> bytes:
        """What came of a piece."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._exchange(self._started(), function, piece)
            except (EOFError, BrokenPipeError):
                how = _ending(self.forget())
            if attempt == ATTEMPTS or self._ended:
                break
            log.warning("process lost", how=how)
            self._tell(f"a process that reconciled {how}; its piece of work was begun anew")
        raise ConfigError(
            f"a process that reconciled {how}, and so did the one before it at the same piece of work: most likely "
            "memory ran out; free some, or let the program use fewer CPUs (each has a process): the same command goes "
            "on from the answers that were recorded"
        )

    def _exchange(self, child: subprocess.Popen[bytes], function: bytes, piece: bytes) -> bytes:
        if child.stdin is None or child.stdout is None:
            raise EOFError
        send(child.stdin, b"" if function == self._function else function)
        send(child.stdin, piece)
        child.stdin.flush()
        self._function = function
        return receive(child.stdout)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise EOFError
            try:
                self._child = self._child or start_child("extract.large.worker", apart=True)
            except OSError as error:
                raise ConfigError(f"cannot start a process to reconcile in: {error.strerror or error}") from error
            return self._child

    def end(self) -> None:
        """Kill the process, which holds nothing that would be lost; none is started any more."""
        with self._lock:
            self._ended = True
            if self._child is not None:
                self._child.kill()

    def forget(self) -> int | None:
        """Exit status of the process, when it has ended."""
        child, self._child, self._function = self._child, None, b""
        if child is None:
            return None
        # What was not sent any more cannot be.
        with suppress(BrokenPipeError), child:
            pass
        return child.returncode


def _ending(status: int | None) -> str:
    if status is not None and status < 0:
        return f"was killed (signal {-status}: {signal.strsignal(-status)})"
    return f"ended (exit status {status})"
