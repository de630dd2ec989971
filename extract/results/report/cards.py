"""The card of each event, as it is seen before it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.results.report.accounts import Difference, differences
from extract.results.report.date_text import date_text, hour_text
from extract.results.report.library import Library
from extract.results.report.wording import (
    ANCHORS,
    LINKS,
    both_texts,
    by_model,
    label,
    many,
    origins_text,
    party_text,
    place_text,
)
from schemas import KINDS, Actor, AnyEvent, DateValue, EventSet, Kind, PlaceValue, values_in

PRECISIONS = {"exact": "", "near": "near this place", "none": "not understood"}

QUOTES = '“”"«» ,'


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another event: how it reads, where it leads, and that event's title and date."""

    reads: str
    event: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Card:
    """One event in words; ``parties`` pairs a role with names, ``facts`` a field with what is claimed of it."""

    id: str
    kind: str
    title: str
    title_original: str | None
    date: str
    date_note: str
    place: str
    place_note: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    content: str
    facts: tuple[tuple[str, str], ...]
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
    return [(field.name, values_in(event, field.name)) for field in KINDS[event.kind].of_event("actor")]


def actor_names(event: AnyEvent) -> list[str]:
    """The names of all parties of an event, each once, sorted."""
    return sorted({actor.name for _, actors in actors_of(event) for actor in actors})


def _by_coverage(event: AnyEvent) -> tuple[int, int, str, str]:
    day = event.date and (event.date.earliest or event.date.latest)
    return -event.sources.outlets, -len(event.articles), day.isoformat() if day else "9999", event.id


def _card(event: AnyEvent, library: Library) -> Card:
    return Card(
        id=event.id,
        kind=event.kind,
        title=event.title,
        title_original=event.title_original,
        date=date_text(event.date),
        date_note="; ".join(part for part in (_date_note(event.date), hour_text(event.date)) if part),
        place=place_text(event.place) if event.place else "",
        place_note=_place_note(event.place),
        parties=tuple((role, tuple(dict.fromkeys(party_text(a) for a in actors))) for role, actors in actors_of(event)),
        content=_content(event),
        facts=tuple(_facts(event)),
        outlets=tuple(library.outlets(event.articles)),
        sources=origins_text(event.sources),
        articles=many(len(event.articles), "article"),
        records=len(event.records),
        claims=len(event.claims),
        differences=tuple(differences(event, library)),
        related=tuple(_related(event, library)),
    )


def _content(event: AnyEvent) -> str:
    """The words that an event is about, as what a statement says; empty where the title says it all."""
    words = [one for field in KINDS[event.kind].of_event("words") for one in values_in(event, field.name)]
    content = " … ".join(one.raw for one in words)
    return "" if content.strip(QUOTES) in event.title else content


def _facts(event: AnyEvent) -> Iterator[tuple[str, str]]:
    """Claims of fields that have no line of their own: every figure that stands, else the preferred value.

    Where the accounts differ on a field, they are shown instead.
    """
    disputed = {conflict.field for conflict in event.conflicts if conflict.status == "open"}
    for name, all_stand in facts_of(KINDS[event.kind]):
        if name in disputed:
            continue
        claims = [claim for claim in event.claims if claim.field == name and claim.rank != "deprecated"]
        if not all_stand:
            claims = [claim for claim in claims if claim.rank == "preferred"]
        values = list(dict.fromkeys(both_texts(claim.value) + by_model(claim.value) for claim in claims))
        if values:
            yield label(name), "; ".join(values)


def facts_of(kind: Kind) -> list[tuple[str, bool]]:
    """Fields whose values are shown below an event's own, counts first, and whether every value stands."""
    own = {field.name for field in kind.of_event()}
    rest = [field for field in kind.fields("actor", "count", "words") if field.name not in own | set(LINKS)]
    ordered = sorted(rest, key=lambda field: field.sort != "count")
    return [(field.name, field.sort == "count" or field.several) for field in ordered]


def _date_note(date: DateValue | None) -> str:
    """How far a date is known and how it was worked out: "to the day; “on Friday”, worked out from the dateline"."""
    if date is None:
        return ""
    precision = {"none": "", "day": "to the day"}.get(date.precision, f"to the {date.precision}")
    if date.precision == "day" and date.earliest != date.latest:
        precision = "one of these days"
    zone = f", {date.timezone} time" if date.timezone else ""
    told = f"“{date.raw}” (“{date.english}”)" if date.english else f"“{date.raw}”"
    raw = f"{told}, " if date.raw else ""
    read = "as the model reads it" if by_model(date) else ANCHORS[date.anchor]
    return "; ".join(part for part in (precision, f"{raw}{read}{zone}") if part)


def _place_note(place: PlaceValue | None) -> str:
    if place is None:
        return ""
    return PRECISIONS.get(place.precision, f"{label(place.precision)} only") + by_model(place)


def _related(event: AnyEvent, library: Library) -> Sequence[Related]:
    there = [(LINKS[link.type][0], link.event) for link in event.links]
    back = [(LINKS[kind][1], other) for kind, other in library.linked_from.get(event.id, ())]
    return [
        Related(reads, other, library.events[other].title, date_text(library.events[other].date))
        for reads, other in (*there, *back)
        if other in library.events
    ]
