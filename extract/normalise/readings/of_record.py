"""Holds every reading of a draft against the values that the program made of its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from extract.knowledge.language.letters import folded
from extract.knowledge.language.toll_words import TollWords
from extract.normalise.actors import ActorContext
from extract.normalise.day_reading import Today
from extract.normalise.place_hits import PlaceContext
from extract.normalise.readings.actors import check_actors
from extract.normalise.readings.checked import Checked
from extract.normalise.readings.counts import check_count, told_figure
from extract.normalise.readings.days import check_day
from extract.normalise.readings.english import english_of, in_english
from extract.normalise.readings.places import PlaceReading, check_place
from extract.normalise.readings.rendered import rendered
from schemas import Actor, Count, DateValue, Draft, Overruled, PlaceValue, Words
from schemas.draft import readings_of

_VALUES = (Actor, Count, DateValue, PlaceValue, Words)


@dataclass(frozen=True, slots=True)
class Against:
    """The context in which readings are checked, besides the words.

    ``until`` is the day that what is told was over by, ``today`` what its days are told from; ``places`` and ``actors``
    are what names are looked up in.  ``tolls`` are how the article's language counts people, ``english`` how English
    does.
    """

    until: dt.date | None
    today: Today
    tolls: TollWords
    english: TollWords
    places: PlaceContext
    actors: ActorContext


def with_readings(draft: Draft, values: Mapping[str, Any], against: Against) -> dict[str, Any]:
    """The values of a record that change by what the model read, and ``overruled``.

    Args:
        draft: as the model gave it, its readings with it.
        values: what the program made of its words, by field.
        against: what else is known.
    """
    overruled: list[Overruled] = []
    english = english_of(draft)
    changed: dict[str, Any] = dict(rendered(values, english, against.today, against.english)) if english else {}
    values = {**values, **changed}
    changed = {name: value for name, value in changed.items() if not isinstance(value, tuple)}
    for field, checked, reading in _checked(draft, values, against):
        if checked.against is not None:
            raw = _raw(values.get(field))
            overruled.append(Overruled(field=field, raw=raw, kept=checked.against, reading=reading))
        several = isinstance(values.get(field), tuple) and isinstance(checked.value, Count)
        changed[field] = (*changed.get(field, ()), checked.value) if several else checked.value
    for name, value in ({**values, **changed}).items() if english else ():
        changed[name] = _with_english(value, english)
    return {**changed, "overruled": tuple(overruled)}


def _checked(draft: Draft, values: Mapping[str, Any], against: Against) -> Iterator[tuple[str, Checked[Any], str]]:
    """Each field that the model read, its value, and the reading in words."""
    if draft.day:
        yield "date", check_day(values.get("date"), draft.day, until=against.until), draft.day
    if draft.town or draft.country:
        reading = PlaceReading(draft.town, draft.country)
        told = ", ".join(part for part in (draft.town, draft.country) if part)
        yield "place", check_place(values.get("place"), reading, against.places), told
    for name, marker in readings_of(type(draft)).items():
        read = getattr(draft, name)
        if marker.part == "name" and marker.of and read and values.get(marker.of):
            yield marker.of, _checked_names(values[marker.of], read, against.actors), read
    for name, value in values.items():
        if isinstance(value, Count):
            yield name, *_checked_count(value, _bounds(draft, of=name), against)
        for part, count in _counted(getattr(draft, name, None), value):
            yield name, *_checked_count(count, _bounds(part), against)


def _checked_count(words: Count, read: Mapping[str, int | None], against: Against) -> tuple[Checked[Count], str]:
    low, high = read.get("low"), read.get("high")
    more_than = against.tolls.more_than.search(folded(words.raw)) is not None
    return check_count(words, low, high, more_than=more_than), told_figure(low, high)


def _counted(parts: object, values: object) -> Iterator[tuple[BaseModel, Count]]:
    """Each number of a list of them as the model gave it and as the program read it."""
    if isinstance(parts, list) and isinstance(values, tuple):
        for part, value in zip(parts, values, strict=False):
            if isinstance(value, Count) and isinstance(part, BaseModel):
                yield part, value


def _bounds(told: BaseModel, of: str | None = None) -> dict[str, int | None]:
    """The model's reading of a number: "low" and "high", where it is asked for them."""
    markers = readings_of(type(told)).items()
    return {marker.part: getattr(told, name) for name, marker in markers if of in (None, marker.of)}


def _checked_names(words: Actor | tuple[Actor, ...], name: str, context: ActorContext) -> Checked[Any]:
    if isinstance(words, tuple):
        return check_actors(words, name, context)
    checked = check_actors((words,), name, context)
    return Checked(checked.value[0], checked.against)


def _raw(value: object) -> str:
    values = value if isinstance(value, tuple) else (value,)
    return "; ".join(dict.fromkeys(one.raw for one in values if isinstance(one, _VALUES)))


def _with_english(value: object, english: Mapping[str, str]) -> object:
    if isinstance(value, tuple):
        return tuple(_with_english(one, english) for one in value)
    return in_english(value, english) if isinstance(value, _VALUES) else value
