from __future__ import annotations

from pathlib import Path

import pytest

from extract.large.components import Components
from extract.large.files import JUDGED, TELLINGS
from extract.large.store import close_all, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nine tellings, and pairs of them that match or do not."""
    with written(tmp_path / TELLINGS, "CREATE TABLE telling (no INTEGER PRIMARY KEY)") as store:
        store.executemany("INSERT INTO telling VALUES (?)", ((no,) for no in range(9)))
    with written(tmp_path / JUDGED, "CREATE TABLE judged (a INTEGER, b INTEGER, matches INTEGER)") as store:
        store.executemany(
            "INSERT INTO judged VALUES (?, ?, ?)", [(6, 8, 1), (1, 4, 1), (2, 6, 1), (0, 7, 0), (4, 8, 1)]
        )
    return tmp_path


def test_what_a_chain_of_matches_connects_comes_together_in_order(folder: Path) -> None:
    components = Components(folder)
    assert list(components) == [[0], [1, 2, 4, 6, 8], [3], [5], [7]]
    assert components.largest == 5
    close_all()


def test_without_tellings_there_is_none(tmp_path: Path) -> None:
    with written(tmp_path / TELLINGS, "CREATE TABLE telling (no INTEGER PRIMARY KEY)"):
        pass
    with written(tmp_path / JUDGED, "CREATE TABLE judged (a INTEGER, b INTEGER, matches INTEGER)"):
        pass
    components = Components(tmp_path)
    assert (list(components), components.largest) == ([], 0)
    close_all()
