"""``records.jsonl``: one record a line, as `schemas` reads it back."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.write.output import Output

# JSON allows these inside a string, but readers that split lines the Unicode way would cut a record there.
_LINE_BREAKS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


def records_jsonl(output: Output) -> Iterator[str]:
    """The records of the event set in its order, each as one line of JSON."""
    for record in output.events.records:
        yield json.dumps(record.model_dump(mode="json"), ensure_ascii=False).translate(_LINE_BREAKS) + "\n"
