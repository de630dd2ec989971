"""``events.csv``: one row an event, for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from extract.results.write.csv_line import Cell, csv_line
from extract.results.write.output import Output
from schemas import KINDS, AnyEvent, Toll, by_model_alone, values_in

_SEPARATOR = "; "


def events_csv(output: Output) -> Iterator[str]:
    """The events in the order of the set: a header, then a row each; CSV as in RFC 4180 but with LF line ends.

    Lists in a cell are joined by "; ", an unknown value is an empty cell.
    """
    yield csv_head()
    yield from map(csv_row, output.events.events)


def csv_head() -> str:
    """The names of the columns, as a line."""
    return csv_line(list(columns()))


def csv_row(event: AnyEvent) -> str:
    """An event, as a line."""
    return csv_line([cell(event) for cell in columns().values()])


def _date(event: AnyEvent, part: str) -> Cell:
    value = getattr(event.date, part, None)
    return None if value is None else str(value)


def _place(event: AnyEvent) -> Cell:
    return None if event.place is None else event.place.name or event.place.raw


def _country(event: AnyEvent) -> Cell:
    place = event.place
    return None if place is None else place.country or _SEPARATOR.join(place.countries)


def _parties(event: AnyEvent, role: str) -> Cell:
    """Names of the actors in one role; empty where this kind of event has no such role."""
    return _SEPARATOR.join(actor.name for actor in values_in(event, role))


def reported_toll(event: AnyEvent, unit: str) -> Toll:
    """The range that standing claims of one unit report, and the preferred figure where the claims have just one."""
    standing = [
        (claim.rank, claim.value)
        for claim in event.claims
        if isinstance(claim.value, Toll) and claim.value.unit == unit and claim.rank != "deprecated"
    ]
    wholes = [(rank, toll) for rank, toll in standing if not toll.part]
    if standing and not wholes:
        known = [toll.low for _, toll in standing if toll.low is not None]
        return Toll(unit=unit, low=max(known, default=None))
    standing = wholes
    lows = [toll.low for _, toll in standing if toll.low is not None]
    highs = [toll.high for _, toll in standing]
    best = {toll.best for rank, toll in standing if rank == "preferred" and toll.best is not None}
    return Toll(
        unit=unit,
        low=min(lows, default=None),
        # "At least four" leaves the upper end open, whatever the others say.
        high=None if None in highs else max((high for high in highs if high is not None), default=None),
        best=best.pop() if len(best) == 1 else None,
    )


def _toll_part(event: AnyEvent, *, unit: str, part: str) -> Cell:
    figure: int | None = getattr(reported_toll(event, unit), part) if unit in KINDS[event.kind].units() else None
    return figure


@cache
def columns() -> Mapping[str, Callable[[AnyEvent], Cell]]:
    """Column names, left to right, and what each holds of an event; parties and counts of every kind there is."""
    parties = dict.fromkeys(field.name for kind in KINDS.values() for field in kind.of_event("actor"))
    return {
        **_FIRST,
        **{role: partial(_parties, role=role) for role in parties},
        **{f"{unit}_{part}": partial(_toll_part, unit=unit, part=part) for unit in counted() for part in PARTS},
        **_LAST,
    }


def counted() -> tuple[str, ...]:
    """The units that events of any kind are counted in."""
    return tuple(dict.fromkeys(unit for kind in KINDS.values() for unit in kind.units()))


PARTS = ("low", "high", "best")
"""Of a count."""

_FIRST: Mapping[str, Callable[[AnyEvent], Cell]] = {
    "id": lambda event: event.id,
    "kind": lambda event: event.kind,
    "title": lambda event: event.title,
    "title_original": lambda event: event.title_original,
    "date_earliest": lambda event: _date(event, "earliest"),
    "date_latest": lambda event: _date(event, "latest"),
    "date_precision": lambda event: _date(event, "precision"),
    "place": _place,
    "country": _country,
    "latitude": lambda event: event.place.latitude if event.place else None,
    "longitude": lambda event: event.place.longitude if event.place else None,
}
_LAST: Mapping[str, Callable[[AnyEvent], Cell]] = {
    "articles": lambda event: _SEPARATOR.join(event.articles),
    "outlets": lambda event: event.sources.outlets,
    "origins_min": lambda event: event.sources.origins_min,
    "origins_max": lambda event: event.sources.origins_max,
    "conflicts": lambda event: len(event.conflicts),
    "conflict_fields": lambda event: _SEPARATOR.join(sorted({conflict.field for conflict in event.conflicts})),
    "by_model_alone": lambda event: _SEPARATOR.join(by_model_alone(event)),
}
