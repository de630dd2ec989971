"""What every draft has in common, and how a field says what kind of words it holds.

A draft (`Strike`, `Statement`, `Meeting`) is what a model fills: sentence numbers and the
article's own words.  Its record holds the same fields with their values worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from schemas.base import Frozen

Assertion = Literal["asserted", "reported", "denied", "planned", "hypothetical", "historical"]
WordsOf = Literal["actor", "place", "date", "count", "text"]


@dataclass(frozen=True, slots=True)
class Copied:
    """Marks a draft field whose content must be copied from the article, and what it is words of.

    ``role`` is the part an actor plays; ``company`` says that all actors of the field did it together.
    ``unit`` is what a count is of.  ``anywhere`` allows the words to stand outside the
    cited sentences, for a speaker whom the text names earlier.
    """

    words_of: WordsOf
    role: str | None = None
    anywhere: bool = False
    unit: str | None = None
    company: bool = False


Short = Annotated[str, Field(min_length=1, max_length=200)]
SentenceNumber = Annotated[int, Field(ge=1)]


def _sources_last(schema: dict[str, Any]) -> None:
    """Let a model tell what happened before it judges how sure the text is of it."""
    properties = schema["properties"]
    for name in ("assertion", "according_to"):
        properties[name] = properties.pop(name)


class Draft(Frozen):
    """One fact as a model reads it from one place of an article."""

    model_config = ConfigDict(json_schema_extra=_sources_last)

    sentences: list[SentenceNumber] = Field(
        min_length=1, max_length=8, description="Numbers of the sentences that tell it"
    )
    assertion: Assertion = Field(
        default="asserted",
        description="asserted: the article says so itself; reported: someone else says so; denied; planned: still to "
        "come; hypothetical: threatened or possible; historical: recalled from long before the news",
    )
    according_to: Annotated[list[Short], Copied("text")] = Field(
        default_factory=list,
        max_length=4,
        description="Whom the article has it from, copied, nearest first: ['Reuters', 'an Iraqi militia official']",
    )
