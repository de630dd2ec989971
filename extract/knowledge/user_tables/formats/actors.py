"""Actors as a desk keeps them: CSV or TOML with id, name, aliases, kind, country, member_of, from, until."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.rows import ActorRow, LeftOut, Outcome, Refused, RowError

COLUMNS = ("id", "name", "aliases", "kind", "country", "member_of", "from", "until")
NOT_FILLED_IN = "not filled in"

_HEADING = re.compile(r"^\s*\[", re.MULTILINE)
_LISTS = frozenset({"actor", "actors"})


def is_csv(content: Content) -> bool:
    """True if the columns are those of a table of actors."""
    header = set(content.header)
    return {"name", "aliases"} <= header or ("name" in header and bool({"kind", "member_of"} & header - {"latitude"}))


def read_csv(content: Content) -> Iterator[Outcome]:
    """The actors of a CSV table."""
    for line, row in content.rows():
        yield row if isinstance(row, Refused) else _outcome(line, row)


def is_toml(content: Content) -> bool:
    """True of a TOML file: there is no other table in TOML."""
    return content.name.lower().endswith(".toml")


def read_toml(content: Content) -> Iterator[Outcome]:
    """The actors of a TOML file: ``[[actors]]`` with the same keys, or ``[kind]`` with one actor a line by its id.

    Each block is read by itself, so that one that is broken leaves the others.
    """
    text = content.text()
    starts = [match.start() for match in _HEADING.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = text[start:end]
        line = text.count("\n", 0, start) + 1 + block[: len(block) - len(block.lstrip())].count("\n")
        yield from _block(block.strip("\n"), line)


def _block(block: str, line: int) -> Iterator[Outcome]:
    try:
        held = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        heading, *rest = block.split("\n")
        if heading.lstrip().startswith("[[") or len(rest) < 2:  # noqa: PLR2004 (one alone is what is broken)
            yield Refused(line, f"it is no valid TOML: {error}")
            return
        for at, one in enumerate(rest, start=1):
            if one.strip() and not one.lstrip().startswith("#"):
                yield from _block(f"{heading}\n{one}", line + at - 1) if "{" in one else ()
        return
    for name, value in held.items():
        if name in _LISTS and isinstance(value, list):
            yield from (_outcome(line, _cells(one)) for one in value)
        elif isinstance(value, dict):
            for at, (identifier, entry) in enumerate(value.items(), start=1):
                held_in = entry if isinstance(entry, dict) else {}
                yield _outcome(line + at, _cells({"id": identifier, "kind": name, **held_in}))
        else:
            yield Refused(line, f"{name!r} is neither [[actors]] nor a kind of actor with actors in it")


def _cells(entry: Mapping[str, Any]) -> dict[str, str]:
    return {key: "|".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in entry.items()}


def _outcome(line: int, row: Mapping[str, str]) -> Outcome:
    try:
        return _actor(line, row)
    except RowError as error:
        return Refused(line, str(error))


def _actor(line: int, row: Mapping[str, str]) -> Outcome:
    identifier, aliases = cells.text(row.get("id")), cells.names(row.get("aliases"))
    kind, country = cells.actor_kind(row.get("kind")), cells.country(row.get("country"))
    called = cells.text(row.get("name"))
    member_of = cells.names(row.get("member_of"))
    if not called and aliases and not (identifier or kind or country or member_of):
        return LeftOut(line, NOT_FILLED_IN)
    if not called and not (identifier and aliases):
        called = aliases[0] if aliases else ""
        cells.name(called)
    for one in (called, *aliases):
        cells.name(one or "-a", what="alias")
    since, until = cells.day(row.get("from"), what="from"), cells.day(row.get("until"), last=True, what="until")
    cells.in_order(since, until)
    identifier = identifier or cells.slug(called)
    if identifier in member_of:
        raise RowError(f"{identifier!r} is a member of itself")
    return ActorRow(line, identifier, called, aliases, kind, country, member_of, since, until)
