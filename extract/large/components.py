"""Which tellings a chain of matches connects: eight bytes of memory for each."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

from extract.large.files import JUDGED
from extract.large.store import opened
from extract.large.tellings import numbers_in

_NUMBERS = "i"
_NONE = -1


class Components:
    """Components of tellings by number, each in order, that with the smallest number first."""

    largest: int
    """How many tellings the largest one has."""

    def __init__(self, folder: Path) -> None:
        """Find them by the matches of a folder."""
        parents = array(_NUMBERS, range(numbers_in(folder)))
        for a, b in opened(folder, JUDGED).execute("SELECT a, b FROM judged WHERE matches"):
            first, second = sorted((_root(parents, a), _root(parents, b)))
            parents[second] = first
        for no in range(len(parents)):
            parents[no] = _root(parents, no)
        self._parents = parents
        self._following = _following(parents)
        self.largest = max(map(len, self), default=0)

    def __iter__(self) -> Iterator[list[int]]:
        """Each of them."""
        return (self._members(no) for no, parent in enumerate(self._parents) if no == parent)

    def _members(self, no: int) -> list[int]:
        members = []
        while no != _NONE:
            members.append(no)
            no = self._following[no]
        return members


def _root(parents: array[int], no: int) -> int:
    while parents[no] != no:
        parents[no] = parents[parents[no]]
        no = parents[no]
    return no


def _following(roots: array[int]) -> array[int]:
    """For each telling the next one of its component."""
    following = array(_NUMBERS, [_NONE]) * len(roots)
    latest = array(_NUMBERS, range(len(roots)))
    for no, root in enumerate(roots):
        if no != root:
            following[latest[root]] = no
            latest[root] = no
    return following
