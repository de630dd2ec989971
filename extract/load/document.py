"""The texts that a reader makes of a file, and the facts stated about them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from extract.base.errors import InputError
from schemas import PublishedFrom

_LONGEST_FACT = 2000
"""Code points: an address may be that long, a title never is."""

_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_].*)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")


class UnreadableError(InputError):
    """Why one file, or one part of it, cannot be read; says nothing of where it is."""


def text_fault(text: str) -> str | None:
    """Why a text cannot be kept as it is; None where it can."""
    if "\0" in text:
        return "holds NUL characters, so it may be binary data"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "holds halves of characters (lone surrogates)"
    return None


def _text_of(value: object) -> str | None:
    """A field with single spaces; None where nothing is left of it.

    Raises:
        ValueError: it is neither a text nor a number, or no text that can be written.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("is not a text")
    words = " ".join(str(value).split())
    if len(words) > _LONGEST_FACT:
        raise ValueError(f"has more than {_LONGEST_FACT:,} characters")
    if fault := text_fault(words):
        raise ValueError(fault)
    return words or None


def _day_of(value: object) -> dt.date | None:
    """The day that an ISO 8601 date or time is written with, in whatever zone that is.

    Raises:
        ValueError: it is no such date.
    """
    if isinstance(value, dt.date):
        return value
    words = _text_of(value)
    if words is None:
        return None
    try:
        if not _DAY.fullmatch(words):
            raise ValueError
        dt.datetime.fromisoformat(words)
        return dt.date.fromisoformat(words[:10])
    except ValueError:
        raise ValueError("is not an ISO 8601 day such as 2021-03-04") from None


def _language_of(value: object) -> str | None:
    """The two letters of "en", "EN" or "en-GB".

    Raises:
        ValueError: it does not begin with such a code.
    """
    words = _text_of(value)
    if words is not None and not _LANGUAGE.fullmatch(words):
        raise ValueError("is not a two-letter code such as en")
    return words and words[:2].lower()


_Text = Annotated[str | None, BeforeValidator(_text_of)]


class Facts(BaseModel):
    """The facts stated about an article outside its text; None where nothing is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: _Text = None
    title: _Text = None
    outlet: _Text = None
    published: Annotated[dt.date | None, BeforeValidator(_day_of)] = None
    url: _Text = None
    language: Annotated[str | None, BeforeValidator(_language_of)] = None

    def over(self, other: Facts) -> Facts:
        """These facts, and the other's where these have none."""
        return Facts(**{**other.model_dump(exclude_none=True), **self.model_dump(exclude_none=True)})


_NOTHING = Facts()


class Sidecar(Facts):
    """The facts in a metadata file: it is written for us, so a field we do not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the facts stated with it, where its day is from, and its number (from 1) in a file of several.

    ``doubts`` say what a reader of it should look at before he trusts it.
    """

    text: str
    facts: Facts = _NOTHING
    published_from: PublishedFrom | None = None
    number: int | None = None
    doubts: tuple[str, ...] = ()

    def with_number(self, number: int) -> Text:
        """The same, numbered."""
        return replace(self, number=number)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A part of a file, by its number, that cannot be read, and why; ``left`` where it need be no article."""

    reason: str
    number: int | None = None
    left: bool = False


Reader = Callable[..., Iterable[Text | Flaw]]
"""Makes texts of a file's bytes; raises `UnreadableError` where it can make nothing of them.

Of a format with fields it takes the names of columns that the user gave, too."""


def check_facts(values: object, model: type[Facts] = Facts) -> Facts:
    """The facts that an object of a JSON file states.

    Raises:
        UnreadableError: it is no object, or a field is not what it must be.
    """
    if not isinstance(values, dict):
        raise UnreadableError("not a JSON object with fields")
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise UnreadableError("; ".join(map(_complaint, error.errors()))) from None


def _complaint(error: ErrorDetails) -> str:
    field = error["loc"][0]
    if error["type"] == "extra_forbidden":
        return f'no field "{field}" is known; these are: {", ".join(Facts.model_fields)}'
    reason = error.get("ctx", {}).get("error", error["msg"])
    return f'"{field}" {reason}: {str(error["input"])[:60]!r}'
