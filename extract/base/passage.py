"""The evidence of a record in the text around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas import Evidence

AROUND = 240
"""Code points shown before and after the evidence: about two sentences."""

FAR = 320
"""Code points between two pieces of evidence from which the text between them is left out."""


class Piece(NamedTuple):
    """Some text, and whether it is evidence."""

    text: str
    evidence: bool


def passage(text: str, evidence: Sequence[Evidence]) -> Iterator[Piece]:
    """The evidence, in the order of the text, with words before, between and after it; " … " where text is left out."""
    spans = list(_merged(evidence))
    first, last = spans[0][0], spans[-1][1]
    start = _word_after(text, max(0, first - AROUND))
    yield Piece(("… " if start else "") + text[start:first], evidence=False)
    before = None
    for begin, end in spans:
        if before is not None:
            yield Piece(text[before:begin] if begin - before < FAR else " … ", evidence=False)
        yield Piece(text[begin:end], evidence=True)
        before = end
    stop = _word_before(text, min(len(text), last + AROUND))
    yield Piece(text[last:stop] + (" …" if stop < len(text) else ""), evidence=False)


def _merged(evidence: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """The spans in order, those that touch or overlap as one."""
    spans = sorted((one.start, one.end) for one in evidence)
    start, end = spans[0]
    for begin, stop in spans[1:]:
        if begin > end:
            yield start, end
            start = begin
        end = max(end, stop)
    yield start, end


def _word_after(text: str, position: int) -> int:
    """The beginning of the first word that is whole from a position on."""
    if position == 0:
        return 0
    space = text.find(" ", position)
    return space + 1 if 0 <= space < position + AROUND else position


def _word_before(text: str, position: int) -> int:
    """The end of the last word that is whole before a position."""
    if position == len(text):
        return position
    space = text.rfind(" ", 0, position)
    return space if space > position - AROUND else position
