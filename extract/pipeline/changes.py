"""The changes to an event set when articles were added to it, or people judged it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from schemas import AnyEvent, Claim, EventSet, Words
from schemas.event import ClaimValue


@dataclass(frozen=True, slots=True)
class NewClaims:
    """Claims that an event did not have before, by its id."""

    event: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """Ids of events before, and of the events that their records are in now: one of many, or many of one."""

    before: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of articles and events that are new, and what happened to the events that were there.

    ``merged`` became one, ``split`` several; ``renamed`` have the same records and more under another id,
    because an article published earlier came in; ``gone`` have no record in any event any more.
    """

    articles: tuple[str, ...]
    new: tuple[str, ...]
    claims: tuple[NewClaims, ...]
    merged: tuple[Became, ...]
    split: tuple[Became, ...]
    renamed: tuple[Became, ...]
    gone: tuple[str, ...]


def changes_json(changes: Changes) -> dict[str, object]:
    """The changes as JSON has them."""
    held: dict[str, object] = TypeAdapter(Changes).dump_python(changes, mode="json")
    return held


def changes_between(before: EventSet, now: EventSet) -> Changes:
    """The changes from one event set to another, each list in the order of the events."""
    older = {record: event.id for event in before.events for record in event.records}
    newer = {record: event.id for event in now.events for record in event.records}
    came_from = {event.id: _each_once(event, older) for event in now.events}
    went_to = {event.id: _each_once(event, newer) for event in before.events}
    kept = {id_: (olds[0],) for id_, olds in came_from.items() if len(olds) == 1 and len(went_to[olds[0]]) == 1}
    claimed = {event.id: event for event in before.events}
    known = {article.id for article in before.articles}
    return Changes(
        articles=tuple(article.id for article in now.articles if article.id not in known),
        new=tuple(id_ for id_, olds in came_from.items() if not olds),
        claims=tuple(
            found
            for event in now.events
            if (found := _new_claims(event, [claimed[old] for old in came_from[event.id]])).claims
        ),
        merged=tuple(Became(olds, (id_,)) for id_, olds in came_from.items() if len(olds) > 1),
        split=tuple(Became((id_,), news) for id_, news in went_to.items() if len(news) > 1),
        renamed=tuple(Became(olds, (id_,)) for id_, olds in kept.items() if olds != (id_,)),
        gone=tuple(id_ for id_, news in went_to.items() if not news),
    )


def _each_once(event: AnyEvent, event_of: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(event_of[record] for record in event.records if record in event_of))


def _new_claims(event: AnyEvent, before: Sequence[AnyEvent]) -> NewClaims:
    """The values that nothing this event was made of claimed; none where it is new as a whole."""
    held = {(claim.field, _meaning(claim.value)) for old in before for claim in old.claims}
    return NewClaims(
        event.id, tuple(claim for claim in event.claims if before and (claim.field, _meaning(claim.value)) not in held)
    )


def _meaning(value: ClaimValue) -> str:
    """A value without the words it was made of and without its standing among others."""
    if isinstance(value, str | Words):
        return value if isinstance(value, str) else value.raw
    return value.model_dump_json(exclude={"raw", "best"})
