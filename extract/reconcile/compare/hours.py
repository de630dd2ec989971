"""The times of day that two dates tell, and the hours between them."""

from __future__ import annotations

from collections.abc import Mapping

from schemas import DateValue

Hours = tuple[float, float]
"""From one hour of a day to another; what goes on past midnight ends after 24."""

DAY = 24.0

ABOUT = 0.5
"""Hours that a time of day may be off: reporters round."""

PARTS: Mapping[str, Hours] = {
    "early_hours": (0.0, 7.0),
    "morning": (5.0, 12.0),
    "midday": (11.0, 14.0),
    "afternoon": (12.0, 18.0),
    "evening": (17.0, 23.5),
    "night": (19.0, 30.0),
}
"""The hours that reporters mean by a part of the day; neighbours overlap, for they do not agree on where one ends."""


def hours_of(date: DateValue) -> Hours | None:
    """The hours that a date may be at; None where it tells none."""
    if date.time:
        hours, minutes = map(int, date.time.split(":"))
        return hours + minutes / 60 - ABOUT, hours + minutes / 60 + ABOUT
    return PARTS[date.part_of_day] if date.part_of_day else None


def hours_apart(a: Hours, b: Hours) -> float:
    """Fewest hours between two times of day, 0.0 where they overlap, whichever side of midnight they are told on."""
    return min(max(0.0, a[0] - b[1] - shift, b[0] + shift - a[1]) for shift in (-DAY, 0.0, DAY))
