"""Kind: one sort of fact at each stage, and what its models say of their fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from schemas.draft import Copied, Draft
from schemas.event import Event
from schemas.record import Record
from schemas.values import Actor, Count, DateValue, PlaceValue, Words

Sort = Literal["actor", "count", "date", "label", "place", "words"]
"""The sort of thing a field holds: a value of `schemas.values`, or one word out of a closed list."""

_SORTS: dict[type, Sort] = {Actor: "actor", Count: "count", DateValue: "date", PlaceValue: "place", Words: "words"}

_OF_EVERY_RECORD = frozenset(Record.model_fields) - {"date", "place"}
_OF_EVERY_EVENT = frozenset(Event.model_fields) - {"date", "place"}


@dataclass(frozen=True, slots=True)
class ValueField:
    """A field that tells something: its name, what it holds, and whether it holds several of that.

    ``default`` is what the field says where the article says nothing of it.
    """

    name: str
    sort: Sort
    several: bool
    default: object = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact at each stage: draft (model), record (article), event (all articles).

    ``subtype`` names the label that says which sort of the kind something is ("air_strike").  ``folder`` names the
    package that holds what else belongs to the kind (`docs/kinds.md`); a kind that another package brings need not
    give it.
    """

    name: str
    draft: type[Draft]
    record: type[Record]
    event: type[Event]
    subtype: str | None = None
    folder: str = ""

    def fields(self, *sorts: Sort) -> tuple[ValueField, ...]:
        """The fields its records tell something in, in the order of the record: of some sorts, or of all."""
        return _fields(self.record, _OF_EVERY_RECORD, sorts)

    def of_event(self, *sorts: Sort) -> tuple[ValueField, ...]:
        """The fields its events show at a glance, in the order of the event, as `fields`."""
        return _fields(self.event, _OF_EVERY_EVENT, sorts)

    def companies(self) -> frozenset[str]:
        """The fields whose actors did it together, as the draft marks them."""
        markers = {name: marker_of(info) for name, info in self.draft.model_fields.items()}
        return frozenset(name for name, marker in markers.items() if marker and marker.company)

    def units(self) -> tuple[str, ...]:
        """The units that its counts are of, as its draft says: of a marker, or the labels beside the number."""
        return tuple(dict.fromkeys(unit for info in self.draft.model_fields.values() for unit in _units(info)))


def values_in(told: Record | Event, field: str) -> tuple[Any, ...]:
    """The values that a record or event holds in a field; none where its kind has no such field."""
    held = getattr(told, field, None)
    return () if held is None else held if isinstance(held, tuple) else (held,)


def by_model_alone(told: Record | Event) -> tuple[str, ...]:
    """The fields of a record or event whose values, or some of them, no words bear out: they are the model's."""
    held = [(name, value) for name in type(told).model_fields for value in values_in(told, name)]
    if isinstance(told, Event):
        held += [(claim.field, claim.value) for claim in told.claims if claim.rank != "deprecated"]
    return tuple(dict.fromkeys(name for name, value in held if getattr(value, "via", None) == "model"))


def marker_of(info: FieldInfo) -> Copied | None:
    """The marker of a copied field of a draft; None where there is none."""
    return next((one for one in info.metadata if isinstance(one, Copied)), None)


@cache
def _fields(model: type[BaseModel], common: frozenset[str], sorts: tuple[Sort, ...]) -> tuple[ValueField, ...]:
    found = (_value_field(name, info) for name, info in model.model_fields.items() if name not in common)
    return tuple(one for one in found if one and (not sorts or one.sort in sorts))


def _value_field(name: str, info: FieldInfo) -> ValueField | None:
    several, held = _held(info.annotation)
    sort: Sort | None = "label" if get_origin(held) is Literal else _SORTS.get(held)
    return ValueField(name, sort, several, info.get_default(call_default_factory=True)) if sort else None


def _held(annotation: Any) -> tuple[bool, Any]:  # noqa: ANN401 (whatever stands behind a field's colon)
    """Whether a field holds several of something, and of what, None aside."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    if get_origin(annotation) in (tuple, list):
        return True, get_args(annotation)[0]
    return False, annotation


def _units(info: FieldInfo) -> Iterator[str]:
    marker, (_, held) = marker_of(info), _held(info.annotation)
    if marker and marker.unit:
        yield marker.unit
    if isinstance(held, type) and issubclass(held, BaseModel) and "unit" in held.model_fields:
        yield from get_args(held.model_fields["unit"].annotation)
