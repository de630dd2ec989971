"""``events.json``: the whole event set, deterministic to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.results.write.output import Output

_ENCODER = json.JSONEncoder(ensure_ascii=False, indent=1, allow_nan=False)


def events_json(output: Output) -> Iterator[str]:
    """The event set as indented JSON, keys in the order of the schema, text as it is (no escapes beyond JSON's own)."""
    # Python's encoder rather than pydantic's: how a float is spelt must not change with pydantic's version.
    yield from _ENCODER.iterencode(output.events.model_dump(mode="json"))
    yield "\n"
