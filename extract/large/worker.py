"""What a process of `extract.large.processes` runs: pieces of work, one after the other."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from extract.base.child import answering, receive, send
from extract.base.errors import ExtractError, InvariantError
from extract.base.gc_thresholds import collect_rarely
from extract.large.remembered import forget_all

Request = tuple[bytes, bytes]
"""A function, nothing where it is that of the last request, and the piece it is applied to."""


def main() -> None:
    """Answer each request with what came of it, until whoever asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    requests: SimpleQueue[Request] = SimpleQueue()
    # Beside the work, so that a process that nobody waits for any more ends in the middle of a piece.
    Thread(target=_receive_all, args=(sys.stdin.buffer, requests), daemon=True).start()
    function = b""
    with answering() as answers:
        while True:
            told, piece = requests.get()
            if told:
                forget_all()
                function = told
            outcome = _outcome(function, piece)
            try:
                send(answers, outcome)
                answers.flush()
            except BrokenPipeError:
                os._exit(0)


def _receive_all(stream: IO[bytes], requests: SimpleQueue[Request]) -> None:
    try:
        while True:
            requests.put((receive(stream), receive(stream)))
    finally:
        os._exit(0)


def _outcome(function: bytes, piece: bytes) -> bytes:
    """Whether it went well, and what came of it or went wrong."""
    try:
        apply: Callable[[Any], Any] = pickle.loads(function)
        return pickle.dumps((True, apply(pickle.loads(piece))), protocol=5)
    # Whatever it is, it is raised where the outcome is waited for.
    except Exception as error:
        if not isinstance(error, ExtractError):
            error.add_note(traceback.format_exc())
        return _refusal(error)


def _refusal(error: Exception) -> bytes:
    try:
        pickled = pickle.dumps((False, error), protocol=5)
        pickle.loads(pickled)
    # An error may hold what cannot be sent, or not be made anew from what it was made of.
    except Exception:
        return pickle.dumps((False, InvariantError(f"{type(error).__name__}: {error}")), protocol=5)
    return pickled
