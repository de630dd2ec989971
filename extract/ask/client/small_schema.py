"""The JSON Schema of an answer as a small model is asked for it: no readings of its own, and no fine distinctions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from schemas import Draft
from schemas.draft import Fine, fine_in, readings_of


def for_small_models(schema: dict[str, Any], draft: type[Draft]) -> dict[str, Any]:
    """The schema of an answer with drafts of one kind, for a model that is asked for copied words and plain labels."""
    models = {model.__name__: model for model in _models(draft)}
    left_out = {
        part.__name__ for model in models.values() for name in readings_of(model) for part in _parts(model, name)
    }
    definitions = {
        name: {**shape, "properties": _plain(shape["properties"], models[name])} if name in models else shape
        for name, shape in schema["$defs"].items()
        if name not in left_out
    }
    return {**schema, "$defs": definitions}


def _plain(properties: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The properties that every model is asked for, labels of them without those that are told apart finely."""
    fine, readings = fine_in(model), readings_of(model)
    kept = {name: shape for name, shape in properties.items() if name not in readings and fine.get(name) != Fine()}
    for name, marker in fine.items():
        if name in kept:
            kept[name] = {**kept[name], "enum": [one for one in kept[name]["enum"] if one not in marker.labels]}
    return kept


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
