"""How lists of actors write names: with an abbreviation, years or a country in parentheses."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.rows import RowError

_BEHIND = re.compile(r"\s*\(([^()]*)\)\s*$")
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})?")
_SHORT = re.compile(r"([A-Z][A-Z0-9/&.'-]{1,11}):\s+(.+)")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z0-9/&.-]{0,11}")


class Written(NamedTuple):
    """A name taken apart: itself, others that stand in it, and the country and years behind it."""

    name: str
    others: tuple[str, ...]
    country: str | None
    since: str
    until: str


def taken_apart(called: str) -> Written:
    """A name as a list writes it, taken apart: "JNIM: Group for Support of Islam (Mali)", "Movement M (MM)"."""
    others: list[str] = []
    country, since, until = None, "", ""
    while behind := _BEHIND.search(called):
        inside, called = behind[1].strip(), called[: behind.start()]
        if years := _YEARS.fullmatch(inside):
            since, until = years[1], years[2] or ""
        elif found := country_called(inside):
            country = found
        elif _ABBREVIATION.fullmatch(inside):
            others.append(inside)
    if short := _SHORT.fullmatch(called):
        called = short[2]
        others.append(short[1])
    return Written(called.strip(), tuple(others), country, since, until)


def country_called(name: str) -> str | None:
    """The country of a name as datasets write it ("Myanmar (Burma)"); None where it is not one country."""
    for form in (name, name.split("(", maxsplit=1)[0]):
        try:
            if found := cells.country(form):
                return found
        except RowError:
            continue
    return None
