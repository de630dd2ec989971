"""Values of an event as a title in English has them, and as one with the articles' own words has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas import Actor, PlaceValue, Words


def in_english(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values, with the English of words that nobody knows another name for in place of the words."""
    return {field: _each(value, _english) for field, value in values.items()}


def in_own_words(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values, those that have English by the words of their article."""
    return {field: _each(value, _own) for field, value in values.items()}


def _each(value: Any, put: Any) -> Any:  # noqa: ANN401 - a value of any field, or several
    return tuple(map(put, value)) if isinstance(value, tuple) else put(value)


def _english(value: Any) -> Any:  # noqa: ANN401
    if not (isinstance(value, Actor | PlaceValue | Words) and value.english):
        return value
    if isinstance(value, Words):
        return value.model_copy(update={"raw": value.english})
    unnamed = value.via == "words" and (value.id is None if isinstance(value, Actor) else value.latitude is None)
    return value.model_copy(update={"name": value.english}) if unnamed else value


def _own(value: Any) -> Any:  # noqa: ANN401
    own = isinstance(value, Actor | PlaceValue) and value.english
    return value.model_copy(update={"name": value.raw}) if own else value
