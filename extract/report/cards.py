"""What the card of each event shows before it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.date_text import date_text
from extract.report.accounts import Difference, differences
from extract.report.library import Library
from extract.report.wording import ANCHORS, LINKS, label, many, origins_text, place_text
from schemas import Actor, AnyEvent, DateValue, EventSet, PlaceValue, StatementEvent, StrikeEvent

PRECISIONS = {"exact": "", "near": "near this place", "none": "not understood"}


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another event: how it reads, where it leads, and that event's title and date."""

    reads: str
    event: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Card:
    """One event in words; ``parties`` pairs a role with names."""

    id: str
    kind: str
    title: str
    date: str
    date_note: str
    place: str
    place_note: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    content: str
    outlets: tuple[str, ...]
    sources: str
    articles: str
    records: int
    claims: int
    differences: tuple[Difference, ...]
    related: tuple[Related, ...]

    @property
    def disputed(self) -> bool:
        """True if something is still open between the accounts."""
        return any(difference.open for difference in self.differences)


def cards(events: EventSet, library: Library) -> list[Card]:
    """A card for each event: the most widely reported first, then by date, undated last."""
    return [_card(event, library) for event in sorted(events.events, key=_by_coverage)]


def actors_of(event: AnyEvent) -> list[tuple[str, tuple[Actor, ...]]]:
    """The parties of an event by role, in the order people ask for them."""
    if isinstance(event, StrikeEvent):
        return [("attacker", event.attacker), ("target", event.target)]
    if isinstance(event, StatementEvent):
        return [("speaker", (event.speaker,) if event.speaker else ())]
    return [("participants", event.participants)]


def _by_coverage(event: AnyEvent) -> tuple[int, int, str, str]:
    day = event.date and (event.date.earliest or event.date.latest)
    return -event.sources.outlets, -len(event.articles), day.isoformat() if day else "9999", event.id


def _card(event: AnyEvent, library: Library) -> Card:
    return Card(
        id=event.id,
        kind=event.kind,
        title=event.title,
        date=date_text(event.date),
        date_note=_date_note(event.date),
        place=place_text(event.place) if event.place else "",
        place_note=_place_note(event.place),
        parties=tuple((role, tuple(dict.fromkeys(a.name for a in actors))) for role, actors in actors_of(event)),
        content=event.content.raw if isinstance(event, StatementEvent) and event.content else "",
        outlets=tuple(library.outlets(event.articles)),
        sources=origins_text(event.sources),
        articles=many(len(event.articles), "article"),
        records=len(event.records),
        claims=len(event.claims),
        differences=tuple(differences(event, library)),
        related=tuple(_related(event, library)),
    )


def _date_note(date: DateValue | None) -> str:
    """How far a date is known and how it was worked out: "to the day; “on Friday”, worked out from the dateline"."""
    if date is None:
        return ""
    precision = {"none": "", "day": "to the day"}.get(date.precision, f"to the {date.precision}")
    zone = f", {date.timezone} time" if date.timezone else ""
    raw = f"“{date.raw}”, " if date.raw else ""
    return "; ".join(part for part in (precision, f"{raw}{ANCHORS[date.anchor]}{zone}") if part)


def _place_note(place: PlaceValue | None) -> str:
    return "" if place is None else PRECISIONS.get(place.precision, f"{label(place.precision)} only")


def _related(event: AnyEvent, library: Library) -> Sequence[Related]:
    there = [(LINKS[link.type][0], link.event) for link in event.links]
    back = [(LINKS[kind][1], other) for kind, other in library.linked_from.get(event.id, ())]
    return [
        Related(reads, other, library.events[other].title, date_text(library.events[other].date))
        for reads, other in (*there, *back)
        if other in library.events
    ]
