"""Whatever records hold and however many lines a shard has, they are read back as they were, from the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from helpers.event_sets import statement_record
from hypothesis import given
from hypothesis import strategies as st

from extract.results.shards import RECORDS, shard_files

TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(quotes=st.lists(TEXT, max_size=9), lines=st.integers(1, 4))
def test_shards_hold_what_was_written_however_they_are_cut(quotes: list[str], lines: int) -> None:
    records = [statement_record(quote=quote) for quote in quotes]
    with tempfile.TemporaryDirectory() as scratch:
        cut, whole = Path(scratch, "cut"), Path(scratch, "whole")
        with RECORDS.writer(cut, lines=lines) as shards:
            shards.write_all(records)
        with RECORDS.writer(whole) as shards:
            shards.write_all(records)
        assert list(RECORDS.read(cut)) == records
        assert _bytes(cut) == _bytes(whole)
        assert all(len(file.read_bytes().splitlines()) == lines for file in shard_files(cut / "records")[:-1])


def _bytes(result: Path) -> bytes:
    return b"".join(file.read_bytes() for file in shard_files(result / "records"))
