"""Reads words that a table of the user has just so: words for days, and words for numbers."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from extract.knowledge.world.known import Knowledge
from schemas.evidence import Span
from schemas.values import Count, DateValue


def days_of_user(raw: str, span: Span | None, knowledge: Knowledge) -> DateValue | None:
    """The days that a table of the user has for just these words; None where none has them."""
    told = knowledge.days(raw)
    if told is None or told[1] is None or told[2] is None:
        return None
    earliest, latest = dt.date.fromisoformat(told[1]), dt.date.fromisoformat(told[2])
    return DateValue(
        raw=raw, span=span, earliest=earliest, latest=latest, precision="day", anchor="text", table=told[0]
    )


def figure_of_user(count: Count, knowledge: Knowledge) -> Count:
    """A count with the bounds that a table of the user has for just its words; as it is where none has them."""
    told = knowledge.numbers(count.raw)
    if told is None:
        return count
    table, low, high = told[0], *(None if one is None else int(one) for one in told[1:])
    bounds = {"low": low, "high": high, "qualifier": _qualifier(low, high), "table": table}
    return Count.model_validate({**count.model_dump(), **bounds})


def _qualifier(low: int | None, high: int | None) -> Literal["exact", "about", "at_least", "up_to"]:
    if low == high:
        return "exact"
    if high is None:
        return "at_least"
    return "up_to" if low is None else "about"
