"""The fields of a draft that hold the article's own words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from schemas.draft import Copied


def copied_fields(record: BaseModel, prefix: str = "") -> Iterator[tuple[str, str, Copied]]:
    """Path, words and marker of each filled field that must be copied, in the order of the schema."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        marker = next((m for m in info.metadata if isinstance(m, Copied)), None)
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for position, item in items:
            path = f"{prefix}{name}" if position is None else f"{prefix}{name}.{position}"
            if isinstance(item, BaseModel):
                yield from copied_fields(item, f"{path}.")
            elif marker is not None and isinstance(item, str):
                yield path, item, marker
