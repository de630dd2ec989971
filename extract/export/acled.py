"""``acled-like``: strikes under ACLED's columns and codes; not ACLED's data, and not coded by its people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from extract.export.cells import SEPARATOR, value_text
from extract.export.codes import geo_precision, time_precision
from extract.export.csv_tables import write_lines
from extract.export.places import admin1, country_name, country_number
from extract.export.sources import Sources
from extract.results.write.csv_line import Cell
from schemas import Claim, EventSet, StrikeEvent, Toll

_REMOTE: Final = "Explosions/Remote violence"
_TYPES: Final = {
    "air_strike": (_REMOTE, "Air/drone strike"),
    "drone_strike": (_REMOTE, "Air/drone strike"),
    "missile": (_REMOTE, "Shelling/artillery/missile attack"),
    "rocket": (_REMOTE, "Shelling/artillery/missile attack"),
    "shelling": (_REMOTE, "Shelling/artillery/missile attack"),
    "bombing": (_REMOTE, "Remote explosive/landmine/IED"),
}
"""Shootings, raids and assassinations have no type: it hangs on who was hit, which is for a person to say."""


def write_acled_like(events: EventSet, folder: Path) -> Sequence[Path]:
    """``acled-like.csv``: one row a strike, attacks in general left out; columns nothing is known for are empty.

    Source: ACLED codebook, the 31 columns of its data export.
    """
    sources = Sources.of(events)
    strikes = [event for event in events.events if isinstance(event, StrikeEvent) and event.occurrence != "general"]
    rows = ([read(event, sources) for read in COLUMNS.values()] for event in strikes)
    return [write_lines(folder / "acled-like.csv", list(COLUMNS), rows)]


def _type(event: StrikeEvent, part: int) -> Cell:
    return _TYPES.get(event.method, (None, None))[part]


def _day(event: StrikeEvent) -> Cell:
    return str(event.date.earliest) if event.date and event.date.earliest else None


def _standing(event: StrikeEvent) -> list[Claim]:
    """Claims of casualties that stand, without those for a part of the people whom others count."""
    standing = [one for one in event.claims if one.field == "casualties" and one.rank != "deprecated"]
    return [one for one in standing if not (isinstance(one.value, Toll) and one.value.part)] or standing


def _fatalities(event: StrikeEvent) -> Cell:
    """The most conservative figure reported; empty, not 0, where none is."""
    tolls = [claim.value for claim in _standing(event) if isinstance(claim.value, Toll)]
    return min((toll.low for toll in tolls if toll.unit == "killed" and toll.low is not None), default=None)


def _notes(event: StrikeEvent) -> Cell:
    """The title, and every casualty figure if they differ."""
    differ = any(conflict.field == "casualties" for conflict in event.conflicts)
    figures = SEPARATOR.join(value_text(claim.value) for claim in _standing(event))
    return f"{event.title}. Reported casualties differ: {figures}." if differ else f"{event.title}."


def _first(names: Sequence[str]) -> Cell:
    return names[0] if names else None


def _others(names: Sequence[str]) -> Cell:
    return SEPARATOR.join(names[1:]) or None


_Read = Callable[[StrikeEvent, Sources], Cell]


def _empty(_event: StrikeEvent, _sources: Sources) -> Cell:
    return None


COLUMNS: dict[str, _Read] = {
    "event_id_cnty": lambda event, _: event.id,
    "event_date": lambda event, _: _day(event),
    "year": lambda event, _: event.date.earliest.year if event.date and event.date.earliest else None,
    "time_precision": lambda event, _: time_precision(event.date),
    "disorder_type": lambda event, _: "Political violence" if event.method in _TYPES else None,
    "event_type": lambda event, _: _type(event, 0),
    "sub_event_type": lambda event, _: _type(event, 1),
    "actor1": lambda event, _: _first([actor.name for actor in event.attacker]),
    "assoc_actor_1": lambda event, _: _others([actor.name for actor in event.attacker]),
    "inter1": _empty,
    "actor2": lambda event, _: _first([actor.name for actor in event.target]),
    "assoc_actor_2": lambda event, _: _others([actor.name for actor in event.target]),
    "inter2": _empty,
    "interaction": _empty,
    "civilian_targeting": _empty,
    "iso": lambda event, _: country_number(event.place),
    "region": _empty,
    "country": lambda event, _: country_name(event.place),
    "admin1": lambda event, _: admin1(event.place),
    "admin2": _empty,
    "admin3": _empty,
    "location": lambda event, _: event.place.name or event.place.raw if event.place else None,
    "latitude": lambda event, _: event.place.latitude if event.place else None,
    "longitude": lambda event, _: event.place.longitude if event.place else None,
    "geo_precision": lambda event, _: geo_precision(event.place),
    "source": lambda event, sources: SEPARATOR.join(sources.outlets(event)),
    "source_scale": _empty,
    "notes": lambda event, _: _notes(event),
    "fatalities": lambda event, _: _fatalities(event),
    "tags": _empty,
    "timestamp": _empty,
}
"""ACLED's columns left to right, and what each holds of a strike."""
