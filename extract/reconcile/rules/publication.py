"""Rule on when the articles came out, for tellings whose own dates say nothing."""

from __future__ import annotations

from extract.reconcile.comparison import Comparison, Corpus
from extract.reconcile.rules.date import date
from extract.reconcile.telling import Telling

WEEK = 7


def publication(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for articles of one day, falling through 0.0 at a week to -1.0 at a month; None if dates tell more."""
    ours, theirs = a.setting.published, b.setting.published
    if ours is None or theirs is None or date(a, b, corpus) is not None:
        return None
    apart = abs((ours - theirs).days)
    return Comparison(max(-1.0, 1.0 - apart / WEEK if apart <= WEEK else -apart / 30), f"published {apart} days apart")
