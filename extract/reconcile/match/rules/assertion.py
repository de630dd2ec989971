"""Rule on how the tellings stand to the news: told as new, or recalled from long before."""

from __future__ import annotations

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling


def assertion(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 0.5 if both recall it as history, -1.0 if one does and the other tells it as news."""
    ours, theirs = ("historical" in {record.assertion for record in telling.records} for telling in (a, b))
    if not ours and not theirs:
        return None
    return Comparison(0.5, "both recalled") if ours and theirs else Comparison(-1.0, "one is recalled, one is news")
