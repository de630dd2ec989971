"""Rules on what the texts say: words, quoted passages and figures in common, each by its rarity."""

from __future__ import annotations

from extract.reconcile.comparison import Comparison, Corpus
from extract.reconcile.telling import Telling

EVEN, FULL = 0.25, 0.6
"""Shares of words in common at which the wording says nothing, and at which it says all it can."""

SHOWN = 6


def wording(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score by the share of rare words in common: -1.0 for none, 0.0 at a quarter, 1.0 from three fifths on.

    The share is the mean of the Dice coefficient and the share of the shorter text, so that a
    headline can be found again in its story.
    """
    if not a.words or not b.words:
        return None
    shared = a.words & b.words
    common, ours, theirs = corpus.weight(shared), corpus.total(a.words), corpus.total(b.words)
    share = common / (ours + theirs) + common / min(ours, theirs) / 2
    score = (share - EVEN) / (FULL - EVEN) if share > EVEN else share / EVEN - 1
    return Comparison(min(1.0, score), f"{share:.0%} of the words: {_rarest(shared, corpus)}")


def quoted(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score by the share of quoted words in common; None unless both quote and share some."""
    shared = a.quoted & b.quoted
    if not shared:
        return None
    share = corpus.weight(shared) / min(corpus.total(a.quoted), corpus.total(b.quoted))
    return Comparison(share, f"both quote {_rarest(shared, corpus)}")


def numbers(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for a figure in common; figures that differ say nothing."""
    shared = sorted(a.numbers & b.numbers)
    return Comparison(1.0, f"both say {', '.join(shared[:SHOWN])}") if shared else None


def _rarest(words: frozenset[str], corpus: Corpus) -> str:
    return ", ".join(corpus.rarest(words, SHOWN)) or "none"
