"""Puts actors into an index, and finds what contradicts itself among them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from extract.knowledge.user_tables.rows import ActorRow, Refused
from extract.knowledge.world.known import Alias

_AT_ONCE = 5_000
_LETTER = {"any": "a", "first": "f", "all": "l"}
CAPITALS = {"a": "any", "f": "first", "l": "all"}


class _Told(NamedTuple):
    """What a row says of an actor, and when it holds."""

    line: int
    name: str
    kind: str | None
    country: str | None
    since: dt.date
    until: dt.date


class Actors:
    """The actors of one index as they come."""

    def __init__(self, index: sqlite3.Connection) -> None:
        """Of an index that holds none yet."""
        self._index = index
        self._told: dict[str, list[_Told]] = defaultdict(list)
        self._rows: list[tuple[object, ...]] = []
        self._phrases: list[tuple[object, ...]] = []
        self._count = 0

    def put(self, row: ActorRow) -> Refused | None:
        """Take in a row; refused if an earlier one says something else of the same actor at the same time."""
        told = _Told(row.line, row.name, row.kind, row.country, row.since or dt.date.min, row.until or dt.date.max)
        for other in self._told[row.id]:
            if what := _differs(told, other):
                return Refused(row.line, f"{row.id!r} has another {what} in line {other.line}")
        phrases = list(self._phrases_of(row))
        if not phrases:
            return Refused(row.line, f"there is no word in {row.name!r}")
        self._told[row.id].append(told)
        self._count += 1
        since, until = (day.isoformat() if day else None for day in (row.since, row.until))
        held = (self._count, row.line, row.id, row.name, row.kind, row.country, "|".join(row.member_of), since, until)
        self._rows.append(held)
        self._phrases += phrases
        if len(self._rows) >= _AT_ONCE:
            self.flush()
        return None

    def flush(self) -> None:
        """Write what was taken in."""
        self._index.executemany("INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._index.executemany("INSERT INTO phrases VALUES (?, ?, ?, ?, ?, ?)", self._phrases)
        self._rows.clear()
        self._phrases.clear()

    def contradictions(self) -> Iterator[Refused]:
        """Names of two actors of one country at one time, which are taken out: neither is sure to be meant.

        One whose own name it is keeps it, if there is no other whose own name it is too.
        """
        shared = self._index.execute(
            "SELECT keys FROM phrases JOIN actors ON n = actor GROUP BY keys "
            "HAVING count(DISTINCT id) > 1 ORDER BY keys"
        ).fetchall()
        if not shared:
            return
        self._index.execute("CREATE INDEX shared_keys ON phrases (keys)")
        for (keys,) in shared:
            yield from self._contradiction(keys)
        self._index.execute("DROP INDEX shared_keys")

    def _contradiction(self, keys: str) -> Iterator[Refused]:
        rows = self._index.execute(
            "SELECT line, id, country, since, until, min(written), max(own) FROM phrases JOIN actors ON n = actor "
            "WHERE keys = ? GROUP BY line, id ORDER BY line",
            (keys,),
        ).fetchall()
        if len(rows) > _MOST_COMPARED:
            at_odds = rows
        else:
            clashing = {row for pair in combinations(rows, 2) if _clash(*pair) for row in pair}
            at_odds = [row for row in rows if row in clashing]
        owners = {row[1] for row in at_odds if row[-1]}
        for line, identifier, *_, written, _ in at_odds:
            if owners == {identifier}:
                continue
            other = next(row for row in at_odds if row[1] != identifier and (not owners or row[1] in owners))
            kept = "the name of" if len(owners) == 1 else "a name of"
            lost = "it is used for that alone" if len(owners) == 1 else "it is used for neither"
            yield Refused(line, f"{written!r} is {kept} {other[1]} in line {other[0]} too: {lost}")
            self._index.execute(
                "DELETE FROM phrases WHERE keys = ? AND actor IN (SELECT n FROM actors WHERE line = ? AND id = ?)",
                (keys, line, identifier),
            )

    def _phrases_of(self, row: ActorRow) -> Iterator[tuple[object, ...]]:
        seen = set()
        for name in (row.name, *row.aliases):
            alias = Alias.of(name)
            keys = " ".join(key for key in alias.keys if key)
            capitals = "".join(_LETTER[one] for one in alias.capitals)
            if keys and all(alias.keys) and (keys, capitals) not in seen:
                seen.add((keys, capitals))
                yield alias.keys[0], keys, capitals, self._count + 1, int(name == row.name), name


_MOST_COMPARED = 50
"""Actors of one name that are compared two by two; of more, none is sure to be meant."""


def _differs(a: _Told, b: _Told) -> str | None:
    """What two rows of one identifier say otherwise, at a time when both hold; a row of aliases alone says nothing."""
    if a.until < b.since or b.until < a.since or not a.name or not b.name:
        return None
    told = ((what, getattr(a, what), getattr(b, what)) for what in ("name", "kind", "country"))
    return next((what for what, one, other in told if one and other and one != other), None)


def _clash(a: Sequence[str | None], b: Sequence[str | None]) -> bool:
    """True if two rows (line, id, country, since, until, …) are of two actors that one name cannot tell apart."""
    if a[1] == b[1] or a[2] != b[2]:
        return False
    return (a[3] or "") <= (b[4] or "9999") and (b[3] or "") <= (a[4] or "9999")
