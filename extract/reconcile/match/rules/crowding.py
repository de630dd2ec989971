"""Rule on how much else happens there: in a town that is shelled every hour, day and town tell little."""

from __future__ import annotations

from extract.reconcile.compare.days import gap, is_day
from extract.reconcile.compare.places import SPELT_ALIKE, countries
from extract.reconcile.match.base_rate import EVERYWHERE, FEWEST, MONTH, narrow, taken
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.match.rules.place import place
from extract.reconcile.mention import Telling


def crowding(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 0.0 where no other attack fits as well by day and place, down to -1.0 where a thousand are likely to."""
    rate, days = _rate(a, b, corpus), _days(a, b)
    score = taken(rate, days)
    return Comparison(score, f"some {rate * days:.0f} attacks fit as well by day and place") if score else None


def _rate(a: Telling, b: Telling, corpus: Corpus) -> float:
    """Attacks a day in the narrowest place that is common to both."""
    said = place(a, b, corpus)
    if said is not None and said.score >= SPELT_ALIKE:
        names = [name for telling in (a, b) for one in telling.places for name in narrow(one)]
        if names:
            return min(map(corpus.usual.of, names))
    ours, theirs = ({code for one in telling.places for code in countries(one)} for telling in (a, b))
    return min(map(corpus.usual.of, ours & theirs), default=corpus.usual.of(EVERYWHERE))


def _days(a: Telling, b: Telling) -> int:
    """Days on which an attack could be taken for the same: round the days told, else round the publication."""
    told = [gap(ours, theirs) for ours in a.dates for theirs in b.dates if is_day(ours) and is_day(theirs)]
    apart = min((days for days in told if days is not None), default=None)
    if apart is None and a.setting.published and b.setting.published:
        apart = max(FEWEST, abs((a.setting.published - b.setting.published).days))
    return min(MONTH, 2 * apart + 1) if apart is not None else MONTH
