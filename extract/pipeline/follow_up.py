"""Whether a question follows from what came of another: the parts of one that was too long, for instance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

IN_A_BATCH = "not answered yet: it is in a batch"
"""Why a question has no answer that waits for one."""

_following_up: ContextVar[bool] = ContextVar("_following_up", default=False)


@contextmanager
def following_up() -> Iterator[None]:
    """What this task asks in the block follows from an answer."""
    token = _following_up.set(True)
    try:
        yield
    finally:
        _following_up.reset(token)


def is_follow_up() -> bool:
    """True in a block of `following_up`."""
    return _following_up.get()
