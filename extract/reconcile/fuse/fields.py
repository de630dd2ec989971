"""The fields of each kind that become claims, and how their values compare: a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from extract.reconcile.compare.days import is_resolved
from extract.reconcile.compare.kinship import SAME_NAME, is_named, kinship
from extract.reconcile.compare.places import BREADTH
from extract.reconcile.compare.words import fold
from extract.reconcile.fuse.claims import Field, Told
from extract.reconcile.mention import party
from schemas import Actor, AnyRecord, DateValue, PlaceValue, StatementRecord, Words

_FINENESS = ("none", "year", "month", "week", "day")


def _values(name: str) -> Callable[[AnyRecord], Iterable[Any]]:
    def read(record: AnyRecord) -> Iterable[Any]:
        value = getattr(record, name, None)
        return () if value is None else value if isinstance(value, tuple) else (value,)

    return read


def _same_date(a: DateValue, b: DateValue) -> bool:
    if (a.earliest, a.latest, a.precision, a.weekday) != (b.earliest, b.latest, b.precision, b.weekday):
        return is_resolved(a) and (a.earliest, a.latest, a.precision) == (b.earliest, b.latest, b.precision)
    return bool(a.earliest or a.latest or a.weekday) or fold(a.raw) == fold(b.raw)


def _same_place(a: PlaceValue, b: PlaceValue) -> bool:
    if a.name is None or b.name is None:
        return a.name == b.name and fold(a.raw) == fold(b.raw)
    ours, theirs = ((x.name, x.country, x.countries, x.precision) for x in (a, b))
    return ours == theirs


def _same_actor(a: Actor, b: Actor) -> bool:
    return (kinship(a, b) or 0.0) >= SAME_NAME or (a.id == b.id and fold(a.name) == fold(b.name))


def _same_words(a: Words, b: Words) -> bool:
    return fold(a.raw) == fold(b.raw)


def _date_merit(told: Told) -> tuple[int, ...]:
    return int(is_resolved(told.value)), _FINENESS.index(told.value.precision), int(told.value.weekday is not None)


def _place_merit(told: Told) -> tuple[int, ...]:
    return int(told.value.name is not None), -BREADTH.index(told.value.precision)


def _actor_merit(told: Told) -> tuple[int, ...]:
    return int(is_named(told.value)), int(told.value.id is not None)


def _content_merit(told: Told) -> tuple[int, ...]:
    record = told.record
    return (("indirect", "mixed", "direct").index(record.quote_type) if isinstance(record, StatementRecord) else 0,)


def _no_merit(_told: Told) -> tuple[int, ...]:
    return ()


def _not(label: str) -> Callable[[Told], tuple[int, ...]]:
    return lambda told: (int(told.value != label),)


def _equal(a: object, b: object) -> bool:
    return a == b


def _actors(name: str) -> Field:
    return Field(name, lambda record: party(record, name), _same_actor, _actor_merit, "named_then_best_supported")


def _words(name: str) -> Field:
    return Field(name, _values(name), _same_words, _no_merit, "best_supported")


def _label(name: str, vague: str) -> Field:
    return Field(name, _values(name), _equal, _not(vague), "best_supported")


DATE = Field("date", _values("date"), _same_date, _date_merit, "most_precise")
PLACE = Field("place", _values("place"), _same_place, _place_merit, "most_precise")
CONTENT = Field("content", _values("content"), _same_words, _content_merit, "most_literal")

SINGLE: dict[str, tuple[Field, ...]] = {
    "strike": (PLACE, _label("method", "other"), _words("weapon"), _words("stated_reason"), _words("in_response_to")),
    "statement": (
        _actors("speaker"),
        CONTENT,
        _label("act", "comment"),
        _actors("addressee"),
        _words("about"),
        _words("channel"),
        PLACE,
    ),
    "meeting": (_label("format", ""), PLACE, _words("outcome")),
}
"""Fields of which an event has one true value, besides its date."""

PARTIES: dict[str, tuple[Field, ...]] = {
    "strike": (_actors("attacker"), _actors("target")),
    "statement": (),
    "meeting": (_actors("participants"),),
}
"""Fields that hold several actors at once."""

LISTS: dict[str, tuple[Field, ...]] = {"strike": (), "statement": (), "meeting": (_words("topics"),)}
"""Fields of which every value stands."""
