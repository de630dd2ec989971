"""Flat columns to strikes: one record a row, every distinct value worked out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from extract.columns.part import Part, Stems
from extract.columns.table import UNPUBLISHED, Facet, Flags, Ints, Rows, Standing
from extract.errors import InputError
from extract.reconcile.cannot_link import AS_DONE
from extract.reconcile.kinship import is_named
from extract.reconcile.places import is_town
from schemas import Actor, DateValue, PlaceValue
from schemas.values import ActorRole

if TYPE_CHECKING:
    import pyarrow as pa

Places = tuple[PlaceValue, ...]


def read_flat(table: pa.Table) -> Part:
    """Strikes of flat columns, each of an article of its own.

    Raises:
        InputError: A needed column is missing, or a value is not what its column should hold.
    """
    columns = _Columns(table)
    rows = len(table)
    published, days = columns.coded("published")
    dates, dated = columns.coded("date")
    attackers, targets = (_sides(*columns.coded(side), role=side) for side in ("attacker", "target"))
    places = _places(columns)
    date_values = [(_date(day),) for day in dated]
    told = Rows(
        published=np.array([*(_ordinal(day) for day in days), UNPUBLISHED])[published],
        dates=Facet(np.where(dates < 0, len(dated), dates), [*date_values, ()]),
        places=places,
        attackers=attackers,
        targets=targets,
        methods=_methods(*columns.coded("method")),
        figures=_figures(columns),
        standing=Facet(np.zeros(rows, dtype=np.int32), [Standing(historical=False, standing=AS_DONE)]),
        series=np.zeros(rows, dtype=bool),
        thin=_thin(dates >= 0, places, attackers, targets),
    )
    return Part(
        told=told,
        article=columns.texts("article"),
        start=np.zeros(rows, dtype=np.int64),
        stems=Stems(np.zeros(rows + 1, dtype=np.int64), np.zeros(0, dtype=np.int64), ()),
        records=columns.texts("record"),
        starts=np.arange(rows + 1),
        singles=told,
        within={},
    )


class _Columns:
    """Columns of a table by name, each as codes and distinct values."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def texts(self, name: str) -> Ints:
        """A column that every row must have, as it is."""
        if name not in self._table.column_names:
            raise InputError(f"flat columns need one named “{name}”: give every row one")
        return self._table[name].to_numpy(zero_copy_only=False)

    def coded(self, name: str) -> tuple[Ints, list[Any]]:
        """Codes, -1 where there is no value, and the values they stand for."""
        if name not in self._table.column_names:
            return np.full(len(self._table), -1, dtype=np.int64), []
        encoded = self._table[name].combine_chunks().dictionary_encode()
        return encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(
            np.int64
        ), encoded.dictionary.to_pylist()

    def together(self, *names: str) -> tuple[Ints, list[list[Any]]]:
        """Several columns at once: codes of what occurs together, and the values of each column by these codes."""
        coded = [self.coded(name) for name in names]
        packed = np.zeros(len(self._table), dtype=np.int64)
        for codes, values in coded:
            packed = packed * (len(values) + 1) + codes + 1
        distinct, where = np.unique(packed, return_inverse=True)
        found: list[list[Any]] = []
        for _, values in reversed(coded):
            distinct, code = np.divmod(distinct, len(values) + 1)
            with_none = [None, *values]
            found.append([with_none[i] for i in code.tolist()])
        return where, found[::-1]


def _ordinal(day: str | dt.date) -> int:
    try:
        return (day if isinstance(day, dt.date) else dt.date.fromisoformat(day)).toordinal()
    except (TypeError, ValueError) as error:
        raise InputError(f"“{day}” is no day: give days as 2021-02-26") from error


def _date(value: str | dt.date) -> DateValue:
    day = dt.date.fromordinal(_ordinal(value))
    return DateValue(raw=day.isoformat(), earliest=day, latest=day, precision="day", anchor="text")


def _places(columns: _Columns) -> Facet[Places]:
    where, found = columns.together("place", "country", "latitude", "longitude")
    return Facet(where, [_place(*told) for told in zip(*found, strict=True)])


def _place(name: str | None, country: str | None, latitude: float | None, longitude: float | None) -> Places:
    """A town, else a country, else none."""
    if name is None and country is None:
        return ()
    fields = {
        "raw": name or country,
        "name": name,
        "country": country,
        "countries": (),
        "admin1": None,
        "latitude": latitude,
        "longitude": longitude,
        "precision": "country" if name is None else "exact",
        "span": None,
    }
    return (PlaceValue.model_construct(_fields_set=set(), **fields),)


def _sides(codes: Ints, names: Sequence[str], *, role: ActorRole) -> Facet[tuple[Actor, ...]]:
    actors = [(Actor(raw=name, name=name, role=role),) for name in names]
    return Facet(np.where(codes < 0, len(names), codes), [*actors, ()])


def _methods(codes: Ints, names: Sequence[str]) -> Facet[frozenset[str]]:
    methods = [frozenset({name} - {"other"}) for name in names]
    return Facet(np.where(codes < 0, len(names), codes), [*methods, frozenset()])


def _figures(columns: _Columns) -> Facet[frozenset[tuple[str, int]]]:
    where, found = columns.together("killed", "injured")
    tolls = zip(*found, strict=True)
    values = [
        frozenset((unit, int(low)) for unit, low in zip(("killed", "injured"), toll, strict=True) if low)
        for toll in tolls
    ]
    return Facet(where, values)


def _thin(dated: Flags, places: Facet[Places], *sides: Facet[tuple[Actor, ...]]) -> Flags:
    """Rows that tell less than two of date, place, attacker and target, as `is_thin` has it."""
    narrow = np.array([2 * any(map(is_town, value)) or len(value) for value in places.values])
    told = 2 * dated + narrow[places.codes]
    for side in sides:
        told = told + np.array([any(map(is_named, actors)) for actors in side.values])[side.codes]
    thin: Flags = told < 2  # noqa: PLR2004 (two things told)
    return thin
