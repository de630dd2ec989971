"""What a person can say of the results in the page: of which record and field, and in which order it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from extract.base.types import Joined
from extract.judgements import refs_to, unheard
from extract.results.report.library import Library
from extract.results.report.passages import values_of
from schemas import KINDS, AnyEvent, AnyRecord, EventSet, Kind

Json = dict[str, Any]

EVEN = 0.5
"""How likely a value in dispute is taken to be wrong: one of two accounts is."""


def judging(events: EventSet, library: Library, joined: Iterable[Joined]) -> Json:
    """What the page's script judges with.

    ``key`` names the set of articles, under which a browser keeps what was said; ``given`` the judgements that
    the run was given, in their order; ``fields`` of each kind what a value of each field is chosen from or written as;
    ``queue`` the questions, those first whose answer would change most.
    """
    return {
        "key": _key(events),
        "given": [one.judgement.model_dump(mode="json", exclude_none=True) for one in events.judgements],
        "fields": {name: _fields(kind) for name, kind in KINDS.items()},
        "queue": [question for _, question in sorted(_questions(events, library, joined), key=_most_changed)],
    }


def named(events: EventSet) -> dict[str, Json]:
    """What a judgement needs to name each record beside its article: where its evidence stands, as `events.json`
    counts it, and which one it is where several share that.
    """
    refs = refs_to(unheard(events)[0], events.articles)
    return {
        name: {"at": [[span.start, span.end] for span in ref.spans], "ordinal": ref.ordinal}
        for name, ref in refs.items()
    }


def several_values(record: AnyRecord) -> Json:
    """The values of the fields in which a record holds more than one, as `events.json` has them without their places:
    who corrects one of them has to write down the others with it.
    """
    fields = (field.name for field in KINDS[record.kind].fields() if len(values_of(record, field.name)) > 1)
    return {
        name: [
            value.model_dump(mode="json", exclude={"span"}, exclude_defaults=True) for value in values_of(record, name)
        ]
        for name in fields
    }


def _key(events: EventSet) -> str:
    texts = "".join(sorted(article.sha256 for article in events.articles))
    return hashlib.sha256(texts.encode()).hexdigest()[:16]


def _fields(kind: Kind) -> Json:
    return {field.name: {"sort": field.sort, **_choices(kind, field.name)} for field in kind.fields()}


def _choices(kind: Kind, field: str) -> Json:
    """The labels that a field takes, or the units of its figures; nothing for what is written in words."""
    if any(one.name == field for one in kind.fields("count")):
        return {"units": list(kind.units())}
    choices = list(_literals(kind.record.model_fields[field].annotation))
    return {"choices": choices} if choices else {}


def _literals(annotation: object) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)


def _most_changed(question: tuple[float, Json]) -> tuple[float, list[str]]:
    changes, asked = question
    return -changes, asked["records"]


def _questions(events: EventSet, library: Library, joined: Iterable[Joined]) -> Iterator[tuple[float, Json]]:
    """Each question with the records whose event it is about, times how likely the rules are taken to be wrong.

    A pair's score s in [-1, 1] is taken for odds: joined, it is wrong with (1 - s) / 2; kept apart, with (1 + s) / 2.
    """
    for pair in events.unsure:
        about = {name for record in pair.records for name in _event_records(record, library)}
        asked = {"ask": "pair", "records": list(pair.records), "why": list(pair.reasons), "joined": False}
        yield len(about) * (1 + pair.score) / 2, asked
    for one in joined:
        if one.score < 1 and library.event_of.get(one.left) == library.event_of.get(one.right) is not None:
            asked = {"ask": "pair", "records": [one.left, one.right], "why": list(one.reasons), "joined": True}
            yield len(_event_records(one.left, library)) * (1 - one.score) / 2, asked
    for event in library.events.values():
        for place in _disputed(event):
            yield len(event.records) * EVEN, {"ask": "value", "event": event.id, "claim": place, "records": []}


def _event_records(record: str, library: Library) -> tuple[str, ...]:
    event = library.event_of.get(record)
    return library.events[event].records if event else (record,)


def _disputed(event: AnyEvent) -> Iterator[int]:
    """The places, among an event's claims, of those that are in an open conflict."""
    fields = {conflict.field for conflict in event.conflicts if conflict.status == "open"}
    for place, claim in enumerate(event.claims):
        if claim.field in fields and claim.rank != "deprecated":
            yield place
