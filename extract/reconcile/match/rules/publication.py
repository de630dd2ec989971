"""Rule on when the articles came out, for tellings whose own dates say nothing."""

from __future__ import annotations

import math

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.match.rules.date import date
from extract.reconcile.mention import Telling

ONE_DAY, UNKNOWN = 0.6, -0.3
WEEK = 7


def publication(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 0.6 for articles of one day, 0.0 at a week, -1.0 from nine months on, -0.3 if nothing tells when.

    It falls with the logarithm of the days: most is written at once, but of one attack there is news for
    months.  None where the dates told compare.
    """
    if date(a, b, corpus) is not None:
        return None
    ours, theirs = a.setting.published, b.setting.published
    if ours is None or theirs is None:
        return Comparison(UNKNOWN, "nothing tells when")
    apart = abs((ours - theirs).days)
    score = max(-1.0, ONE_DAY * (1 - math.log1p(apart) / math.log1p(WEEK)))
    return Comparison(score, f"published {apart} days apart")
