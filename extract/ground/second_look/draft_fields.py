"""A record with a field of its draft put in or left out, and the place of its words with it."""

from __future__ import annotations

from dataclasses import replace

from extract.base.types import Grounded
from schemas import Span


def given(item: Grounded, path: str) -> str | None:
    """The words of a field."""
    words: str | None = getattr(item.draft, path)
    return words


def with_field(item: Grounded, path: str, words: str, span: Span) -> Grounded:
    """The record with words of its article in a field."""
    return replace(item, draft=item.draft.model_copy(update={path: words}), spans={**item.spans, path: span})


def without(item: Grounded, path: str) -> Grounded:
    """The record with nothing in a field."""
    spans = {other: span for other, span in item.spans.items() if other != path}
    return replace(item, draft=item.draft.model_copy(update={path: None}), spans=spans)
