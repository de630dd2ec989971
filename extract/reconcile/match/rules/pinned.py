"""Rule on whether anything ties two tellings to one occurrence: one army strikes one enemy more than once."""

from __future__ import annotations

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.match.rules.casualties import casualties
from extract.reconcile.match.rules.date import date
from extract.reconcile.match.rules.place import place
from extract.reconcile.mention import Telling

SAME_PLACE = 0.5


def pinned(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score -1.0 where no date, town, province or toll tells which of many attacks is meant; else None.

    Dates of publication tell enough: what two papers print in one week is seldom two attacks.
    """
    if date(a, b, corpus) or casualties(a, b, corpus) or (a.setting.published and b.setting.published):
        return None
    where = place(a, b, corpus)
    if where is not None and where.score >= SAME_PLACE:
        return None
    return Comparison(-1.0, "neither date, place nor toll ties them to one occurrence")
