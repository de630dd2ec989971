from __future__ import annotations

import json

from helpers.event_sets import TEXT, full_event_set

from extract.results.write import Output
from extract.results.write.events_json import events_json
from schemas import EventSet


def render(events: EventSet) -> str:
    return "".join(events_json(Output(events, {"harbour": TEXT}, {})))


def test_the_schema_reads_back_what_was_written() -> None:
    events = full_event_set()
    assert EventSet.model_validate_json(render(events)) == events


def test_keys_stand_in_the_order_of_the_schema() -> None:
    content = json.loads(render(full_event_set()))
    assert list(content) == list(EventSet.model_fields)
    assert list(content["events"][0])[:4] == ["id", "kind", "title", "title_original"]


def test_text_is_not_escaped_and_lines_end_in_lf_alone() -> None:
    written = render(full_event_set())
    assert "Tartus’ harbour hit" in written
    assert "\r" not in written
    assert written.startswith('{\n "format": "rashomon.events/1",\n')
    assert written.endswith("}\n")


def test_an_unknown_value_is_null_not_left_out() -> None:
    article = json.loads(render(full_event_set()))["articles"][0]
    assert article["outlet"] is None
