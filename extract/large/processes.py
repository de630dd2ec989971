"""Work in processes of this machine, one for each CPU that this process may use."""

from __future__ import annotations

import os
import pickle
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from loky import BrokenProcessPool, ProcessPoolExecutor, cpu_count

from extract.base import log
from extract.base.errors import ConfigError
from extract.base.settings import as_for_children
from extract.large import worker
from extract.large.work import Work, handed_out

MOST = 16
"""Processes: a tenth of the work is done by the one that sorts and writes, and more would wait for it."""

ATTEMPTS = 2
"""How often a piece is handed out when processes are lost meanwhile."""

_STATUS = re.compile(r"\((-?\d+)\)")

Tell = Callable[[str], None]


@contextmanager
def processes(tell: Tell, *, number: int | None = None) -> Iterator[Work]:
    """Work in processes that start with the first pieces and are gone when the block ends, however it ends.

    They do not run the caller's script once more, as those of multiprocessing do, and get no key.

    Args:
        tell: takes what the user should know.
        number: of processes; None for one for each CPU, up to `MOST`.

    Raises:
        ConfigError: in the block, where no process starts, or one is lost again at work that was begun anew.
    """
    pool = _Pool(number or min(cpu_count(), MOST), tell)
    try:
        yield pool.work
    finally:
        pool.end()


@dataclass(slots=True, eq=False)
class _Piece:
    """A piece of work on its way: what is sent of it, how often it was, and what will come of it."""

    function: bytes
    argument: bytes
    attempts: int = 0
    outcome: Future[bytes] | None = None


class _Pool:
    """Processes of loky, which ends all of them when it loses one: then others take up what was on its way."""

    def __init__(self, number: int, tell: Tell) -> None:
        self._number, self._tell = number, tell
        self._executor: ProcessPoolExecutor | None = None
        self._on_their_way: list[_Piece] = []

    def work(self, function: Callable[[Any], Any], pieces: Iterable[Any], /) -> Iterator[Any]:
        """The results of the pieces, in their order."""
        pickled = _pickled(function)
        return handed_out(
            pieces, lambda piece: self._hand_out(pickled, _pickled(piece)), self._outcome, workers=self._number
        )

    def _hand_out(self, function: bytes, argument: bytes) -> _Piece:
        piece = _Piece(function, argument)
        self._on_their_way.append(piece)
        self._send(piece)
        return piece

    def _send(self, piece: _Piece) -> None:
        if self._executor is None:
            self._executor = _started(self._number)
        piece.attempts, piece.outcome = piece.attempts + 1, None
        # When a process was lost meanwhile, it is sent anew with what else was on its way.
        with suppress(BrokenProcessPool):
            piece.outcome = self._executor.submit(worker.outcome, piece.function, piece.argument)

    def _outcome(self, piece: _Piece) -> Any:  # noqa: ANN401 (whatever the pass works on)
        while True:
            try:
                done, value = pickle.loads(_result(piece))
                break
            except BrokenProcessPool as lost:
                self._begin_anew(lost)
        self._on_their_way.remove(piece)
        if not done:
            raise value
        return value

    def _begin_anew(self, lost: BrokenProcessPool) -> None:
        how = _ending(str(lost))
        self.end()
        left = [piece for piece in self._on_their_way if not _is_done(piece)]
        if any(piece.attempts >= ATTEMPTS for piece in left):
            raise ConfigError(
                f"a process that reconciled {how}, and so did one before it at the same work: most likely memory ran "
                "out; free some, or let the program use fewer CPUs (each has a process): the same command goes on from "
                "the answers that were recorded"
            ) from lost
        log.warning("process lost", how=how)
        self._tell(f"a process that reconciled {how}; its work was begun anew")
        for piece in left:
            self._send(piece)

    def end(self) -> None:
        """Kill the processes, which hold nothing that would be lost."""
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(kill_workers=True)


def _started(number: int) -> ProcessPoolExecutor:
    """Processes that Ctrl-C in the terminal does not reach: who starts them ends them."""
    with as_for_children(), _without_ctrl_c():
        executor = ProcessPoolExecutor(number, initializer=worker.begin, initargs=(os.getpid(),))
        try:
            executor.submit(int)
        except OSError as error:
            raise ConfigError(f"cannot start a process to reconcile in: {error.strerror or error}") from error
    return executor


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Have the processes that are started here begin with the signal blocked."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(piece: _Piece) -> bytes:
    if piece.outcome is None:
        raise BrokenProcessPool
    return piece.outcome.result()


def _is_done(piece: _Piece) -> bool:
    return piece.outcome is not None and piece.outcome.exception() is None


def _pickled(value: Any) -> bytes:  # noqa: ANN401
    return pickle.dumps(value, protocol=5)


def _ending(told: str) -> str:
    """How a process ended, by what loky tells of it: "... {SIGKILL(-9)}"."""
    found = _STATUS.search(told)
    status = int(found[1]) if found else None
    if status is not None and status < 0:
        return f"was killed (signal {-status}: {signal.strsignal(-status)})"
    return f"ended (exit status {status})"
