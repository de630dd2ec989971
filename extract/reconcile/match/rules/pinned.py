"""Rule on whether anything ties two tellings to one occurrence: one army strikes one enemy more than once."""

from __future__ import annotations

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.match.rules.casualties import casualties
from extract.reconcile.match.rules.date import date
from extract.reconcile.match.rules.place import place
from extract.reconcile.match.rules.wording import retelling
from extract.reconcile.mention import Telling

SAME_PLACE = 0.5
"""From here on the rule on places holds two for one town."""

TOLD_AGAIN, WORDS = 0.8, 10
"""Score of a passage that shares about a third of its rare words with another, and words that are enough for that: it
tells the same thing again.  "US jets struck the militia" is said of every strike."""


def pinned(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score -1.0 where no date, town, province, toll or retelling tells which of many attacks is meant; else None.

    Dates of publication tell enough: what two papers print in one week is seldom two attacks.
    """
    if date(a, b, corpus) or casualties(a, b, corpus) or (a.setting.published and b.setting.published):
        return None
    told_again = retelling(a, b, corpus)
    if told_again is not None and told_again.score >= TOLD_AGAIN and len(a.words & b.words) >= WORDS:
        return None
    where = place(a, b, corpus)
    if where is not None and where.score >= SAME_PLACE:
        return None
    return Comparison(-1.0, "neither date, place nor toll ties them to one occurrence")
