"""The names of a language for months, weekdays and days told from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from schemas.values import PartOfDay

Count = Literal["gregorian", "persian", "islamic"]
"""By which calendar the years and months of a name are counted."""

Stretch = Literal[
    "night_before_last",
    "last_night",
    "last_week",
    "this_week",
    "last_month",
    "this_month",
    "last_year",
    "this_year",
    "last_weekend",
]
Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Names of one language, folded (`extract.knowledge.language.letters`), in every form that is known of them.

    A star at a name's end stands for any ending.  Months are 1 to 12, of the Gregorian calendar; ``other_months``
    of another.  Weekdays are 0 (Monday) to 6.  ``days`` are days from today (yesterday: -1), ``stretches`` longer
    times told from it; ``ago`` are patterns with "{0}" for a number, a unit and, where there is no "{0}", how many.
    ``last`` and ``upcoming`` say which weekday is meant, ``to`` joins two days of a range, ``night_before`` tells the
    night that ends in a day, ``since`` and ``before`` leave one end open.  ``elsewhere`` tells a day from another one
    ("that day when"), ``feasts`` beside a weekday make one of a feast of it ("Viernes Santo"); ``other_days`` do so
    from the one told last before, by how many days ("the day before": -1).
    ``ordinals`` are days of a month in words, ``day_endings`` follow their figures ("1er"), ``of`` stands before the
    month and ``year`` before the year.  ``parts`` are those of the day.  ``glued`` are written as one word with a name.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    other_months: Mapping[str, tuple[Count, int]] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    stretches: Mapping[str, Stretch] = field(default_factory=dict)
    ago: tuple[tuple[str, Unit, int | None], ...] = ()
    last: tuple[str, ...] = ()
    upcoming: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    night_before: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    parts: Mapping[str, PartOfDay] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    feasts: tuple[str, ...] = ()
    other_days: Mapping[str, int] = field(default_factory=dict)
    day_endings: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    unspaced: bool = False
