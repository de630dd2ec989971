"""The UCDP Actor Dataset as it is published (CSV, or a ZIP of it).

Source: UCDP Actor Dataset Codebook, columns ActorId, NameData, NameOrig, NameOrigFull, NameOrigFullEng, NewName,
NewNameFullMotherTongue, NewNameFullEng, Org, Location.  ``Org`` 4 is the government of a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.published_names import country_called, taken_apart
from extract.knowledge.user_tables.rows import ActorRow, LeftOut, Outcome, RowError

_NAMES = (
    "nameorig",
    "nameorigfull",
    "nameorigfulleng",
    "newname",
    "newnamefullmothertongue",
    "newnamefulleng",
    "namefull",
)
_GOVERNMENT = "4"


def is_ucdp(content: Content) -> bool:
    """True if the columns are those of UCDP's list of actors."""
    return {"actorid", "namedata"} <= set(content.header)


def read_ucdp(content: Content) -> Iterator[Outcome]:
    """The actors that are no state; states are built in."""
    return content.outcomes(_actor)


def _actor(line: int, row: Mapping[str, str]) -> Outcome:
    number = cells.whole(row.get("actorid"), what="ActorId")
    if number is None:
        raise RowError("it has no ActorId")
    called = cells.name(row.get("namedata"), what="NameData")
    if cells.text(row.get("org")) == _GOVERNMENT or called.startswith("Government of "):
        return LeftOut(line, "a government: states are built in")
    written = taken_apart(called)
    others = [taken_apart(text) for column in _NAMES if (text := cells.text(row.get(column)))]
    aliases = (called, *written.others, *(part for one in others for part in (one.name, *one.others)))
    return ActorRow(
        line,
        f"ucdp-{number}",
        written.name,
        tuple(dict.fromkeys(part for part in aliases if part and part != written.name)),
        "armed_group",
        country_called(cells.text(row.get("location"))) or written.country,
    )
