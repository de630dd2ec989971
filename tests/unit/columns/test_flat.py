"""A user relies on: flat columns are read as they are, and what cannot be read is said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.stories import SETTINGS

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from extract.base.errors import InputError  # noqa: E402
from extract.large.columns import assembled, cluster_of_each, cluster_strikes, read_flat  # noqa: E402

COLUMNS = {
    "record": ["r1", "r2", "r3"],
    "article": ["a1", "a2", "a3"],
    "published": ["2021-02-27", "2021-02-27", "2021-02-28"],
    "date": ["2021-02-26", "2021-02-26", "2021-02-26"],
    "place": ["Marib", "Maarib", "Taizz"],
    "attacker": ["Western Front", "Western Front", ""],
    "killed": [4.0, 4.0, float("nan")],
}


def clusters(source: object) -> dict[str, str]:
    strikes = assembled(read_flat(source, SETTINGS), SETTINGS)
    return cluster_of_each(strikes, cluster_strikes(strikes, SETTINGS))


def test_a_slip_of_the_pen_makes_no_other_town() -> None:
    assert clusters(pa.table(COLUMNS)) == {"r1": "r1", "r2": "r1", "r3": "r3"}


def test_a_file_says_what_its_table_does(tmp_path: Path) -> None:
    file = tmp_path / "strikes.parquet"
    pq.write_table(pa.table(COLUMNS), file)
    assert clusters(file) == clusters(pa.table(COLUMNS))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"article": None}, "one named “article”"),
        ({"record": ["r1", "r1", "r3"]}, "two rows have one record id"),
        ({"record": ["r1", None, "r3"]}, "no “record”"),
        ({"date": ["2021-02-26", "yesterday", None]}, "“yesterday” is no day"),
    ],
)
def test_what_cannot_be_read_is_said(change: dict[str, list[str | None] | None], said: str) -> None:
    columns = {name: values for name, values in {**COLUMNS, **change}.items() if values is not None}
    with pytest.raises(InputError, match=said):
        clusters(pa.table(columns))


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "strikes.parquet"
    file.write_text("no columns")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        clusters(file)
