from __future__ import annotations

import json

from helpers.event_sets import TEXT, full_event_set, statement_record
from pydantic import TypeAdapter

from extract.results.write import Output
from extract.results.write.records_jsonl import records_jsonl
from schemas import AnyRecord, EventSet


def render(events: EventSet) -> str:
    return "".join(records_jsonl(Output(events, {"harbour": TEXT}, {})))


def test_each_line_is_one_record_that_the_schema_reads_back() -> None:
    events = full_event_set()
    adapter: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)
    lines = render(events).splitlines()
    assert [adapter.validate_json(line) for line in lines] == list(events.records)


def test_no_character_of_a_quote_cuts_its_line() -> None:
    quote = "one\u2028two\u2029three\x85four\nfive"
    written = render(EventSet(records=(statement_record(quote=quote),)))
    assert len(written.splitlines()) == 1
    assert json.loads(written)["evidence"][0]["quote"] == quote


def test_no_records_make_an_empty_file() -> None:
    assert render(EventSet()) == ""
