"""The task of a set of labelled texts: which kinds of record, what counts as found, what else is counted."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from extract.evaluate.assignment import assigned

from .tally import Tally
from .told import Told

G = TypeVar("G")
Pairs = Sequence[tuple[int, int]]
"""Which of the gold is which of what is told, as positions in both; neither comes twice."""


@dataclass(frozen=True, slots=True)
class Document(Generic[G]):
    """A text with what is right about it."""

    id: str
    text: str
    gold: tuple[G, ...]


Measure = Callable[[Sequence[Told], Document[G]], Tally]


@dataclass(frozen=True, slots=True)
class Task(Generic[G]):
    """A set of labelled texts and how readers are held against it."""

    name: str
    kinds: tuple[str, ...]
    """Of record that it scores."""
    limit: int
    """Texts of the standard benchmark, the first of the file."""
    headline: str
    """What its score is."""
    document: Callable[[Mapping[str, Any]], Document[G]]
    claims: Callable[[Sequence[Told]], Sequence[Told]]
    """What of all that a reader tells is held against the gold: records, or events."""
    pairs: Callable[[Document[G], Sequence[Told]], Pairs]
    describe: Callable[[Document[G], G], str]
    further: Mapping[str, Measure[G]]
    """More measures by name; a name that ends in "*" is better the lower it is."""

    @property
    def file(self) -> str:
        """Where its texts are."""
        return f"{self.name}-dev.jsonl.gz"

    def documents(self, data: Path, limit: int | None) -> list[Document[G]]:
        """The first texts of the file, as many as the limit says."""
        with gzip.open(data / self.file, "rt", encoding="utf-8") as lines:
            return [self.document(json.loads(line)) for line in islice(lines, limit or self.limit)]

    def tally(self, told: Sequence[Told], document: Document[G]) -> Tally:
        """The tally of a text."""
        claims = self.claims(told)
        return Tally(len(self.pairs(document, claims)), len(claims), len(document.gold))


def best_pairs(gold: Sequence[Any], told: Sequence[Told], likeness: Callable[[Any, Told], float]) -> Pairs:
    """As many pairs as can be one to one, and of those the most alike.

    Args:
        gold: what there is.
        told: what is told.
        likeness: up to 1; 0 where they cannot be a pair.
    """
    if not gold or not told:
        return []
    table = [[likeness(one, other) for other in told] for one in gold]
    # One more pair outweighs whatever likeness the others could lose by it.
    most = len(gold) + len(told)
    weights = [[most + cell if cell else 0.0 for cell in row] for row in table]
    return [(row, column) for row, column in assigned(weights) if table[row][column]]
