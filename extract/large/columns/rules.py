"""Scores of the small engine's own rules for two values, as whole ten-thousandths.

A rule is asked of tellings that have nothing but the values at hand: when it looks at anything else, what it says is
not known here, and a pair is left to the small engine unless the other rules decide it.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from extract.large.columns.table import UNITS
from extract.reconcile import ReconcileSettings
from extract.reconcile.match.comparison import Comparison, Rule
from extract.reconcile.match.rules.date import date
from extract.reconcile.match.rules.publication import publication
from schemas import DateValue

SILENT = -(1 << 15)
"""What stands for a rule that says nothing."""

UNKNOWN = 1 << 14
"""What stands for a rule of which it is not known what it says; above every score, so that it is the most of many."""


class _NotAtHandError(Exception):
    """A rule looks at what columns do not give it."""


class _Only(SimpleNamespace):
    """A telling, its article or a corpus, of which only some fields are at hand."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        raise _NotAtHandError(name)


_SOME_DAY = dt.date(2000, 1, 1)


def rounded(said: Comparison | None) -> int:
    """A score the way the small engine rounds it."""
    return SILENT if said is None else round(round(said.score, 4) * UNITS)


class Asked:
    """The small engine's rules, asked of single values."""

    def __init__(self, settings: ReconcileSettings) -> None:
        """The rules as they are set."""
        self._corpus: Any = _Only(settings=settings)

    def of(self, rule: Rule, a: dict[str, Any], b: dict[str, Any]) -> int:
        """The score of a rule for two tellings that have these fields alone; `UNKNOWN` if it needs more."""
        ours: Any = _Only(**a)
        theirs: Any = _Only(**b)
        try:
            return rounded(rule(ours, theirs, self._corpus))
        # The latter of a value that was made again from the fields that tell it from others.
        except (_NotAtHandError, AttributeError):
            return UNKNOWN

    def of_days(self, apart: int) -> int:
        """The score of the rule on dates for two dates told to the day, without hour or zone."""
        days = (_SOME_DAY, _SOME_DAY + dt.timedelta(days=apart))
        first, second = (DateValue(raw="", earliest=day, latest=day, precision="day") for day in days)
        return self.of(date, {"dates": (first,)}, {"dates": (second,)})

    def of_publication(self, apart: int) -> int:
        """The score of the rule on publication for two articles that tell no dates."""
        days = (_SOME_DAY, _SOME_DAY + dt.timedelta(days=apart))
        first, second = ({"dates": (), "setting": _Only(published=day)} for day in days)
        return self.of(publication, first, second)

    def of_no_publication(self) -> int:
        """The score of the rule on publication where neither dates nor publication tell when."""
        nothing: dict[str, Any] = {"dates": (), "setting": _Only(published=None)}
        return self.of(publication, nothing, nothing)
