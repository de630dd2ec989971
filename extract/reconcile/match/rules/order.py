"""Rule on the order of telling: two accounts of one speech keep its remarks in order."""

from __future__ import annotations

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling


def order(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 0.5 for each neighbour by the same speaker that matches, if neither telling matches another better.

    It speaks in the second round only, when the neighbours have been judged without it.
    """
    ours, theirs = a.setting.id, b.setting.id
    if corpus.paired.get((a.key, theirs), b.key) != b.key or corpus.paired.get((b.key, ours), a.key) != a.key:
        return None
    sides = sum(
        1
        for neighbours in (corpus.before, corpus.after)
        if a.key in neighbours
        and b.key in neighbours
        and corpus.paired.get((neighbours[a.key], theirs)) == neighbours[b.key]
    )
    return Comparison(sides / 2, f"{sides} neighbouring remarks match") if sides else None
