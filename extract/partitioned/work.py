"""How the passes hand out work: here, one piece after another, or to workers that see the same files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Protocol, TypeVar

Piece = TypeVar("Piece")


class Work(Protocol):
    """Applies a function to pieces of work, the outcomes in the order of the pieces, as the built-in ``map`` does."""

    def __call__(self, function: Callable[[Any], Any], pieces: Iterable[Any], /) -> Iterator[Any]:
        """The outcomes, as they are needed."""


def batches(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """The pieces in order, so many at a time."""
    rest = iter(pieces)
    while batch := list(islice(rest, size)):
        yield batch
