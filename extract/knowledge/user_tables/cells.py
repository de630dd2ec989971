"""Reads single cells of a table; every function raises `RowError` with a reason for a person."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from typing import TypeVar

from extract.knowledge.user_tables.countries import country_of
from extract.knowledge.user_tables.rows import RowError
from extract.knowledge.world.known import ActorKind, PlaceKind

_SEPARATORS = re.compile(r"[|;]")
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"(\d{4})-(\d{2})")
_HARMLESS = re.compile(r"'[=+\-@]")
"""An apostrophe that keeps a spreadsheet from running a cell; the tables to fill in are written so."""
_LONGEST_NAME = 200
_NO_DATA = frozenset({"", "-99", "-88", "na", "n/a", "null", "none", "nan"})
"""What spreadsheets and datasets write into a cell that is empty."""

Kind = TypeVar("Kind", ActorKind, PlaceKind)

_ACTOR_KINDS: dict[str, ActorKind] = {
    **dict.fromkeys(("armed_group", "rebel_group", "rebel", "militia", "group", "faction", "insurgent"), "armed_group"),
    **dict.fromkeys(("military", "army", "armed_forces", "state_forces", "forces"), "military"),
    **dict.fromkeys(("institution", "ministry", "police", "agency", "public_body"), "institution"),
    **dict.fromkeys(("organisation", "organization", "company", "party", "ngo", "legal_entity"), "organisation"),
    "person": "person",
    "state": "state",
    "government": "state",
}
_SETTLED = "city town village hamlet settlement populated_place locality camp base site airport facility checkpoint"
_PLACE_KINDS: dict[str, PlaceKind] = {
    **dict.fromkeys((*_SETTLED.split(), "crossing", "point", "island"), "city"),
    **dict.fromkeys(("district", "county", "neighbourhood", "neighborhood", "quarter", "subdistrict"), "district"),
    **dict.fromkeys(("division", "province", "state", "governorate", "admin1", "oblast", "department"), "division"),
    **dict.fromkeys(("region", "area", "valley", "mountains"), "region"),
}
_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"", "no", "n", "false", "0"})


def text(cell: str | None) -> str:
    """A cell without space at its ends and within it; empty where it holds what stands for nothing."""
    plain = " ".join((cell or "").split())
    plain = plain[1:] if _HARMLESS.match(plain) else plain
    return "" if plain.lower() in _NO_DATA else plain


def name(cell: str | None, *, what: str = "name") -> str:
    """A name that has to be there.

    Raises:
        RowError: there is none, or it is none.
    """
    plain = text(cell)
    if not plain:
        raise RowError(f"it has no {what}")
    if len(plain) > _LONGEST_NAME:
        raise RowError(f"the {what} has {len(plain):,} characters; at most {_LONGEST_NAME} are read")
    if not any(character.isalpha() for character in plain):
        raise RowError(f"the {what} {plain!r} has no letter")
    return plain


def names(cell: str | None) -> tuple[str, ...]:
    """Several names in one cell, between ``|`` or ``;``."""
    return tuple(dict.fromkeys(part for one in _SEPARATORS.split(cell or "") if (part := text(one))))


def country(cell: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of a country given by a code or a name; None for an empty cell.

    Raises:
        RowError: no country is called so.
    """
    plain = text(cell)
    if not plain:
        return None
    found = country_of(plain)
    if found is None:
        raise RowError(f"{plain!r} is no country: give its ISO 3166 code, or its name")
    return found


def latitude(cell: str | None) -> float | None:
    """Degrees north.

    Raises:
        RowError: it is no number from -90 to 90.
    """
    return _degrees(cell, "latitude", 90)


def longitude(cell: str | None) -> float | None:
    """Degrees east.

    Raises:
        RowError: it is no number from -180 to 180.
    """
    return _degrees(cell, "longitude", 180)


def _degrees(cell: str | None, what: str, most: int) -> float | None:
    plain = text(cell)
    if not plain:
        return None
    try:
        degrees = float(plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain)
    except ValueError:
        raise RowError(f"the {what} {plain!r} is not a number of degrees") from None
    if not -most <= degrees <= most:
        raise RowError(f"the {what} {plain} is not between -{most} and {most}")
    return degrees


def both_or_neither(north: float | None, east: float | None) -> None:
    """Return if a place has both coordinates or none.

    Raises:
        RowError: one is missing, or both are 0, which is where spreadsheets put what has none.
    """
    if (north is None) != (east is None):
        raise RowError(f"it has no {'latitude' if north is None else 'longitude'}")
    if north == 0 == east:
        raise RowError("latitude and longitude are both 0: no place of a table lies there")


def day(cell: str | None, *, last: bool = False, what: str = "day") -> dt.date | None:
    """An ISO 8601 day; of a month or year alone its first day, or with ``last`` its last.

    Raises:
        RowError: it is no day.
    """
    plain = text(cell)
    if not plain:
        return None
    try:
        if _YEAR.fullmatch(plain):
            return dt.date(int(plain), 12 if last else 1, 31 if last else 1)
        if month := _MONTH.fullmatch(plain):
            year, number = int(month[1]), int(month[2])
            return dt.date(year, number, calendar.monthrange(year, number)[1] if last else 1)
        return dt.date.fromisoformat(plain[:10])
    except ValueError:
        raise RowError(f"{what} {plain!r} is no day: write it as 2024-05-31") from None


def in_order(since: dt.date | None, until: dt.date | None) -> None:
    """Return if a period does not end before it begins.

    Raises:
        RowError: it does.
    """
    if since and until and until < since:
        raise RowError(f"it ends on {until}, before it begins on {since}")


def actor_kind(cell: str | None) -> ActorKind | None:
    """The kind of an actor.

    Raises:
        RowError: there is no such kind.
    """
    return _kind(cell, _ACTOR_KINDS, "actor: armed_group, military, institution, organisation, person or state")


def place_kind(cell: str | None) -> PlaceKind | None:
    """The kind of a place; towns, villages and sites are all "city".

    Raises:
        RowError: there is no such kind.
    """
    return _kind(cell, _PLACE_KINDS, "place: city, town, village, site, district, division or region")


def _kind(cell: str | None, known: Mapping[str, Kind], what: str) -> Kind | None:
    plain = text(cell)
    kind = known.get(plain.casefold().replace(" ", "_").replace("-", "_"))
    if plain and kind is None:
        raise RowError(f"{plain!r} is no kind of {what}")
    return kind


def yes(cell: str | None) -> bool:
    """True for "yes" and the like.

    Raises:
        RowError: it is neither that nor "no".
    """
    plain = text(cell).casefold()
    if plain not in _YES | _NO:
        raise RowError(f"{plain!r} is neither yes nor no")
    return plain in _YES


def whole(cell: str | None, *, what: str) -> int | None:
    """A whole number.

    Raises:
        RowError: it is none.
    """
    plain = text(cell).replace(",", "")
    if not plain:
        return None
    if not plain.isascii() or not plain.isdecimal():
        raise RowError(f"the {what} {plain!r} is not a whole number")
    return int(plain)


def slug(called: str) -> str:
    """An identifier made of a name, as the built-in actors have them."""
    return "-".join(re.findall(r"\w+", called.casefold().replace("'", "").replace("’", "")))
