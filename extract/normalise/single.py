"""One value by its words alone, as a person writes it in a correction."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from extract.knowledge.world.known import Knowledge
from extract.normalise.actors import ActorContext, read_actors
from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import Today
from extract.normalise.people import People
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place
from extract.normalise.shared_fields import shared_fields
from schemas import Actor, DateValue, PlaceValue, Words

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")

Read = tuple[Actor, ...] | DateValue | PlaceValue | Words | str


def read_single(kind: str, field: str, words: str, *, knowledge: Knowledge) -> Read:
    """The value that words come to in a field of a kind; the words themselves where the field is a label.

    A date is ISO 8601 (a day, a month, or two days with a slash between) or as an article writes it.

    Raises:
        ValueError: a date in ISO 8601 that no calendar has.
    """
    marker = next((one.marker for one in shared_fields(kind) if one.name == field), None)
    match marker.words_of if marker else None:
        case "actor":
            role = marker.role if marker else None
            return read_actors(words, ActorContext(knowledge, People((), (), {}), role))
        case "place":
            return read_place(words, PlaceContext(knowledge)).value
        case "date":
            return _date(words)
        case "text":
            return Words(raw=words)
        case _:
            return words


def _date(words: str) -> DateValue:
    if days := _DAYS.fullmatch(words):
        first, last = (dt.date.fromisoformat(day) for day in days.groups())
        return DateValue(raw=words, earliest=first, latest=last, precision="day", anchor="text")
    if month := _MONTH.fullmatch(words):
        first = dt.date(int(month[1]), int(month[2]), 1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return DateValue(raw=words, earliest=first, latest=last, precision="month", anchor="text")
    return read_date(words, DateContext(Today(None)))
