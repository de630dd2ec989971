from __future__ import annotations

import json
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")
pq = pytest.importorskip("pyarrow.parquet")

from benchmark.scale import score  # noqa: E402
from benchmark.strike_columns import read_data, table  # noqa: E402
from benchmark.synthetic_strikes import synthetic  # noqa: E402


def test_pairs_are_counted_by_hand() -> None:
    assert score(["x", "x", "x", "y"], ["a", "a", "b", "b"]) == {"precision": 50.0, "recall": 33.3, "f1": 40.0}
    assert score(["x", "y"], ["a", "b"])["f1"] == 100.0


def test_the_same_seed_makes_the_same_strikes() -> None:
    first, again, other = (synthetic(200, seed=seed) for seed in (1, 1, 2))
    assert all((first[name] == again[name]).all() for name in first)
    assert any((first[name] != other[name]).any() for name in first)


def test_attacks_are_told_of_two_and_a_half_times_on_average() -> None:
    columns = synthetic(20_000, seed=1)
    assert 2.3 < 20_000 / len(set(columns["cluster"])) < 2.7


def test_records_and_flat_columns_are_read_alike(tmp_path: Path) -> None:
    line = {
        "id": "r1",
        "article_id": "a1",
        "date": {"raw": "on Friday", "earliest": "2021-02-26", "latest": "2021-02-26", "precision": "day"},
        "place": {"raw": "Marib", "name": "Marib", "country": "YE", "precision": "exact"},
        "attacker": [{"raw": "rebels", "name": "rebels"}],
        "casualties": [{"raw": "four", "low": 4, "unit": "killed"}],
        "evidence": [{"start": 0, "end": 2, "quote": "It"}],
        "cluster": "c1",
    }
    (tmp_path / "told.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (row,) = read_data(tmp_path / "told.jsonl").to_pylist()
    assert (row["record"], row["date"], row["place"], row["attacker"]) == ("r1", "2021-02-26", "Marib", "rebels")
    assert (row["killed"], row["cluster"], row.get("target")) == (4, "c1", None)
    pq.write_table(table({name: [value] for name, value in row.items()}), tmp_path / "told.parquet")
    assert read_data(tmp_path / "told.parquet").to_pylist() == [row]
