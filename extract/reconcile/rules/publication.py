"""Rule on when the articles came out, for tellings whose own dates say nothing."""

from __future__ import annotations

from extract.reconcile.comparison import Comparison, Corpus
from extract.reconcile.rules.date import date
from extract.reconcile.telling import Telling

ONE_DAY, UNKNOWN = 0.6, -0.3
WEEK, MONTH = 7, 30


def publication(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 0.6 for articles of one day, 0.0 at a week, -1.0 from a month on, -0.3 if nothing tells when.

    None where the dates told compare.
    """
    if date(a, b, corpus) is not None:
        return None
    ours, theirs = a.setting.published, b.setting.published
    if ours is None or theirs is None:
        return Comparison(UNKNOWN, "nothing tells when")
    apart = abs((ours - theirs).days)
    score = ONE_DAY * (1 - apart / WEEK) if apart <= WEEK else max(-1.0, (WEEK - apart) / (MONTH - WEEK))
    return Comparison(score, f"published {apart} days apart")
