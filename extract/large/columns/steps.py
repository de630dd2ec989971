"""Rules in columns one after the other: each is given the pairs of rows, and what the rules before it said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from extract.large.columns.table import Ints

Said = Mapping[str, Ints]
"""Scores of pairs of rows by the name of the rule, in ten-thousandths; `SILENT` where a rule says nothing."""

Step = Callable[[Ints, Ints, Said], Said]


def all_said(steps: Iterable[Step], a: Ints, b: Ints) -> dict[str, Ints]:
    """What all rules say of each pair of rows."""
    said: dict[str, Ints] = {}
    for step in steps:
        said |= step(a, b, said)
    return said
