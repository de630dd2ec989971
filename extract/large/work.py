"""How the passes hand out work: here, one piece after another, or to workers that see the same files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Protocol, TypeVar

AHEAD = 3
"""Pieces that are handed out for each worker before the first outcome is asked for."""

Piece = TypeVar("Piece")
Handle = TypeVar("Handle")
Outcome = TypeVar("Outcome")


class Work(Protocol):
    """Applies a function to pieces of work, the outcomes in the order of the pieces, as the built-in ``map`` does."""

    def __call__(self, function: Callable[[Any], Any], pieces: Iterable[Any], /) -> Iterator[Any]:
        """The outcomes, as they are needed."""


def batches(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """The pieces in order, so many at a time."""
    rest = iter(pieces)
    while batch := list(islice(rest, size)):
        yield batch


def handed_out(
    pieces: Iterable[Piece],
    hand_out: Callable[[Piece], Handle],
    outcome: Callable[[Handle], Outcome],
    *,
    workers: int,
) -> Iterator[Outcome]:
    """The outcomes in the order of the pieces, of which only so many are on their way as keep the workers busy.

    Args:
        pieces: taken as there is room for them.
        hand_out: gives a piece to whoever works, without waiting.
        outcome: waits for what came of it.
        workers: how many work at once.
    """
    waiting: deque[Handle] = deque()
    for piece in pieces:
        waiting.append(hand_out(piece))
        if len(waiting) >= AHEAD * workers:
            yield outcome(waiting.popleft())
    while waiting:
        yield outcome(waiting.popleft())
