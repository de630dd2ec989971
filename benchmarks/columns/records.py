"""Records to columns: what an article tells is put together by the small engine, then kept as codes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any, Generic, TypeVar

import numpy as np

from benchmarks.columns.part import Part, Stems
from extract.large.columns.fields import FIELDS, ColumnField
from extract.large.columns.table import UNITS, UNPUBLISHED, Facet, Rows
from extract.reconcile import ReconcileSettings
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.cluster.across import told_apart
from extract.reconcile.cluster.within import tell_once
from extract.reconcile.match.comparison import Corpus
from extract.reconcile.match.pairwise import Pairwise
from extract.reconcile.mention import Telling, is_thin, read
from schemas import ArticleInfo, StrikeRecord

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
        setting = ArticleContext.of(article, "")
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
    def __init__(self, field: ColumnField[V]) -> None:
        self._field = field
        self._values = _Interned[V]()
        self._codes: list[int] = []

    def add(self, telling: Telling) -> None:
        value = self._field.of(telling)
        self._codes.append(self._values.code(self._field.key(value), value))

    def facet(self) -> Facet[V]:
        return Facet(np.array(self._codes, dtype=np.int32), self._values.values)


class _Gathering:
    """Rows of a table, one telling after the other."""

    def __init__(self) -> None:
        self._columns: dict[str, _Column[Any]] = {name: _Column(field) for name, field in FIELDS["strike"].items()}
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
