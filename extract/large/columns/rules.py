"""What the small engine's own rules say of two values, as whole ten-thousandths."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from extract.large.columns.table import UNITS
from extract.reconcile import ReconcileSettings
from extract.reconcile.match.comparison import Comparison, Corpus, Rule
from extract.reconcile.match.rules.date import compare_dates
from extract.reconcile.match.rules.publication import publication
from extract.reconcile.mention import PARTY_FIELDS, Setting, Telling
from schemas import DateValue

SILENT = -(1 << 15)
"""What stands for a rule that says nothing."""

_NOWHERE = Setting(id="", published=None, outlet=None, text="", quotations=())
_BLANK = Telling(
    key="",
    kind="strike",
    setting=_NOWHERE,
    records=(),
    spans=(),
    said=(),
    dates=(),
    places=(),
    parties=dict.fromkeys(PARTY_FIELDS, ()),
    methods=frozenset(),
    acts=frozenset(),
    words=frozenset(),
    quoted=frozenset(),
    numbers=frozenset(),
    series=False,
)
_SOME_DAY = dt.date(2000, 1, 1)


def rounded(said: Comparison | None) -> int:
    """A score the way the small engine rounds it."""
    return SILENT if said is None else round(round(said.score, 4) * UNITS)


class Asked:
    """The small engine's rules, asked of single values."""

    def __init__(self, settings: ReconcileSettings) -> None:
        """The rules as they are set."""
        self._corpus = Corpus(settings, {}, 0.0)

    def of(self, rule: Rule, a: dict[str, Any], b: dict[str, Any]) -> int:
        """What a rule says of two tellings of which nothing is known but these fields."""
        return rounded(rule(replace(_BLANK, **a), replace(_BLANK, **b), self._corpus))

    def of_days(self, apart: int) -> int:
        """What the rule on dates says of two dates that are told to the day, without hour or zone."""
        days = (_SOME_DAY, _SOME_DAY + dt.timedelta(days=apart))
        first, second = (DateValue(raw="", earliest=day, latest=day, precision="day") for day in days)
        return rounded(compare_dates(first, second, self._corpus))

    def of_publication(self, apart: int) -> int:
        """What the rule on publication says of two articles that tell no dates."""
        days = (_SOME_DAY, _SOME_DAY + dt.timedelta(days=apart))
        first, second = (replace(_BLANK, setting=replace(_NOWHERE, published=day)) for day in days)
        return rounded(publication(first, second, self._corpus))

    def of_no_publication(self) -> int:
        """What the rule on publication says where neither dates nor publication tell when."""
        return rounded(publication(_BLANK, _BLANK, self._corpus))
