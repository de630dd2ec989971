"""Rules on what whole articles tell, for tellings that their articles are about (`extract.reconcile.match.story`)."""

from __future__ import annotations

import math

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.match.story import DocumentProfile, cosine
from extract.reconcile.mention import Telling

NAMES = 6
"""Rarest names in common that count: as many as two reports of one attack share, and a report shares with no other."""


def story(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score by the likeness of the two articles, words weighed by rarity: 0.0 for nothing in common, 1.0 for a copy."""
    ours, theirs = _stories(a, b, corpus)
    if ours is None or theirs is None:
        return None
    return Comparison(cosine(ours, theirs), "how much the articles have in common")


def names(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score by the rarity of the six rarest names in common, 1.0 if no other article has any of them."""
    ours, theirs = _stories(a, b, corpus)
    if ours is None or theirs is None:
        return None
    rarity = corpus.stories.rarity
    shared = sorted(ours.names & theirs.names, key=lambda name: (-rarity[name], name))[:NAMES]
    if not shared:
        return None
    return Comparison(math.fsum(rarity[name] for name in shared) / NAMES, ", ".join(shared))


def ages(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for persons of one age, -1.0 where both articles tell ages and share none."""
    ours, theirs = _stories(a, b, corpus)
    if ours is None or theirs is None or not ours.ages or not theirs.ages:
        return None
    shared = sorted(ours.ages & theirs.ages)
    if not shared:
        return Comparison(-1.0, "no age in common")
    return Comparison(1.0, f"both tell of ages {', '.join(map(str, shared))}")


def outlet(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 for two articles of one outlet: house style and furniture make them alike."""
    same = a.setting.outlet is not None and a.setting.outlet == b.setting.outlet
    return Comparison(-1.0, f"both of {a.setting.outlet}") if same else None


def _stories(a: Telling, b: Telling, corpus: Corpus) -> tuple[DocumentProfile | None, DocumentProfile | None]:
    return corpus.stories.of.get(a.setting.id), corpus.stories.of.get(b.setting.id)
