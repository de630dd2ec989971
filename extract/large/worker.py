"""Runs pieces of work, one after the other, in the processes of `extract.large.processes`."""

from __future__ import annotations

import math
import os
import pickle
import time
import traceback
from collections.abc import Callable
from threading import Thread
from typing import Any

from loky import process_executor

from extract.base.errors import ExtractError, InvariantError
from extract.base.gc_thresholds import collect_rarely
from extract.large.remembered import forget_all

ORPHANED_S = 0.5
"""How often a process looks whether the one that started it is still there."""

_OUTPUT, _ERRORS = 1, 2

_function = b""


def begin(parent: int) -> None:
    """Make this process ready: what a library prints goes to standard error, and it ends with the one that started it.

    Args:
        parent: the number of that process.
    """
    os.dup2(_ERRORS, _OUTPUT)
    collect_rarely()
    # loky looks for garbage each second, which takes a sixth of the time, and ends whoever remembers much.
    process_executor._MEMORY_LEAK_CHECK_DELAY = math.inf
    # Beside the work, so that a process that nobody waits for any more ends in the middle of a piece.
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(ORPHANED_S)
    os._exit(0)


def outcome(function: bytes, argument: bytes) -> bytes:
    """Whether it went well, and what came of a piece of work or went wrong; pickled, as what is given."""
    global _function  # noqa: PLW0603 (that of the pass that is worked on)
    if function != _function:
        forget_all()
        _function = function
    try:
        apply: Callable[[Any], Any] = pickle.loads(function)
        return pickle.dumps((True, apply(pickle.loads(argument))), protocol=5)
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
