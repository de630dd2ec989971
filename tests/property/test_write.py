"""Whatever an article holds, what is written is read back as it was."""

from __future__ import annotations

import csv
import io

from helpers.event_sets import statement_record, strike_event
from hypothesis import given
from hypothesis import strategies as st

from extract.results.write import Output
from extract.results.write.events_csv import events_csv
from extract.results.write.events_json import events_json
from extract.results.write.records_jsonl import records_jsonl
from schemas import EventSet, StatementRecord

# Text that was read from a UTF-8 file has no lone surrogates.
TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(title=TEXT, quote=TEXT)
def test_the_event_set_survives(title: str, quote: str) -> None:
    events = EventSet(events=(strike_event(title=title),), records=(statement_record(quote=quote),))
    written = "".join(events_json(Output(events, {}, {}))).encode()
    assert EventSet.model_validate_json(written) == events


@given(quotes=st.lists(TEXT, max_size=4))
def test_every_record_keeps_its_line(quotes: list[str]) -> None:
    records = tuple(statement_record(quote=quote) for quote in quotes)
    lines = "".join(records_jsonl(Output(EventSet(records=records), {}, {}))).splitlines()
    assert tuple(StatementRecord.model_validate_json(line) for line in lines) == records


@given(titles=st.lists(TEXT, max_size=4))
def test_every_row_of_the_table_keeps_its_cells_but_for_the_apostrophe(titles: list[str]) -> None:
    events = EventSet(events=tuple(strike_event(title=title) for title in titles))
    written = "".join(events_csv(Output(events, {}, {})))
    cells = [row["title"] for row in csv.DictReader(io.StringIO(written, newline=""))]
    assert [cell if cell in titles else cell.removeprefix("'") for cell in cells] == titles
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)
