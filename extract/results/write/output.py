"""The output of a run as writers get it, and the shape of a writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.base.types import Joined
from schemas import EventSet


@dataclass(frozen=True, slots=True)
class Output:
    """The results of one run.

    ``texts`` maps each article's id to the text that offsets refer to; ``report`` holds what
    varies between runs of the same input, ready for JSON; ``joined`` why records were merged.
    """

    events: EventSet
    texts: Mapping[str, str]
    report: Mapping[str, object]
    joined: Sequence[Joined] = ()


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the output: its name and how its text is made, in chunks with LF line ends."""

    file: str
    render: Callable[[Output], Iterable[str]]
