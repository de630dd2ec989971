"""Rule on when it happened."""

from __future__ import annotations

from extract.reconcile.compare.days import (
    gap,
    has_day_part,
    is_day,
    is_resolved,
    months_covered,
    months_named,
    weekday_gap,
)
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling
from schemas import DateValue

DAYS_OF_MONTH = 31


def date(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one day, less for a day apart or dates of less precision, -1.0 for dates that cannot meet.

    A weekday or month that was never resolved is compared as such.  Of several dates the nearest two count.
    """
    said = [found for ours in a.dates for theirs in b.dates if (found := compare_dates(ours, theirs, corpus))]
    return max(said, default=None)


def compare_dates(a: DateValue, b: DateValue, corpus: Corpus) -> Comparison | None:
    """Score of two single dates, None where nothing tells."""
    words = f"{a.raw} and {b.raw}"
    apart = gap(a, b)
    if apart is not None and is_resolved(a) and is_resolved(b):
        return Comparison(_days_score(a, b, apart, corpus), f"{words}: {_days_detail(a, b, apart)}")
    if apart is not None:
        return Comparison(-1.0 if apart > corpus.settings.days_apart else -0.3, f"{words}: {apart} days apart")
    vocabulary = corpus.settings.vocabulary
    around = weekday_gap(a, b)
    if around is not None:
        return Comparison((0.6, 0.1, -1.0, -1.0)[around], f"{words}: weekdays {around} apart")
    ours, theirs = months_covered(a, vocabulary), months_covered(b, vocabulary)
    if (months_named(a, vocabulary) or months_named(b, vocabulary)) and ours and theirs:
        return Comparison(0.3 if ours & theirs else -1.0, f"{words}: {'one month' if ours & theirs else 'two months'}")
    return None


def _days_score(a: DateValue, b: DateValue, apart: int, corpus: Corpus) -> float:
    if apart > corpus.settings.days_apart:
        return -1.0
    if apart == 0:
        if is_day(a) and is_day(b):
            return 1.0
        return 0.6 if max(_width(a), _width(b)) <= DAYS_OF_MONTH else 0.2
    vocabulary = corpus.settings.vocabulary
    shifted = has_day_part(a, vocabulary) or has_day_part(b, vocabulary)
    if apart == 1:
        return 0.7 if shifted else 0.3
    return -0.4


def _width(date: DateValue) -> int:
    return (date.latest - date.earliest).days + 1 if date.earliest and date.latest else 0


def _days_detail(a: DateValue, b: DateValue, apart: int) -> str:
    if apart:
        return f"{apart} {'day' if apart == 1 else 'days'} apart"
    return f"one day, {a.earliest}" if is_day(a) and is_day(b) else "they overlap"
