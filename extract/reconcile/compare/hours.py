"""What time of a day two dates tell, and how many hours lie between."""

from __future__ import annotations

import re

from schemas import DateValue

Hours = tuple[float, float]
"""From one hour of a day to another; what goes on past midnight ends after 24."""

DAY = 24.0

ABOUT = 0.5
"""Hours that a time of day may be off: reporters round."""

PARTS: dict[str, Hours] = {
    "early_hours": (0.0, 6.0),
    "morning": (5.0, 12.0),
    "midday": (11.0, 14.0),
    "afternoon": (12.0, 18.0),
    "evening": (17.0, 23.0),
    "night": (19.0, 30.0),
}
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m\b|p\.?m\b)|\b(\d{1,2}):(\d{2})\b", re.IGNORECASE)
_WORDS = {
    r"midnight": (23.0, 25.0),
    r"\bnoon|midday": (11.0, 13.0),
    r"dawn|small hours|early hours": (0.0, 7.0),
    r"morning": (5.0, 12.0),
    r"afternoon": (12.0, 18.0),
    r"evening": (17.0, 23.0),
    r"night": (19.0, 30.0),
}


def hours_of(date: DateValue) -> Hours | None:
    """The hours that a date may be at; None where it tells none."""
    words = date.raw
    clock = _CLOCK.search(words)
    if clock:
        hour = int(clock[1] or clock[4]) + int(clock[2] or clock[5] or 0) / 60
        if clock[3]:
            hour = hour % 12 + (12 if clock[3].lower().startswith("p") else 0)
        return hour - ABOUT, hour + ABOUT
    return next((hours for pattern, hours in _WORDS.items() if re.search(pattern, words, re.IGNORECASE)), None)


def hours_apart(a: Hours, b: Hours) -> float:
    """Fewest hours between two times of day, 0.0 where they overlap, whichever side of midnight they are told on."""
    return min(max(0.0, a[0] - b[1] - shift, b[0] + shift - a[1]) for shift in (-DAY, 0.0, DAY))
