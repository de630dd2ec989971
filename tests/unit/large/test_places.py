from __future__ import annotations

from collections import Counter
from pathlib import Path

from extract.large.places import SCHEMA, PlaceCounts, settle
from extract.large.store import written
from extract.reconcile.compare.spellings import commoner

TOLD = {"kandahar": 90, "kandahr": 2, "kandahaar": 3, "kandahal": 3, "herat": 4, "herot": 4, "hit": 9, "hut": 1, "": 2}
"""Also two spellings that are told as often, and names too short for a slip."""


def test_misspellings_are_those_of_the_small_engine(tmp_path: Path) -> None:
    with written(tmp_path / "places.db", SCHEMA) as store:
        for told in ({name: number - 1 for name, number in TOLD.items()}, dict.fromkeys(TOLD, 1)):
            PlaceCounts(Counter({("strike", name): number for name, number in told.items()})).put(store)
        PlaceCounts(Counter({("meeting", "kandahr"): 5})).put(store)
        settle(store)
        found = store.execute("SELECT kind, name, other FROM spelling ORDER BY name").fetchall()
    assert found == [("strike", name, other) for name, other in sorted(commoner(TOLD).items())]
    assert len(found) == 3
