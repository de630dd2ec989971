"""The cells of tables: values, names and sources as one text each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas import (
    KINDS,
    Actor,
    AnyEvent,
    AnyRecord,
    Count,
    DateValue,
    PlaceValue,
    SourceChain,
    Toll,
    Words,
    values_in,
)
from schemas.event import ClaimValue

SEPARATOR = "; "


def value_text(value: ClaimValue | Count) -> str:
    """A value as one text: its canonical name, else its words; a date as ISO 8601 days, an interval with a slash."""
    if isinstance(value, Toll | Count):
        low, high = ("?" if part is None else str(part) for part in (value.low, value.high))
        return f"{low if low == high else f'{low}..{high}'} {value.unit}"
    if isinstance(value, DateValue):
        days = dict.fromkeys(str(day) if day else ".." for day in (value.earliest, value.latest))
        return "/".join(days) if value.earliest or value.latest else value.raw
    if isinstance(value, Actor | PlaceValue):
        return value.name or value.raw
    return value.raw if isinstance(value, Words) else value


def chains_text(chains: Sequence[SourceChain]) -> str:
    """Chains of sources, each from the nearest to the origin: "Reuters < an official; medics"."""
    return SEPARATOR.join(" < ".join(source.name for source in chain) for chain in chains)


def part_of(thing: Any, *path: str) -> Any:  # noqa: ANN401 - fields of any model
    """The value at the end of a path of names; None where a part of it is missing."""
    for name in path:
        thing = getattr(thing, name, None)
    return thing


def day_text(thing: Any, part: str) -> str | None:  # noqa: ANN401
    """The earliest or latest day of an event or record."""
    known = part_of(thing, "date", part)
    return None if known is None else str(known)


def names_text(thing: AnyEvent | AnyRecord, role: str) -> str | None:
    """The actors of a role."""
    return SEPARATOR.join(actor.name for actor in values_in(thing, role)) or None


def raw_text(thing: AnyEvent | AnyRecord, field: str) -> str | None:
    """The words of a field as they were copied."""
    return SEPARATOR.join(words.raw for words in values_in(thing, field)) or None


def english_text(thing: AnyEvent | AnyRecord, field: str) -> str | None:
    """The English of the words of a field, where they are in another language."""
    return SEPARATOR.join(words.english for words in values_in(thing, field) if words.english) or None


def counts_text(record: AnyRecord, field: str) -> str | None:
    """The counts of a field."""
    return SEPARATOR.join(value_text(count) for count in values_in(record, field)) or None


def subtype(thing: AnyEvent | AnyRecord) -> str | None:
    """Which sort of its kind it is: the method of a strike, the act of a statement, the format of a meeting."""
    label = KINDS[thing.kind].subtype
    return part_of(thing, label) if label else None


def countries_text(place: PlaceValue | None) -> str | None:
    """The country of a place, or all that its words name."""
    return None if place is None else place.country or SEPARATOR.join(place.countries) or None


def overruled_texts(record: AnyRecord) -> list[str]:
    """Each reading of the model that the words speak against: "date: 2024-10-25 is not 2024-10-18"."""
    return [f"{one.field}: {one.reading} is not {one.kept}" for one in record.overruled]
