"""Flat columns to strikes: one record a row, every distinct value worked out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.columns.encoded import Encoded, FlatFile
from benchmarks.columns.flat_records import article_of, record_of
from benchmarks.columns.part import Part, Stems
from benchmarks.columns.records import Gathered
from extract.base.errors import InputError
from extract.large.columns.ranges import ranges
from extract.large.columns.table import UNPUBLISHED, Facet, Flags, Ints, Rows, Standing
from extract.reconcile import ReconcileSettings
from extract.reconcile.compare.kinship import is_named
from extract.reconcile.compare.places import is_town
from extract.reconcile.compare.words import stems
from extract.reconcile.match.cannot_link import AS_DONE
from schemas import Actor, DateValue, PlaceValue

if TYPE_CHECKING:
    import pyarrow as pa

Places = tuple[PlaceValue, ...]


def read_flat(source: pa.Table | Path, settings: ReconcileSettings) -> list[Part]:
    """Strikes of flat columns, a record a row: of a table or of a Parquet file, which is read a column at a time.

    Columns are ``record``, ``article``, ``published``, ``date``, ``place``, ``country``, ``latitude``, ``longitude``,
    ``attacker``, ``target``, ``method``, ``killed``, ``injured``, ``evidence``; all but the first two may be missing,
    and any value of the others may be null.  Records of an article that has several, and those whose words alone can
    tell that they are of a series, are read one by one by the small engine.

    Raises:
        InputError: A needed column is missing, two rows have one record id, or a value is not what its column holds.
    """
    table = FlatFile(source) if isinstance(source, Path) else source
    encoded = Encoded(table)
    by_itself = _by_itself(encoded)
    if by_itself.all():
        return [_part(encoded, settings)]
    whole = table.read() if isinstance(table, FlatFile) else table
    gathered = Gathered(settings)
    rows = whole.filter(~by_itself).sort_by([("article", "ascending"), ("record", "ascending")])
    mine: list[dict[str, object]] = []
    for row in [*(row for batch in rows.to_batches(max_chunksize=10_000) for row in batch.to_pylist()), None]:
        if mine and (row is None or row["article"] != mine[0]["article"]):
            gathered.add(article_of(mine[0]), [record_of(one) for one in mine])
            mine = []
        if row is not None:
            mine.append(row)
    rest = whole.filter(by_itself)
    return [gathered.part(), *([_part(Encoded(rest), settings)] if len(rest) else [])]


def _by_itself(encoded: Encoded) -> Flags:
    """Rows that are the only one of their article, and that either tell a day or have no words."""
    records, articles = encoded.needed("record"), encoded.needed("article")
    if len(set(records.tolist())) < len(records):
        raise InputError("two rows have one record id: give every record an id of its own")
    number = np.unique(articles, return_inverse=True)[1] if len(articles) else np.zeros(0, dtype=np.int64)
    alone = np.bincount(number)[number] == 1 if len(number) else np.zeros(0, dtype=bool)
    return alone & ((encoded.column("date")[0] >= 0) | (encoded.column("evidence")[0] < 0))


def _part(encoded: Encoded, settings: ReconcileSettings) -> Part:
    rows = encoded.rows
    published, days = encoded.column("published")
    dates, dated = encoded.column("date")
    attackers, targets = (_side(*encoded.column(side), role=side) for side in ("attacker", "target"))
    where, places = encoded.together("place", "country", "latitude", "longitude")
    located = Facet(where, [_place(*told) for told in places])
    told = Rows(
        published=np.array([*(_ordinal(day) for day in days), UNPUBLISHED])[published],
        dates=Facet(np.where(dates < 0, len(dated), dates), [*((_date(day),) for day in dated), ()]),
        places=located,
        attackers=attackers,
        targets=targets,
        methods=_methods(*encoded.column("method")),
        figures=_figures(*encoded.together("killed", "injured")),
        standing=Facet(np.zeros(rows, dtype=np.int32), [Standing(historical=False, standing=AS_DONE)]),
        series=np.zeros(rows, dtype=bool),
        thin=_thin(dates >= 0, located, attackers, targets),
    )
    return Part(
        told=told,
        article=encoded.needed("article"),
        start=np.zeros(rows, dtype=np.int64),
        stems=_stems(*encoded.column("evidence"), settings),
        records=encoded.needed("record"),
        starts=np.arange(rows + 1),
        singles=told,
        within={},
    )


def _stems(codes: Ints, texts: Sequence[str], settings: ReconcileSettings) -> Stems:
    """The stems of each row's evidence, of each distinct text worked out once."""
    number: dict[str, int] = {}
    lists = [
        sorted(number.setdefault(stem, len(number)) for stem in stems(text, stop=settings.vocabulary.stop))
        for text in texts
    ]
    many = np.array([*map(len, lists), 0], dtype=np.int64)
    flat = np.array([code for codes in lists for code in codes], dtype=np.int64)
    first = np.cumsum(many) - many
    starts = np.concatenate(([0], np.cumsum(many[codes])))
    return Stems(starts, flat[ranges(first[codes], many[codes])], list(number))


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


def _figures(codes: Ints, tolls: Sequence[tuple[float | None, ...]]) -> Facet[frozenset[tuple[str, int]]]:
    units = ("killed", "injured")
    values = [frozenset((unit, int(low)) for unit, low in zip(units, toll, strict=True) if low) for toll in tolls]
    return Facet(codes, values)


def _ordinal(day: str | dt.date) -> int:
    try:
        return (day if isinstance(day, dt.date) else dt.date.fromisoformat(day)).toordinal()
    except (TypeError, ValueError) as error:
        raise InputError(f"“{day}” is no day: give days as 2021-02-26") from error


def _date(value: str | dt.date) -> DateValue:
    day = dt.date.fromordinal(_ordinal(value))
    return DateValue(raw=day.isoformat(), earliest=day, latest=day, precision="day", anchor="text")


def _side(codes: Ints, names: Sequence[str], *, role: str) -> Facet[tuple[Actor, ...]]:
    actors = [(Actor(raw=name, name=name, role=role),) for name in names]
    return Facet(np.where(codes < 0, len(names), codes), [*actors, ()])


def _methods(codes: Ints, names: Sequence[str]) -> Facet[frozenset[str]]:
    methods = [frozenset({name} - {"other"}) for name in names]
    return Facet(np.where(codes < 0, len(names), codes), [*methods, frozenset()])


def _thin(dated: Flags, places: Facet[Places], *sides: Facet[tuple[Actor, ...]]) -> Flags:
    """Rows that tell less than two of date, place, attacker and target, as `is_thin` has it."""
    narrow = np.array([2 * any(map(is_town, value)) or len(value) for value in places.values])
    told = 2 * dated + narrow[places.codes]
    for side in sides:
        told = told + np.array([any(map(is_named, actors)) for actors in side.values])[side.codes]
    thin: Flags = told < 2
    return thin
