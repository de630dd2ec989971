"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph export them.

Source: followthemoney's model: Person, Organization, Company, LegalEntity, PublicBody; Membership ties ``member`` to
``organization``; ``topics`` of OpenSanctions: crime.terror, mil, gov.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.published_names import country_called
from extract.knowledge.user_tables.rows import ActorRow, LeftOut, Outcome, Refused, RowError
from extract.knowledge.world.known import ActorKind

_PEEKED = 50
_KINDS: dict[str, ActorKind] = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "LegalEntity": "organisation",
    "PublicBody": "institution",
}
_BY_TOPIC: dict[str, ActorKind] = {"crime.terror": "armed_group", "crime.war": "armed_group", "mil": "military"}
_NAMES = ("name", "alias", "abbreviation", "previousName")
_COUNTRIES = ("country", "jurisdiction", "nationality", "mainCountry")


def is_ftm(content: Content) -> bool:
    """True if some of the first lines are entities."""
    return any(_entity(line) is not None for line in content.head.splitlines()[:_PEEKED])


def read_ftm(content: Content) -> Iterator[Outcome]:
    """Persons and bodies; what ties them, beyond membership, and everything else is left out."""
    members = _memberships(content)
    for line, text in enumerate(content.lines("utf-8"), start=1):
        if text.strip():
            try:
                yield _actor(line, text, members)
            except RowError as error:
                yield Refused(line, str(error))


def _entity(line: str) -> Mapping[str, Any] | None:
    try:
        held = json.loads(line)
    except ValueError:
        return None
    return held if isinstance(held, dict) and isinstance(held.get("properties"), dict) and "schema" in held else None


def _memberships(content: Content) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in content.lines("utf-8"):
        if '"Membership"' in line and (entity := _entity(line)):
            for member in _texts(entity, "member"):
                found[member] += _texts(entity, "organization")
    return found


def _actor(line: int, text: str, members: Mapping[str, Sequence[str]]) -> Outcome:
    entity = _entity(text)
    if entity is None:
        raise RowError("it is no entity: a JSON object with schema and properties is wanted")
    if (schema := str(entity["schema"])) not in _KINDS:
        return LeftOut(line, f"{schema}: neither a person nor a body")
    identifier = cells.text(str(entity.get("id") or ""))
    if not identifier:
        raise RowError("it has no id")
    names = [one for key in _NAMES for one in _texts(entity, key)]
    called = cells.name(str(entity.get("caption") or (names[0] if names else "")))
    if schema == "Person":
        names = [one for one in names if len(one.split()) > 1]  # a first name alone is anybody's
        if len(called.split()) == 1:
            return LeftOut(line, "a person of one name, which others have too")
    kind = _KINDS[schema]
    topics = _texts(entity, "topics")
    if kind == "organisation":
        kind = next((_BY_TOPIC[topic] for topic in topics if topic in _BY_TOPIC), "organisation")
    countries = {found for key in _COUNTRIES for one in _texts(entity, key) if (found := country_called(one))}
    return ActorRow(
        line,
        identifier,
        called,
        tuple(dict.fromkeys(one for one in names if one != called and any(map(str.isalpha, one)))),
        kind,
        countries.pop() if len(countries) == 1 else None,
        tuple(dict.fromkeys(members.get(identifier, ()))),
    )


def _texts(entity: Mapping[str, Any], key: str) -> list[str]:
    """The values of a property that are texts; an entity in place of its id gives its id."""
    held = entity["properties"].get(key, ())
    values = held if isinstance(held, list) else [held]
    values = [one.get("id", "") if isinstance(one, dict) else one for one in values]
    return [text for one in values if isinstance(one, str) and (text := cells.text(one))]
