"""Likeness of dates in columns: days as numbers, whatever is told less plainly as the small engine does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from extract.large.columns.each_two import EachTwo
from extract.large.columns.fields import dates_key
from extract.large.columns.pairs import EachLikeness
from extract.large.columns.rules import SILENT, Asked
from extract.large.columns.table import Facet, Ints
from extract.reconcile import ReconcileSettings
from extract.reconcile.compare.days import has_day_part, is_day
from extract.reconcile.match.rules.date import date
from schemas import DateValue


class Dates:
    """Scores of the rule on dates for any two rows."""

    def __init__(self, dates: Facet[tuple[DateValue, ...]], settings: ReconcileSettings, asked: Asked) -> None:
        """The values of all dates in columns."""
        self._each = EachTwo(dates, dates_key)
        self._days = Days(self._each.column(), settings, asked)

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths, by their nearest two dates; `SILENT` where none tells."""
        return self._each.nearest(self._days, a, b)


class Days:
    """Scores of the rule on dates for any two rows of one date each."""

    def __init__(self, dates: Facet[tuple[DateValue, ...]], settings: ReconcileSettings, asked: Asked) -> None:
        """The values of all dates in columns."""
        self._dates = dates
        self._asked = asked
        vocabulary = settings.vocabulary
        plain = [
            len(value) == 1
            and is_day(value[0])
            and value[0].earliest == value[0].latest
            and not has_day_part(value[0], vocabulary)
            for value in dates.values
        ]
        self._plain = np.array(plain, dtype=bool)
        self._day = np.array(
            [
                value[0].earliest.toordinal() if is_plain and value[0].earliest else 0
                for value, is_plain in zip(dates.values, plain, strict=True)
            ],
            dtype=np.int32,
        )
        self._none = np.array([not value for value in dates.values], dtype=bool)
        self._one_by_one = EachLikeness(len(plain), partial(_ask, asked, dates.values))
        self._by_gap = np.array([asked.of_days(apart) for apart in range(settings.days_apart + 2)], dtype=np.int32)

    def of(self, a: Ints, b: Ints) -> Ints:
        """Scores of pairs of rows, in ten-thousandths; `SILENT` where dates tell nothing."""
        ours, theirs = self._dates.codes[a], self._dates.codes[b]
        gap = np.minimum(np.abs(self._day[ours] - self._day[theirs]), len(self._by_gap) - 1)
        silent = self._none[ours] | self._none[theirs]
        score = np.where(silent, SILENT, self._by_gap[gap])
        rest = np.flatnonzero(~(silent | (self._plain[ours] & self._plain[theirs])))
        score[rest] = self._one_by_one.of(ours[rest], theirs[rest])
        return score


def _ask(asked: Asked, values: Sequence[tuple[DateValue, ...]], a: int, b: int) -> int:
    return asked.of(date, {"dates": values[a]}, {"dates": values[b]})
