"""The fields of a kind that become claims, and how their values compare: by what the schema says they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, NamedTuple

from extract.base.errors import InvariantError
from extract.reconcile.compare.days import is_resolved
from extract.reconcile.compare.kinship import SAME_NAME, is_named, kinship
from extract.reconcile.compare.places import BREADTH
from extract.reconcile.compare.words import fold
from extract.reconcile.fuse.claims import FieldRules, ToldValue
from extract.reconcile.mention import party
from schemas import Actor, AnyRecord, DateValue, Kind, PlaceValue, StatementRecord, ValueField, Words, values_in

_FINENESS = ("none", "year", "month", "week", "day")


def _values(name: str) -> Callable[[AnyRecord], Iterable[Any]]:
    return partial(values_in, field=name)


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


def _date_merit(told: ToldValue) -> tuple[int, ...]:
    date: DateValue = told.value
    fineness = _FINENESS.index(date.precision)
    return int(is_resolved(date)), fineness, _in_words(date), int(date.weekday is not None)


def _place_merit(told: ToldValue) -> tuple[int, ...]:
    return int(told.value.name is not None), -BREADTH.index(told.value.precision), _in_words(told.value)


def _actor_merit(told: ToldValue) -> tuple[int, ...]:
    return int(is_named(told.value)), int(told.value.id is not None), _in_words(told.value)


def _in_words(value: DateValue | PlaceValue | Actor) -> int:
    """1 where words bear a value out, 0 where it is the model's alone."""
    return int(value.via != "model")


def _content_merit(told: ToldValue) -> tuple[int, ...]:
    record = told.record
    return (("indirect", "mixed", "direct").index(record.quote_type) if isinstance(record, StatementRecord) else 0,)


def _no_merit(_told: ToldValue) -> tuple[int, ...]:
    return ()


def _says_more(told: ToldValue, than: str) -> tuple[int, ...]:
    return (int(told.value != than),)


def _equal(a: object, b: object) -> bool:
    return a == b


def actors_field(name: str) -> FieldRules:
    """Actors, of whom those are preferred that are named and known."""
    return FieldRules(name, partial(party, field=name), _same_actor, _actor_merit, "named_then_best_supported")


def words_field(name: str) -> FieldRules:
    """Words, the best supported first."""
    return FieldRules(name, _values(name), _same_words, _no_merit, "best_supported")


def label_field(name: str, *, vague: str) -> FieldRules:
    """One word out of a closed list, of which ``vague`` says least."""
    return FieldRules(name, _values(name), _equal, partial(_says_more, than=vague), "best_supported")


DATE = FieldRules("date", _values("date"), _same_date, _date_merit, "most_precise")
PLACE = FieldRules("place", _values("place"), _same_place, _place_merit, "most_precise")
CONTENT = FieldRules("content", _values("content"), _same_words, _content_merit, "most_literal")

ANY_FORMAT = label_field("format", vague="")


class Fields(NamedTuple):
    """The fields of a kind that become claims, besides its date and counts.

    ``single`` have one true value, ``parties`` hold several actors at once, of ``lists`` every value stands.
    """

    single: tuple[FieldRules, ...]
    parties: tuple[FieldRules, ...]
    lists: tuple[FieldRules, ...]


@cache
def fields_of(kind: Kind, claimed: tuple[str, ...]) -> Fields:
    """The fields of a kind, derived from its schema; ``claimed`` names those of one value in order, else all are."""
    told = {one.name: one for one in kind.fields("actor", "label", "place", "words")}
    single = claimed or [one.name for one in (told["place"], *told.values()) if not one.several]
    several = [one for one in told.values() if one.several]
    return Fields(
        tuple(_field(told[name]) for name in dict.fromkeys(single)),
        tuple(_field(one) for one in several if one.sort == "actor"),
        tuple(_field(one) for one in several if one.sort == "words"),
    )


def _field(told: ValueField) -> FieldRules:
    match told.sort:
        case "actor":
            return actors_field(told.name)
        case "label":
            return label_field(told.name, vague=str(told.default))
        case "place":
            return PLACE
        case "words":
            return words_field(told.name)
        case _:
            raise InvariantError(f"{told.name} is a {told.sort}, which has claims of its own sort")
