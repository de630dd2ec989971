"""``plover``: events under the classes of PLOVER, a JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from extract.export.places import country_name
from extract.export.sources import Sources
from schemas import Actor, AnyEvent, EventSet, PlaceValue, Toll, values_in

Json = dict[str, Any]

STRIKE_MODES: Final = {
    "air_strike": ("aerial",),
    "drone_strike": ("drone",),
    "missile": ("heavy-weapons",),
    "rocket": ("heavy-weapons",),
    "shelling": ("heavy-weapons",),
    "bombing": ("explosives",),
    "assassination": ("targeted",),
}
"""Modes of ASSAULT that a method stands for; none where PLOVER's hangs on more than the method."""

ACTS: Final = {
    "accuse": ("ACCUSE", ("allege",)),
    "condemn": ("ACCUSE", ("disapprove",)),
    "threaten": ("THREATEN", ()),
    "demand": ("REQUEST", ()),
    "request": ("REQUEST", ()),
    "promise": ("AGREE", ()),
    "support": ("SUPPORT", ()),
}
"""The class of what a speaker does. A denial, warning, claim, announcement or comment has none: PLOVER leaves out
what changes nothing between the two sides."""

MEETING_MODES: Final = {"call": ("phone",), "multilateral": ("multilateral",)}


def write_plover(events: EventSet, folder: Path) -> Sequence[Path]:
    """``plover.jsonl``: strikes as ASSAULT, meetings as CONSULT, statements by what they do.

    Source: PLOVER manual, Open Event Data Alliance.
    """
    path = folder / "plover.jsonl"
    sources = Sources.of(events)
    with path.open("w", encoding="utf-8", newline="") as file:
        for event in events.events:
            if coded := _coded(event):
                line = {**_row(event), **coded, "cite_info": "; ".join(sources.cited(event))}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return [path]


def _coded(event: AnyEvent) -> Json | None:
    """The class, modes and sides of an event; None for one that PLOVER has no class for."""
    told: Any = event
    match event.kind:
        case "strike" if told.occurrence != "general":
            return _sides("ASSAULT", STRIKE_MODES.get(told.method, ()), told.attacker, told.target)
        case "meeting":
            guests = [actor for actor in told.participants if actor.role == "visitor"]
            hosts = [actor for actor in told.participants if actor.role == "host"]
            if guests and hosts:
                return _sides("CONSULT", ("visit",), guests, hosts)
            return _sides("CONSULT", MEETING_MODES.get(told.format, ()), told.participants, ())
        case "statement" if told.act in ACTS:
            name, modes = ACTS[told.act]
            return _sides(name, modes, values_in(event, "speaker"), values_in(event, "addressee"))
    return None


def _sides(event: str, modes: Sequence[str], actors: Sequence[Actor], recipients: Sequence[Actor]) -> Json:
    return {
        "event": [event],
        "mode": list(modes),
        "actor": [_party(actor) for actor in actors],
        "recipient": [_party(actor) for actor in recipients],
    }


def _party(actor: Actor) -> Json:
    told = {"code": actor.country, "entity_text": actor.name, "identifier_id": actor.id, "identifier_text": actor.raw}
    return {name: value for name, value in told.items() if value}


def _row(event: AnyEvent) -> Json:
    date = event.date
    days = {"date": date and (date.earliest or date.latest), "enddate": date and date.latest}
    row: Json = {
        "id": event.id,
        **{name: str(day) if day else None for name, day in days.items()},
        "time": date.time if date else None,
        "event_text": [event.title],
        "event_loc": _place(event.place) if event.place else None,
        **dict(_figures(event)),
        "comment": "; ".join(f"{one.field}: {one.kind}" for one in event.conflicts if one.status == "open") or None,
    }
    return {name: value for name, value in row.items() if value is not None}


def _place(place: PlaceValue) -> Json:
    told = {
        "extracted_place": place.raw,
        "resolved_place": place.name,
        "lat": place.latitude,
        "lon": place.longitude,
        "province": place.admin1,
        "country": country_name(place),
        "country_code": place.country,
        "resolution": place.precision,
    }
    return {name: value for name, value in told.items() if value is not None}


def _figures(event: AnyEvent) -> Iterator[tuple[str, int]]:
    """The preferred figures for the dead and injured; none where the rules prefer none."""
    names = {"killed": "dead", "injured": "injured"}
    for claim in event.claims:
        toll = claim.value
        if isinstance(toll, Toll) and toll.unit in names and toll.best is not None and claim.rank == "preferred":
            yield names[toll.unit], toll.best
