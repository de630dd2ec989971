"""ACLED's list of actors as it is published: a column ``actor_name``, and where they are there its type and country.

Source: ACLED Codebook, actor names and inter codes: 1 state forces, 2 rebel groups, 3 political militias, 4 identity
militias, 5 rioters, 6 protesters, 7 civilians, 8 external and other forces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.published_names import country_called, taken_apart
from extract.knowledge.user_tables.rows import ActorRow, LeftOut, Outcome
from extract.knowledge.world.known import ActorKind

_TYPE = ("inter", "actor_type", "type", "inter1")
_COUNTRY = ("country", "iso3", "iso")
_NOBODY = re.compile(r"(?:Unidentified|Unknown|Protesters|Rioters|Civilians|Government of)\b")
_OF_STATE = re.compile(r"(Military|Police|Mutiny of Military|Mutiny of Police) Forces of ")
_KINDS: dict[str, ActorKind] = {
    "1": "military",
    "state forces": "military",
    "8": "military",
    "external/other forces": "military",
}


def is_acled(content: Content) -> bool:
    """True if the columns are those of ACLED's list of actors."""
    return bool({"actor_name", "actor name"} & set(content.header))


def read_acled(content: Content) -> Iterator[Outcome]:
    """The actors that have a name of their own."""
    return content.outcomes(_actor)


def _actor(line: int, row: Mapping[str, str]) -> Outcome:
    called = cells.name(row.get("actor_name") or row.get("actor name"), what="actor_name")
    if _NOBODY.match(called):
        return LeftOut(line, "a description that names nobody in particular")
    written = taken_apart(called)
    kind = next((cells.text(row.get(column)) for column in _TYPE if row.get(column)), "")
    country = next((country_called(cells.text(row.get(column))) for column in _COUNTRY if row.get(column)), None)
    since, until = cells.day(written.since), cells.day(written.until, last=True)
    cells.in_order(since, until)
    of_state = _OF_STATE.match(called)
    if of_state:
        country = country_called(written.name[of_state.end() :]) or country
    return ActorRow(
        line,
        f"acled-{cells.slug(called)}",
        cells.name(written.name),
        written.others,
        "institution" if of_state and "Police" in of_state[1] else _KINDS.get(kind.casefold(), "armed_group"),
        written.country or country,
        since=since,
        until=until,
    )
