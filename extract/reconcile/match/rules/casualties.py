"""Rule on casualties: equal figures bind, differing ones say nothing, since they are what is to be shown."""

from __future__ import annotations

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling
from schemas import StrikeRecord

MANY = 10
"""From here on two reports seldom have a figure in common by chance."""


def casualties(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for an equal figure of ten or more or two equal figures, 0.5 for a smaller one; never below 0.0."""
    return likeness(figures(a), figures(b))


def figures(telling: Telling) -> frozenset[tuple[str, int]]:
    """Every unit and figure of a telling that is known and not 0."""
    strikes = [record for record in telling.records if isinstance(record, StrikeRecord)]
    return frozenset((count.unit, count.low) for record in strikes for count in record.casualties if count.low)


def likeness(ours: frozenset[tuple[str, int]], theirs: frozenset[tuple[str, int]]) -> Comparison | None:
    """How far the figures of two tellings bind them."""
    shared = sorted(ours & theirs)
    if not shared:
        return None
    score = min(1.0, sum(1.0 if low >= MANY else 0.5 for _, low in shared))
    return Comparison(score, ", ".join(f"both say {low} {unit.replace('_', ' ')}" for unit, low in shared))
