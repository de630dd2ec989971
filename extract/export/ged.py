"""``ged-like``: deadly strikes under UCDP GED's columns and codes; not UCDP's data, and without its ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from extract.export.cells import SEPARATOR
from extract.export.codes import date_prec, where_prec
from extract.export.csv_tables import write_lines
from extract.export.places import admin1, country_name
from extract.export.sources import Sources
from extract.results.write.csv_line import Cell
from extract.results.write.events_csv import reported_toll
from schemas import Actor, EventSet, StrikeEvent


def write_ged_like(events: EventSet, folder: Path) -> Sequence[Path]:
    """``ged-like.csv``: one row a strike with at least one death reported; UCDP's own ids and classes are empty.

    Source: UCDP GED codebook, the 49 columns of its data.
    """
    sources = Sources.of(events)
    strikes = [
        event
        for event in events.events
        if isinstance(event, StrikeEvent) and event.occurrence != "general" and (_high(event) or _best(event) or 0) > 0
    ]
    rows = ([read(event, sources) for read in COLUMNS.values()] for event in strikes)
    return [write_lines(folder / "ged-like.csv", list(COLUMNS), rows)]


def _best(event: StrikeEvent) -> int | None:
    """The preferred figure; where the rules prefer none, the lower.

    Source: UCDP GED codebook: an undecidable figure is the lower one.
    """
    toll = reported_toll(event, "killed")
    return toll.low if toll.best is None else toll.best


def _low(event: StrikeEvent) -> int | None:
    return reported_toll(event, "killed").low


def _high(event: StrikeEvent) -> int | None:
    return reported_toll(event, "killed").high


def _side(actors: tuple[Actor, ...]) -> Cell:
    return SEPARATOR.join(actor.name for actor in actors) or None


def _day(event: StrikeEvent, part: str) -> Cell:
    day = getattr(event.date, part, None)
    return None if day is None else str(day)


def _point(event: StrikeEvent) -> Cell:
    place = event.place
    known = place and place.latitude is not None and place.longitude is not None
    return f"POINT ({place.longitude} {place.latitude})" if place and known else None


_Read = Callable[[StrikeEvent, Sources], Cell]


def _empty(_event: StrikeEvent, _sources: Sources) -> Cell:
    return None


COLUMNS: dict[str, _Read] = {
    "id": lambda event, _: event.id,
    "relid": _empty,
    "year": lambda event, _: event.date.earliest.year if event.date and event.date.earliest else None,
    "active_year": _empty,
    "code_status": _empty,
    "type_of_violence": _empty,
    "conflict_dset_id": _empty,
    "conflict_new_id": _empty,
    "conflict_name": _empty,
    "dyad_dset_id": _empty,
    "dyad_new_id": _empty,
    "dyad_name": lambda event, _: " - ".join(str(s) for a in (event.attacker, event.target) if (s := _side(a))) or None,
    "side_a_dset_id": _empty,
    "side_a_new_id": _empty,
    "side_a": lambda event, _: _side(event.attacker),
    "side_b_dset_id": _empty,
    "side_b_new_id": _empty,
    "side_b": lambda event, _: _side(event.target),
    "number_of_sources": lambda event, _: event.sources.outlets,
    "source_article": lambda event, sources: SEPARATOR.join(sources.cited(event)),
    "source_office": lambda event, sources: SEPARATOR.join(sources.outlets(event)),
    "source_date": lambda event, sources: SEPARATOR.join(sources.dates(event)),
    "source_headline": lambda event, sources: SEPARATOR.join(sources.titles(event)),
    "source_original": lambda event, sources: SEPARATOR.join(sources.origins(event)),
    "where_prec": lambda event, _: where_prec(event.place),
    "where_coordinates": lambda event, _: event.place.name if event.place else None,
    "where_description": lambda event, _: event.place.raw if event.place else None,
    "adm_1": lambda event, _: admin1(event.place),
    "adm_2": _empty,
    "latitude": lambda event, _: event.place.latitude if event.place else None,
    "longitude": lambda event, _: event.place.longitude if event.place else None,
    "geom_wkt": lambda event, _: _point(event),
    "priogrid_gid": _empty,
    "country": lambda event, _: country_name(event.place),
    "country_id": _empty,
    "region": _empty,
    "event_clarity": lambda event, _: 1 if event.occurrence == "single" else 2,
    "date_prec": lambda event, _: date_prec(event.date),
    "date_start": lambda event, _: _day(event, "earliest"),
    "date_end": lambda event, _: _day(event, "latest"),
    "deaths_a": _empty,
    "deaths_b": _empty,
    "deaths_civilians": _empty,
    "deaths_unknown": lambda event, _: _best(event),
    "best": lambda event, _: _best(event),
    "high": lambda event, _: _high(event),
    "low": lambda event, _: _low(event),
    "gwnoa": _empty,
    "gwnob": _empty,
}
"""GED's columns left to right, and what each holds of a strike; side A is the attacker, side B the target."""
