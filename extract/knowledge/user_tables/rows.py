"""What a row of a table says, whatever its format, and what is said of one that cannot be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from extract.knowledge.world.known import ActorKind, PlaceKind


class RowError(ValueError):
    """A row that cannot be used; its text is the reason, for a person."""


class Refused(NamedTuple):
    """A row that was not used, by its line in the file (1 is the first), and why."""

    line: int
    reason: str


class LeftOut(NamedTuple):
    """A row that is in order but says nothing that is looked up, by its line, and what sort of row it is."""

    line: int
    what: str


class ActorRow(NamedTuple):
    """An actor; ``since`` and ``until`` bound the days on which the row holds.

    What a row leaves open (no ``kind``, no ``country``) another of the same identifier may say; one without a name
    only adds names.
    """

    line: int
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind | None = None
    country: str | None = None
    member_of: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


class PlaceRow(NamedTuple):
    """A place; ``picked`` where somebody put it into the table by hand; ``code`` is its identifier there.

    ``others`` are its other names.
    """

    line: int
    name: str
    kind: PlaceKind = "city"
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    timezone: str | None = None
    population: int = 0
    spellings: int = 0
    code: str | None = None
    picked: bool = False
    others: Sequence[str] = ()


class OutletRow(NamedTuple):
    """An outlet; ``one_origin`` where all that its owner publishes counts as one origin."""

    line: int
    domain: str | None
    name: str
    country: str | None = None
    language: str | None = None
    owner: str | None = None
    one_origin: bool = False


class DayRow(NamedTuple):
    """Words that name days, the first and the last of them."""

    line: int
    words: str
    earliest: dt.date
    latest: dt.date


class NumberRow(NamedTuple):
    """Words that tell a number, by its bounds; None where it has no bound on that side."""

    line: int
    words: str
    low: int | None
    high: int | None


Row = ActorRow | PlaceRow | OutletRow | DayRow | NumberRow
Outcome = Row | Refused | LeftOut
