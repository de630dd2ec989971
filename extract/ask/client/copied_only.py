"""The JSON Schema of an answer without the fields that hold a model's own readings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from schemas import Draft
from schemas.draft import readings_of


def without_readings(schema: dict[str, Any], draft: type[Draft]) -> dict[str, Any]:
    """The schema of an answer with drafts of one kind, for a model that is asked for copied words alone."""
    readings = {model.__name__: readings_of(model) for model in _models(draft)}
    only_in_readings = {
        model.__name__ for part in _models(draft) for name in readings_of(part) for model in _parts(part, name)
    }
    definitions = {
        name: {**shape, "properties": _other(shape["properties"], readings.get(name, {}))}
        for name, shape in schema["$defs"].items()
        if name not in only_in_readings
    }
    return {**schema, "$defs": definitions}


def _other(properties: dict[str, Any], readings: dict[str, Any]) -> dict[str, Any]:
    return {name: shape for name, shape in properties.items() if name not in readings}


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those inside it."""
    yield model
    for name in model.model_fields:
        for part in _parts(model, name):
            yield from _models(part)


def _parts(model: type[BaseModel], field: str) -> Iterator[type[BaseModel]]:
    """The models that a field holds."""
    for part in get_args(model.model_fields[field].annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
