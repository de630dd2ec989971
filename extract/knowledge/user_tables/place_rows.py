"""Puts places into an index, and finds what contradicts itself among them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from extract.knowledge.user_tables.rows import PlaceRow, Refused
from extract.knowledge.world.spelling import forms

_AT_ONCE = 20_000
_INSERT = f"INSERT INTO places VALUES (NULL{', ?' * (len(PlaceRow._fields) - 1)})"
_NEAR = 0.05
"""Degrees within which two rows put a place in one spot: five kilometres."""


class Places:
    """The places of one index as they come."""

    def __init__(self, index: sqlite3.Connection) -> None:
        """Of an index that holds none yet."""
        self._index = index
        self._rows: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, int]] = []
        self._count = 0

    def put(self, row: PlaceRow) -> Refused | None:
        """Take in a row; refused if its name has no letter or digit."""
        own = forms(row.name)
        if not own:
            return Refused(row.line, f"there is no letter in {row.name!r}")
        self._count += 1
        number = self._count
        self._names += ((form, 0, number) for form in own)
        if row.others:
            others = {form for other in row.others for form in forms(other)}.difference(own)
            self._names += ((form, 1, number) for form in others)
        self._rows.append(row[:-1])
        if len(self._rows) >= _AT_ONCE:
            self.flush()
        return None

    def flush(self) -> None:
        """Write what was taken in."""
        self._index.executemany(_INSERT, self._rows)
        self._index.executemany("INSERT INTO named VALUES (?, ?, ?)", self._names)
        self._rows.clear()
        self._names.clear()

    def contradictions(self) -> Iterator[Refused]:
        """Rows without a code that put a place of an earlier row elsewhere; they are taken out, the earlier stays."""
        rows = self._index.execute(
            "SELECT p.name, p.country, p.admin1, p.kind, p.n, p.line, p.latitude, p.longitude FROM places AS p JOIN "
            "(SELECT name, country, admin1, kind FROM places WHERE code IS NULL AND picked GROUP BY 1, 2, 3, 4 "
            "HAVING count(*) > 1) AS q ON p.name = q.name AND p.kind = q.kind AND p.country IS q.country "
            "AND p.admin1 IS q.admin1 WHERE p.code IS NULL ORDER BY 1, 2, 3, 4, p.line"
        ).fetchall()
        gone: list[tuple[int]] = []
        for _, same in groupby(rows, key=itemgetter(0, 1, 2, 3)):
            (name, *_, line, north, east), *others = same
            for *_, number, other, latitude, longitude in others:
                gone.append((number,))
                known = None not in (north, east, latitude, longitude)
                if known and max(abs(north - latitude), abs(east - longitude)) > _NEAR:
                    yield Refused(
                        other, f"line {line} puts {name} elsewhere; if they are two, tell them apart by admin1"
                    )
        if gone:
            self._index.execute("CREATE TEMP TABLE gone (n INTEGER PRIMARY KEY)")
            self._index.executemany("INSERT INTO gone VALUES (?)", gone)
            self._index.execute("DELETE FROM places WHERE n IN (SELECT n FROM gone)")
            self._index.execute("DELETE FROM named WHERE place IN (SELECT n FROM gone)")
            self._index.execute("DROP TABLE gone")
