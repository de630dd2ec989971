"""Splink on DuckDB with a fair model of the same fields: ``python -m tests.benchmark.splink_model DATA OUT``.

Comparisons, blocking rules and the threshold were chosen on seeds that the published table is not measured on.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

THRESHOLD = 0.9
"""Match probability from which pairs are linked; the best of `--sweep` on other seeds."""

EXACT_ENOUGH = ["l.place = r.place and l.date = r.date and l.attacker = r.attacker"]


def put_together(data: Path, *, thresholds: tuple[float, ...]) -> dict[str, Any]:
    """Cluster of each record at each threshold, seconds and the number of pairs compared."""
    import duckdb  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, block_on  # noqa: PLC0415

    logging.getLogger("splink").setLevel(logging.ERROR)
    started = time.perf_counter()
    connection = duckdb.connect()
    connection.execute(
        f"create table strikes as select record as unique_id, try_cast(date as date) as date, place, attacker, target,"
        f" nullif(method, 'other') as method, killed, injured from read_parquet('{data}')"
    )
    linker = Linker(DuckDBAPI(connection).register("strikes"), _settings(), log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(EXACT_ENOUGH, recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("place", "date"), block_on("attacker", "target", "date")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=min(thresholds) / 2)
    clusters = {}
    for threshold in thresholds:
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=threshold
        )
        clusters[threshold] = connection.execute(
            f"select unique_id, cluster_id from {found.physical_name} order by unique_id"
        ).fetchnumpy()
    seconds = time.perf_counter() - started
    return {"clusters": clusters, "seconds": seconds, "linker": linker}


def _settings() -> Any:
    import splink.comparison_level_library as levels  # noqa: PLC0415
    import splink.comparison_library as compare  # noqa: PLC0415
    from splink import SettingsCreator, block_on  # noqa: PLC0415
    from splink.blocking_rule_library import CustomRule  # noqa: PLC0415

    def toll(column: str) -> Any:
        return compare.CustomComparison(
            output_column_name=column,
            comparison_levels=[
                levels.NullLevel(column),
                levels.ExactMatchLevel(column, term_frequency_adjustments=True),
                levels.AbsoluteDifferenceLevel(column, 2),
                levels.ElseLevel(),
            ],
        )

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.AbsoluteDateDifferenceAtThresholds(
                "date", input_is_string=False, metrics=["day", "day"], thresholds=[1, 2]
            ),
            compare.JaroWinklerAtThresholds("place", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            compare.ExactMatch("attacker").configure(term_frequency_adjustments=True),
            compare.ExactMatch("target").configure(term_frequency_adjustments=True),
            compare.ExactMatch("method").configure(term_frequency_adjustments=True),
            toll("killed"),
            toll("injured"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("place", "date"),
            block_on("attacker", "target", "date"),
            CustomRule("l.place = r.place and l.date = r.date + 1"),
            CustomRule("l.place = r.place and l.date + 1 = r.date"),
            CustomRule("l.place = r.place and l.attacker = r.attacker and l.target = r.target and l.method = r.method"),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
