"""``ftm``: FollowTheMoney entities, for the tools that investigators link people and events with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from extract.knowledge.world.known import ActorKind
from extract.knowledge.world.tables import actor_kinds
from schemas import KINDS, Actor, AnyEvent, ArticleInfo, Claim, EventSet, Toll, values_in

Entity = dict[str, Any]

_FACILITY = "facility"

SCHEMATA: Final[Mapping[ActorKind, str]] = {
    "person": "Person",
    "state": "PublicBody",
    "institution": "PublicBody",
    "military": "PublicBody",
    "armed_group": "Organization",
    "organisation": "Organization",
}
"""What FollowTheMoney has for each kind of actor."""


def write_ftm(events: EventSet, folder: Path) -> Sequence[Path]:
    """``entities.ftm.json``: an entity a line, articles first, then each event with its actors and their roles.

    Source: FollowTheMoney, schemata Article, Event, Person, Organization, PublicBody, LegalEntity, RealEstate and
    UnknownLink.
    """
    path = folder / "entities.ftm.json"
    entities = {entity["id"]: entity for entity in _entities(events)}
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities.values())
    return [path]


def _entities(events: EventSet) -> Iterator[Entity]:
    kinds = actor_kinds()
    yield from map(_article, events.articles)
    for event in events.events:
        parties = list(_parties(event))
        yield _event(event, [actor for _, actor in parties if actor.role != _FACILITY])
        for role, actor in parties:
            yield _party(actor, kinds)
            yield _link(event, role, actor)


def _article(article: ArticleInfo) -> Entity:
    return _entity(
        _article_id(article.id),
        "Article",
        title=article.title or article.id,
        publisher=article.outlet,
        publishedAt=article.published,
        fileName=Path(article.path).name,
    )


def _event(event: AnyEvent, actors: Sequence[Actor]) -> Entity:
    date, place = event.date, event.place
    days = [date.earliest, date.latest] if date else [None, None]
    return _entity(
        event.id,
        "Event",
        name=event.title,
        keywords=event.kind,
        startDate=str(days[0]) if days[0] else None,
        endDate=str(days[1]) if days[1] else None,
        location=place.name or place.raw if place else None,
        country=[code.lower() for code in (place.countries or (place.country,)) if code] if place else None,
        involved=[_actor_id(actor) for actor in actors],
        proof=[_article_id(article) for article in event.articles],
        summary=[words.raw for field in KINDS[event.kind].of_event("words") for words in values_in(event, field.name)],
        notes=[_note(claim) for claim in event.claims if isinstance(claim.value, Toll)],
    )


def _note(claim: Claim) -> str:
    value = claim.value.model_dump() if not isinstance(claim.value, str) else claim.value
    return f"{claim.field} ({claim.rank}): {json.dumps(value, ensure_ascii=False)}"


def _party(actor: Actor, kinds: Mapping[str, ActorKind]) -> Entity:
    """A person, body or facility; LegalEntity where no table knows whether a name is a person's or a body's."""
    country = actor.country and actor.country.lower()
    if actor.role == _FACILITY:
        return _entity(_actor_id(actor), "RealEstate", name=actor.name, country=country)
    known = kinds.get(actor.id or "") or ("state" if actor.id and actor.id == country else None)
    return _entity(
        _actor_id(actor),
        SCHEMATA[known] if known else "LegalEntity",
        name=actor.name,
        alias=[name for name in (actor.raw, actor.english) if name and name != actor.name],
        country=country,
    )


def _link(event: AnyEvent, role: str, actor: Actor) -> Entity:
    return _entity(
        _hashed(event.id, role, _actor_id(actor)), "UnknownLink", subject=_actor_id(actor), object=event.id, role=role
    )


def _parties(event: AnyEvent) -> Iterator[tuple[str, Actor]]:
    for field in KINDS[event.kind].of_event("actor"):
        yield from ((field.name, actor) for actor in values_in(event, field.name))


def _entity(identifier: str, schema: str, **properties: str | Sequence[str] | None) -> Entity:
    lists = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in properties.items()}
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: list(dict.fromkeys(values)) for name, values in lists.items() if values},
    }


def _article_id(article: str) -> str:
    return _hashed("article", article)


def _actor_id(actor: Actor) -> str:
    """The same for one actor in all events: by its identifier, else its name."""
    return _hashed("facility" if actor.role == _FACILITY else "actor", actor.id or actor.name)


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]
