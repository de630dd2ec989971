"""Reads an answer's draft as its kind has it, and says of every fault in which field it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from extract.ground.copied_words import EDGES
from schemas import KINDS, Draft

_PLACEHOLDERS = frozenset({"", "none", "null", "n/a", "unknown", "unspecified"}) | {
    f"not {participle}" for participle in ("specified", "mentioned", "given", "stated", "applicable", "available")
}
_FAULTS = {
    "missing": "must be given",
    "literal_error": "is none of the values allowed",
    "extra_forbidden": "is no field of this record",
    "string_too_short": "must not be empty",
    "too_short": "has too few items",
    "nothing_told": "says neither who, whom, when, where nor how many; leave it out",
}
_TOO_LITTLE = frozenset({"too_short", "nothing_told"})
_LONGEST_SHOWN = 60
"""Characters of a wrong value that a complaint quotes."""


class NotOfTheFormError(Exception):
    """A draft is not of the form of its kind; ``sound`` is it without what is wrong, None if nothing can go.

    ``too_little`` says that it tells nothing, or names fewer of something than make one: a meeting of one.
    """

    def __init__(self, faults: Sequence[str], sound: Mapping[str, Any] | None, *, too_little: bool = False) -> None:
        """``faults`` are for people and for the model that is asked again."""
        super().__init__("; ".join(faults))
        self.faults, self.sound, self.too_little = list(faults), sound, too_little


def parsed(kind: str, draft: Mapping[str, Any]) -> Draft:
    """The draft of a kind, without what models write where they should leave a field out.

    Raises:
        NotOfTheFormError: a field is missing, of another type, or not one of the values allowed.
    """
    model = KINDS[kind].draft
    given = {name: value for name, value in draft.items() if not _absent(model, name, value)}
    fields = _null_if_absent(model) | {name: None if _placeholder(value) else value for name, value in given.items()}
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        wrong = error.errors()
    sound = dict(fields)
    for fault in wrong:
        _leave_out(sound, fault)
    too_little = any(one["type"] in _TOO_LITTLE and "sentences" not in one["loc"] for one in wrong)
    raise NotOfTheFormError([_fault(one) for one in wrong], sound if sound != fields else None, too_little=too_little)


@cache
def _nullable(model: type[Draft]) -> frozenset[str]:
    return frozenset(name for name, info in model.model_fields.items() if type(None) in get_args(info.annotation))


def _null_if_absent(model: type[Draft]) -> dict[str, Any]:
    """The fields that must be given, if only as null, and that a model leaves out which is told to write no null."""
    return {name: None for name in _nullable(model) if model.model_fields[name].is_required()}


def _absent(model: type[Draft], name: str, value: object) -> bool:
    """True for a field that is null where it says something else by default."""
    may_go = name in model.model_fields and not model.model_fields[name].is_required()
    return value is None and may_go and name not in _nullable(model)


def _leave_out(fields: dict[str, Any], fault: ErrorDetails) -> None:
    """Take what is wrong out of the fields: of a list the item, of an item of several parts the part, if it may go."""
    name, *rest = fault["loc"] or ("",)
    if name not in fields:
        return
    if fault["type"] == "too_long":
        fields[str(name)] = fields[str(name)][: fault["ctx"]["max_length"]]
    elif len(rest) > 1 and isinstance(rest[0], int) and rest[1] in {"low", "high", "who"}:
        fields[str(name)] = [
            {**item, rest[1]: None} if at == rest[0] and isinstance(item, dict) else item
            for at, item in enumerate(fields[str(name)])
        ]
    else:
        del fields[str(name)]


def _fault(fault: ErrorDetails) -> str:
    # pydantic's types of fault are stable; its texts are not, and the text of a re-ask is part of a recording's key.
    where, what = ".".join(map(str, fault["loc"])) or "record", fault["type"]
    said = _FAULTS.get(what, what.replace("_", " "))
    value = fault["input"]
    if what == "missing" or not isinstance(value, str | int | float):
        return f"{where}: {said}"
    return f"{where}: “{str(value)[:_LONGEST_SHOWN]}” {said}"


def _placeholder(value: object) -> bool:
    """True for what models write where they should leave a field out."""
    return isinstance(value, str) and value.strip(EDGES).lower() in _PLACEHOLDERS
