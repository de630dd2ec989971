"""Rules in columns one after the other: each is given the pairs of rows, and what the rules before it said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extract.large.columns.table import Ints

Said = Mapping[str, Ints]
"""Scores of pairs of rows by the name of the rule, in ten-thousandths; `SILENT` where a rule says nothing."""

Step = Callable[[Ints, Ints, Said], Said]
