"""The one-to-one assignment of greatest total weight."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

_FREE = -1


def greatest_total(weights: Sequence[Sequence[float]]) -> float:
    """The greatest sum of non-negative weights that takes at most one from each row and each column."""
    return sum(weights[row][column] for row, column in assigned(weights))


def assigned(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Row and column of each weight in an assignment of greatest total, in the order of the rows.

    Source: Kuhn, "The Hungarian method for the assignment problem" (1955), rows being added one by
    one along shortest augmenting paths as by Jonker and Volgenant (1987): rows² x columns steps.
    """
    turned = bool(weights) and len(weights) > len(weights[0])
    rows = list(zip(*weights, strict=True)) if turned else list(weights)
    if not rows:
        return []
    assignment = _Assignment(rows)
    for row in range(len(rows)):
        assignment.add(row)
    pairs = [(row, column) for column, row in enumerate(assignment.row_of[:-1]) if row != _FREE]
    return sorted((column, row) if turned else (row, column) for row, column in pairs)


class _Assignment:
    """Rows assigned so far, with the prices that prove their assignment cheapest (a cost is a negative weight)."""

    def __init__(self, rows: Sequence[Sequence[float]]) -> None:
        self._rows = rows
        self._start = len(rows[0])
        """A column beyond the last, where each new row enters."""
        self._row_prices = [0.0] * len(rows)
        self._column_prices = [0.0] * (self._start + 1)
        self.row_of = [_FREE] * (self._start + 1)

    def add(self, row: int) -> None:
        """Assign one more row, moving others along the cheapest path to a free column."""
        self.row_of[self._start] = row
        distances, previous = [inf] * self._start, [self._start] * self._start
        reached = {self._start: None}
        column = self._start
        while self.row_of[column] != _FREE:
            self._look_from(column, distances, previous, reached=reached)
            column = min((c for c in range(self._start) if c not in reached), key=distances.__getitem__)
            self._reprice(distances[column], distances, reached=reached)
            reached[column] = None
        while column != self._start:
            self.row_of[column] = self.row_of[previous[column]]
            column = previous[column]

    def _look_from(self, column: int, distances: list[float], previous: list[int], *, reached: dict[int, None]) -> None:
        row = self.row_of[column]
        for other in range(self._start):
            cost = -self._rows[row][other] - self._row_prices[row] - self._column_prices[other]
            if other not in reached and cost < distances[other]:
                distances[other], previous[other] = cost, column

    def _reprice(self, step: float, distances: list[float], *, reached: dict[int, None]) -> None:
        for column in reached:
            self._row_prices[self.row_of[column]] += step
            self._column_prices[column] -= step
        for column in range(self._start):
            if column not in reached:
                distances[column] -= step
