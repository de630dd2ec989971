"""``records.jsonl``: one record a line, as `schemas` reads it back."""

from __future__ import annotations

from collections.abc import Iterator

from extract.results.shards import line_of
from extract.results.write.output import Output


def records_jsonl(output: Output) -> Iterator[str]:
    """The records of the event set in its order, each as one line of JSON."""
    return map(line_of, output.events.records)
