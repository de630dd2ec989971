"""Who reads what is measured at scale relies on: it is the small engine's clusters that are measured, or nearly."""

from __future__ import annotations

from itertools import combinations

import pytest
from helpers.columns_told import flat_articles, one_at_a_time
from helpers.stories import SETTINGS

pa = pytest.importorskip("pyarrow")

from benchmarks.columns import assembled, cluster_of_each, cluster_strikes, read_flat  # noqa: E402
from benchmarks.synthetic_strikes import synthetic  # noqa: E402


def test_flat_columns_are_clustered_as_one_by_one() -> None:
    columns = synthetic(300, seed=1, density="growing", towns=6, days=9)
    strikes = assembled(read_flat(pa.table(columns), SETTINGS), SETTINGS)
    ours = joined(cluster_of_each(strikes, cluster_strikes(strikes, SETTINGS)))
    theirs = joined(one_at_a_time(flat_articles(columns), SETTINGS))
    # Rules on what flat columns do not hold may tell a few apart.
    assert len(ours & theirs) > 0.95 * max(len(ours), len(theirs)) > 0


def joined(cluster_of: dict[str, str]) -> set[tuple[str, str]]:
    """Pairs of records of one cluster."""
    return {(a, b) for a, b in combinations(sorted(cluster_of), 2) if cluster_of[a] == cluster_of[b]}
