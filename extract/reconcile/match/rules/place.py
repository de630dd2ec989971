"""Rule on where it happened."""

from __future__ import annotations

from extract.reconcile.compare.places import begins, is_local, relation
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling

APART = -0.5
"""Below it two places are two: their names alone may be those of a town and a part of it."""


def place(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one town, less for wider places or one within the other, -1.0 for two countries.

    Of several places the nearest two count.
    """
    near, border = corpus.settings.near_km, corpus.settings.vocabulary.border
    pairs = [(ours, theirs) for ours in a.places for theirs in b.places]
    said = [found for pair in pairs if (found := relation(*pair, near_km=near, border=border))]
    return Comparison(*max(said)) if said else None


def named(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 where the words of one mention's place, a name, begin those of the other's; else None.

    It may be a town that no table knows, or that was taken for one elsewhere.
    """
    both = ((ours, theirs) for ours in a.places for theirs in b.places if is_local(ours) and is_local(theirs))
    said = next((ours.raw for ours, theirs in both if begins(ours, theirs)), None)
    return Comparison(1.0, f"both name “{said}”") if said else None


def elsewhere(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score -1.0 where the places are known to be two, whoever knows it; else None."""
    said = place(a, b, corpus)
    return Comparison(-1.0, said.detail) if said is not None and said.score < APART else None
