"""Records to columns: what an article tells is put together by the small engine, then kept as codes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any, Generic, TypeVar

import numpy as np

from extract.columns.part import Part, Stems
from extract.columns.table import UNITS, UNPUBLISHED, Facet, Rows, Standing
from extract.reconcile import ReconcileSettings
from extract.reconcile.across import told_apart
from extract.reconcile.cannot_link import standing
from extract.reconcile.comparison import Corpus
from extract.reconcile.pairwise import Pairwise
from extract.reconcile.rules.casualties import figures
from extract.reconcile.telling import Setting, Telling, is_thin, read
from extract.reconcile.within import tell_once
from schemas import Actor, ArticleInfo, DateValue, PlaceValue, StrikeRecord

V = TypeVar("V")


class Gathered:
    """Strikes of article after article, in columns."""

    def __init__(self, settings: ReconcileSettings) -> None:
        """Nothing is gathered yet."""
        self._settings = settings
        self._corpus = Corpus(settings, {}, 0.0)
        self._told, self._singles = _Gathering(), _Gathering()
        self._article: list[str] = []
        self._start: list[int] = []
        self._records: list[str] = []
        self._starts = [0]
        self._within: dict[tuple[int, int], tuple[int, bool]] = {}
        self._stems = _Interned[str]()
        self._words: list[int] = []
        self._word_starts = [0]

    def add(self, article: ArticleInfo, records: Iterable[StrikeRecord]) -> None:
        """All strikes of one article."""
        setting = Setting.of(article, "")
        singles = [read(record, setting, self._settings.vocabulary) for record in records]
        singles.sort(key=lambda single: single.key)
        told = tell_once(singles, self._corpus).tellings if len(singles) > 1 else tuple(singles)
        by_key = {single.key: single for single in singles}
        first = len(self._article)
        for telling in told:
            self._told.add(telling)
            self._article.append(article.id)
            self._start.append(telling.start)
            for record in telling.records:
                self._records.append(record.id)
                self._singles.add(by_key[record.id])
            self._starts.append(len(self._records))
            self._words += sorted(self._stems.code(stem, stem) for stem in telling.words)
            self._word_starts.append(len(self._words))
        self._compare(first, told, singles)

    def part(self) -> Part:
        """Everything gathered."""
        return Part(
            told=self._told.rows(),
            article=np.array(self._article, dtype=object),
            start=np.array(self._start, dtype=np.int64),
            stems=Stems(np.array(self._word_starts), np.array(self._words, dtype=np.int64), self._stems.values),
            records=np.array(self._records, dtype=object),
            starts=np.array(self._starts),
            singles=self._singles.rows(),
            within=self._within,
        )

    def _compare(self, first: int, told: Sequence[Telling], singles: Sequence[Telling]) -> None:
        pairwise = Pairwise(told, singles, self._corpus)
        for (i, a), (j, b) in combinations(enumerate(told, first), 2):
            apart = pairwise.veto(a.key, b.key) or told_apart(a, b, pairwise, self._corpus)
            self._within[i, j] = round(pairwise.score(a.key, b.key) * UNITS), apart is not None


class _Interned(Generic[V]):
    """Values in order of their first use, each known by what makes it different from others."""

    def __init__(self) -> None:
        self.values: list[V] = []
        self._codes: dict[Hashable, int] = {}

    def code(self, key: Hashable, value: V) -> int:
        code = self._codes.setdefault(key, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        return code


class _Column(Generic[V]):
    def __init__(self, of: Callable[[Telling], V], key: Callable[[V], Hashable]) -> None:
        self._of, self._key = of, key
        self._values = _Interned[V]()
        self._codes: list[int] = []

    def add(self, telling: Telling) -> None:
        value = self._of(telling)
        self._codes.append(self._values.code(self._key(value), value))

    def facet(self) -> Facet[V]:
        return Facet(np.array(self._codes, dtype=np.int32), self._values.values)


class _Gathering:
    """Rows of a table, one telling after the other."""

    def __init__(self) -> None:
        self._columns: dict[str, _Column[Any]] = {
            "dates": _Column(lambda telling: telling.dates, lambda dates: tuple(map(_date_key, dates))),
            "places": _Column(lambda telling: telling.places, lambda places: tuple(map(_place_key, places))),
            "attackers": _Column(lambda telling: telling.parties["attacker"], _side_key),
            "targets": _Column(lambda telling: telling.parties["target"], _side_key),
            "methods": _Column(lambda telling: telling.methods, lambda methods: methods),
            "figures": _Column(figures, lambda tolls: tolls),
            "standing": _Column(_standing, lambda value: value),
        }
        self._published: list[int] = []
        self._series: list[bool] = []
        self._thin: list[bool] = []

    def add(self, telling: Telling) -> None:
        for column in self._columns.values():
            column.add(telling)
        published = telling.setting.published
        self._published.append(published.toordinal() if published else UNPUBLISHED)
        self._series.append(telling.series)
        self._thin.append(is_thin(telling))

    def rows(self) -> Rows:
        return Rows(
            published=np.array(self._published, dtype=np.int64),
            series=np.array(self._series, dtype=bool),
            thin=np.array(self._thin, dtype=bool),
            **{name: column.facet() for name, column in self._columns.items()},
        )


def _standing(telling: Telling) -> Standing:
    return Standing(any(record.assertion == "historical" for record in telling.records), standing(telling))


def _date_key(date: DateValue) -> Hashable:
    return date.raw, date.earliest, date.latest, date.precision, date.weekday, date.timezone


def _place_key(place: PlaceValue) -> Hashable:
    return (
        place.raw,
        place.name,
        place.country,
        place.countries,
        place.admin1,
        place.latitude,
        place.longitude,
        place.precision,
    )


def _side_key(side: tuple[Actor, ...]) -> Hashable:
    return tuple((actor.name, actor.id, actor.country, actor.member_of) for actor in side)
