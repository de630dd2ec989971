"""The base of all drafts, and the markers by which a field says what kind of words it holds.

A draft (`Strike`, `Statement`, `Meeting`) is what a model fills: sentence numbers and the
article's own words.  Its record holds the same fields with their values worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.base import Frozen

Assertion = Literal["asserted", "reported", "denied", "planned", "hypothetical", "historical"]
WordsOf = Literal["actor", "place", "date", "count", "text"]
ReadingOf = Literal["day", "town", "country", "name", "low", "high", "english"]


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


@dataclass(frozen=True, slots=True)
class Reading:
    """Marks a draft field that holds the model's own reading of a copied one, ``of`` (None: of every one).

    A reading is never evidence: it is checked against the copied words, and a model need not give any.
    """

    part: ReadingOf
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Fine:
    """Marks what only a model is asked for that tells fine differences apart: a field, or some of its ``labels``."""

    labels: frozenset[str] = frozenset()


Short = Annotated[str, Field(min_length=1, max_length=200)]
SentenceNumber = Annotated[int, Field(ge=1)]


def readings_of(model: type[BaseModel]) -> dict[str, Reading]:
    """The fields of a draft, or of a part of one, that hold readings, with their markers."""
    marked = ((name, item) for name, info in model.model_fields.items() for item in info.metadata)
    return {name: item for name, item in marked if isinstance(item, Reading)}


def fine_in(model: type[BaseModel]) -> dict[str, Fine]:
    """The fields of a draft that are, or have labels, for models that tell fine differences apart."""
    marked = ((name, item) for name, info in model.model_fields.items() for item in info.metadata)
    return {name: item for name, item in marked if isinstance(item, Fine)}


def _in_order_of_thought(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Let a model copy words before it reads them, and tell what happened before it judges how sure the text is."""
    properties: dict[str, Any] = schema["properties"]
    readings = readings_of(model)
    last = ("assertion", "according_to")
    for name in (*(name for name in properties if name not in readings and name not in last), *last):
        properties[name] = properties.pop(name)
        for reading in [one for one, marker in readings.items() if marker.of == name]:
            properties[reading] = properties.pop(reading)
    for name in [name for name, marker in readings.items() if marker.of not in properties]:
        properties[name] = properties.pop(name)


class Translation(Frozen):
    """Copied words that are not English, and just these words in English."""

    words: str = Field(description="As copied above")
    english: str = Field(description="In English")


class Draft(Frozen):
    """One fact as a model reads it from one place of an article.

    Fields marked `Copied` hold the article's own words, those marked `Reading` what the model makes of them.
    """

    model_config = ConfigDict(json_schema_extra=_in_order_of_thought)

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
    day: Annotated[str | None, Reading("day", of="date")] = Field(
        default=None, description="The day it was, as YYYY-MM-DD; FIRST/LAST for several; null if not known"
    )
    town: Annotated[str | None, Reading("town", of="place")] = Field(
        default=None, description="The narrowest town or district it was in, by its usual English name"
    )
    country: Annotated[str | None, Reading("country", of="place")] = Field(
        default=None, description="The country it was in, ISO 3166-1 alpha-2"
    )
    english: Annotated[list[Translation], Reading("english")] = Field(
        default_factory=list, description="Each of the copied words in English, if the article is in another language"
    )
