"""The fields that a draft and its record share, and what is made of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import get_origin

from schemas import KINDS
from schemas.draft import Copied
from schemas.kind import marker_of


@dataclass(frozen=True, slots=True)
class SharedField:
    """A field that a draft and its record share, and whether the record holds several values in it."""

    name: str
    marker: Copied | None
    several: bool


@lru_cache
def shared_fields(kind: str) -> tuple[SharedField, ...]:
    """Fields of a kind's draft that its record has too, in the order of the draft."""
    draft, record = KINDS[kind].draft, KINDS[kind].record
    return tuple(
        SharedField(name, marker_of(info), get_origin(record.model_fields[name].annotation) is tuple)
        for name, info in draft.model_fields.items()
        if name in record.model_fields and name not in {"assertion", "according_to"}
    )
