"""Fields of tellings whose distinct values are few: how a value is told from others, and made again from that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from extract.large.columns.table import Standing
from extract.reconcile.match.cannot_link import standing
from extract.reconcile.match.rules.casualties import figures
from extract.reconcile.mention import Telling
from schemas import Actor, DateValue, PlaceValue

V = TypeVar("V")
Key = tuple[Any, ...]

_DATE = ("raw", "earliest", "latest", "precision", "weekday", "timezone")
_PLACE = ("raw", "name", "country", "countries", "admin1", "latitude", "longitude", "precision")
_ACTOR = ("name", "id", "country", "member_of")


@dataclass(frozen=True, slots=True)
class ColumnField(Generic[V]):
    """A field of tellings: its value, what is different for values that any rule tells apart, and the value of that.

    A key holds nothing but strings, numbers, days and tuples, and equal values have one key.
    """

    of: Callable[[Telling], V]
    key: Callable[[V], Key]
    value: Callable[[Key], V]


def dates_key(dates: tuple[DateValue, ...]) -> Key:
    """The key by which two dates are the same value."""
    return tuple(tuple(getattr(date, name) for name in _DATE) for date in dates)


def _dates(key: Key) -> tuple[DateValue, ...]:
    return tuple(DateValue.model_construct(**dict(zip(_DATE, one, strict=True))) for one in key)


def places_key(places: tuple[PlaceValue, ...]) -> Key:
    """The key by which two places are the same value."""
    return tuple(tuple(getattr(place, name) for name in _PLACE) for place in places)


def _places(key: Key) -> tuple[PlaceValue, ...]:
    return tuple(PlaceValue.model_construct(**dict(zip(_PLACE, one, strict=True))) for one in key)


def actors_key(actors: tuple[Actor, ...]) -> Key:
    """The key by which two actors are the same value."""
    return tuple(tuple(getattr(actor, name) for name in _ACTOR) for actor in actors)


def _actors(key: Key) -> tuple[Actor, ...]:
    return tuple(Actor.model_construct(raw=one[0], **dict(zip(_ACTOR, one, strict=True))) for one in key)


def _party(name: str) -> ColumnField[tuple[Actor, ...]]:
    return ColumnField(lambda telling: telling.parties[name], actors_key, _actors)


def _labels(of: Callable[[Telling], frozenset[Any]]) -> ColumnField[frozenset[Any]]:
    return ColumnField(of, lambda labels: tuple(sorted(labels)), frozenset)


def _standing(telling: Telling) -> Standing:
    return Standing(any(record.assertion == "historical" for record in telling.records), standing(telling))


_DATES: ColumnField[tuple[DateValue, ...]] = ColumnField(lambda telling: telling.dates, dates_key, _dates)
_PLACES: ColumnField[tuple[PlaceValue, ...]] = ColumnField(lambda telling: telling.places, places_key, _places)
_STANDING: ColumnField[Standing] = ColumnField(_standing, tuple, lambda key: Standing(*key))

FIELDS: Mapping[str, Mapping[str, ColumnField[Any]]] = {
    "strike": {
        "dates": _DATES,
        "places": _PLACES,
        "attackers": _party("attacker"),
        "targets": _party("target"),
        "methods": _labels(lambda telling: telling.methods),
        "figures": _labels(figures),
        "standing": _STANDING,
    },
    "statement": {
        "dates": _DATES,
        "speakers": _party("speaker"),
        "addressees": _party("addressee"),
        "acts": _labels(lambda telling: telling.acts),
        "scenes": _labels(lambda telling: telling.setting.scenes),
        "alone": ColumnField(lambda telling: telling.alone, lambda alone: (alone,), lambda key: key[0]),
    },
    "meeting": {
        "dates": _DATES,
        "places": _PLACES,
        "participants": _party("participants"),
        "standing": _STANDING,
    },
}
"""What is compared by its distinct values, by kind of record."""
