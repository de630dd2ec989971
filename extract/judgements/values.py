"""Puts a person's value in the place of a record's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_origin

from pydantic import ValidationError

from schemas import AnyRecord
from schemas.judgement import KEPT

ReadWords = Callable[[str, str, str], object]
"""The value that words come to, from kind, field and words."""


def corrected(record: AnyRecord, field: str, value: object, read_words: ReadWords) -> AnyRecord:
    """The record with another value in a field; what a person writes has no place in the text, so no span.

    Raises:
        ValueError: the kind has no such field, or the value does not fit it; the text says why.
    """
    several = _holds_several(record, field)
    items = value if isinstance(value, list) else [value]
    if not several and len(items) != 1:
        raise ValueError(f"{field} holds one value")
    read: list[object] = []
    for item in items:
        one = read_words(record.kind, field, item) if isinstance(item, str) else _completed(item, record, field)
        read += one if isinstance(one, tuple) else (one,)
    if not several and len(read) != 1:
        raise ValueError(f"{field} holds one value, and these words name {len(read)}")
    return _with(record, field, tuple(read) if several else read[0])


def emptied(record: AnyRecord, field: str) -> AnyRecord:
    """The record as if nothing had been read in a field.

    Raises:
        ValueError: the kind has no such field, or it cannot be empty.
    """
    _holds_several(record, field)
    default = type(record).model_fields[field].get_default(call_default_factory=True)
    return _with(record, field, default)


def value_of(record: AnyRecord, field: str) -> Any:  # noqa: ANN401 (any value of a record, ready for JSON)
    """A record's value in a field, as JSON has it."""
    return record.model_dump(mode="json")[field]


def restored(record: AnyRecord, field: str, original: object) -> AnyRecord:
    """The record with what `value_of` gave before."""
    return _with(record, field, original)


def _with(record: AnyRecord, field: str, value: object) -> AnyRecord:
    held = {name: getattr(record, name) for name in type(record).model_fields}
    try:
        return type(record).model_validate({**held, field: value})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{where}: {first['msg']}") from error


def _holds_several(record: AnyRecord, field: str) -> bool:
    fields = type(record).model_fields
    if field not in fields:
        known = ", ".join(name for name in fields if name not in KEPT)
        raise ValueError(f"a {record.kind} has no field {field}; it has {known}")
    return get_origin(fields[field].annotation) is tuple


def _completed(item: object, record: AnyRecord, field: str) -> object:
    """A value as `events.json` has it; without words of its own it keeps those it replaces."""
    if not isinstance(item, Mapping):
        return item
    held = getattr(record, field)
    only = held[0] if isinstance(held, tuple) and len(held) == 1 else held
    raw = getattr(only, "raw", None) or item.get("name") or str(item.get("low", ""))
    return {"raw": raw, **{name: value for name, value in item.items() if name != "span"}}
