"""The assignment of greatest total against trying them all."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from extract.evaluate.assignment import greatest_total


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    columns = draw(st.integers(1, 5))
    cell = st.integers(0, 12).map(lambda number: number / 4)
    return draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), max_size=5))


def best_of_all(table: list[list[float]]) -> float:
    """The greatest total over every one-to-one assignment; quarters add up exactly."""
    if not table:
        return 0.0
    rows = table if len(table) <= len(table[0]) else [list(column) for column in zip(*table, strict=True)]
    choices = permutations(range(len(rows[0])), len(rows))
    return max(sum(row[column] for row, column in zip(rows, choice, strict=True)) for choice in choices)


@given(tables())
def test_no_assignment_is_better(table: list[list[float]]) -> None:
    assert greatest_total(table) == best_of_all(table)
