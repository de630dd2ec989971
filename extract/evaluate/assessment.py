"""Assessment: the credit that one field of one event or record earns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extract.evaluate.gold import GoldFacts
from schemas import AnyEvent, AnyRecord

NOTHING, PARTIAL, EXACT = 0.0, 0.5, 1.0
"""Credits.  Half for a partial match, as in MUC-5 and SemEval-2013 task 9."""


class Assessment(NamedTuple):
    """A credit, what gold has and what was found instead, in words."""

    credit: float
    wanted: str
    found: str


FieldRule = Callable[[GoldFacts, AnyEvent | AnyRecord], Iterator[Assessment]]
"""Yields an assessment for each thing that gold says of a field; none where it says nothing."""


def credit_of(*, exact: bool, partial: bool) -> float:
    """The higher credit that is earned."""
    return EXACT if exact else PARTIAL if partial else NOTHING
