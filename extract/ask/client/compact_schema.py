"""The JSON Schema of an answer in few tokens, for a model that the prompt tells what the fields are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

Json = dict[str, Any]

_TOLD_ELSEWHERE = frozenset({"title", "default", "minLength", "maxLength", "minItems", "minimum"})
"""Names that pydantic makes of names, and bounds that the checks hold an answer to."""

_IN_A_RECORD = _TOLD_ELSEWHERE | {"maxItems"}
"""Only the lists of records need an end: a model can repeat itself."""

_NULL = {"type": "null"}


def compact(schema: Json, *, described: Collection[str]) -> Json:
    """The schema with what decides the form alone, and the descriptions of some definitions.

    A field that may be left out is not null as well: where a text says nothing of it, nothing is written.
    """
    definitions = {
        name: _compact(definition, _IN_A_RECORD if name in described else _IN_A_RECORD | {"description"})
        for name, definition in schema["$defs"].items()
    }
    return _compact({name: part for name, part in schema.items() if name != "$defs"}, _TOLD_ELSEWHERE) | {
        "$defs": definitions
    }


def _compact(schema: Json, dropped: frozenset[str]) -> Json:
    kept = {name: value for name, value in schema.items() if name not in dropped}
    if "properties" in kept:
        shapes = {name: _never_null(shape) for name, shape in kept["properties"].items()}
        kept["required"] = [name for name in kept.get("required", ()) if shapes[name] == kept["properties"][name]]
        kept["properties"] = {name: _compact(shape, dropped) for name, shape in shapes.items()}
    if "items" in kept:
        kept["items"] = _compact(kept["items"], dropped)
    if "anyOf" in kept:
        kept["anyOf"] = [_compact(each, dropped) for each in kept["anyOf"]]
    return kept


def _never_null(shape: Json) -> Json:
    """The shape of a field without null: where that is what it would be, it is left out."""
    options = [one for one in shape.get("anyOf", ()) if one != _NULL]
    return (
        {**{name: value for name, value in shape.items() if name != "anyOf"}, **options[0]}
        if len(options) == 1
        else shape
    )
