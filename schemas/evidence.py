"""Where a fact stands in its article, and whom the article has it from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from schemas.base import Frozen

SourceKind = Literal[
    "outlet",
    "wire",
    "state_media",
    "official",
    "armed_group",
    "monitor",
    "medical",
    "witness",
    "document",
    "unknown",
]


class Span(Frozen):
    """A half-open range of code points in an article's stored text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Span:
        if self.end < self.start:
            raise ValueError(f"a span ends at {self.end}, before it starts at {self.start}")
        return self

    def overlaps(self, other: Span) -> bool:
        """True if the two have a code point in common."""
        return self.start < other.end and other.start < self.end


class Evidence(Span):
    """A span of an article and the text that stands there: ``quote == text[start:end]``."""

    quote: str

    @model_validator(mode="after")
    def _quote_fills_the_span(self) -> Evidence:
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"a quote of {len(self.quote)} characters cannot fill {self.start}:{self.end}")
        return self


class Source(Frozen):
    """One hop of an attribution: who passed the information on."""

    name: str = Field(description="The source as the article names it")
    kind: SourceKind = "unknown"
    anonymous: bool = Field(default=False, description="True where the article withholds the name")


SourceChain = tuple[Source, ...]
"""Sources from the nearest (who told the outlet) to the origin (whose words they are)."""
