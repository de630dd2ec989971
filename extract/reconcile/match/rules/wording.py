"""Rules on what the texts say: words, quoted passages and figures in common, each by its rarity."""

from __future__ import annotations

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling, in_two_languages

TOLD_AGAIN, RETOLD = 0.1, 0.4
"""Shares of words in common from which a passage on an event may be one told again, and surely is."""

ENOUGH_SHARED, ENOUGH_TOLD = 2, 4
"""Words in common that bind in full, and words of the shorter text whose difference parts in full: of "any
involvement" and "any part in it" next to nothing can be said."""

SHOWN = 6
"""Words that are shown as the reason; they are the rarest."""


def wording(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score by the share of rare words in common: -1.0 for none, 0.0 at an even share, 1.0 from a full one on.

    Of very few words it says less, and nothing between two languages.  What is even and full are settings.  The share
    is the mean of the Dice coefficient and the share of the shorter text, so that a headline can be found again in its
    story.
    """
    if not a.words or not b.words or in_two_languages(a, b):
        return None
    share = _share(a, b, corpus)
    even, full = corpus.settings.same_words
    shared = a.words & b.words
    score = min(1.0, (share - even) / (full - even)) if share > even else share / even - 1
    told = len(shared) / ENOUGH_SHARED if score > 0 else min(len(a.words), len(b.words)) / ENOUGH_TOLD
    return Comparison(score * min(1.0, told), f"{share:.0%} of the words: {_rarest(shared, corpus)}")


def retelling(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score by the share of rare words in common, 1.0 from two fifths on; None below a tenth.

    It never counts against: one event is told in many words.
    """
    share = _share(a, b, corpus) if a.words and b.words else 0.0
    if share <= TOLD_AGAIN:
        return None
    score = min(1.0, (share - TOLD_AGAIN) / (RETOLD - TOLD_AGAIN))
    return Comparison(score, f"{share:.0%} of the words: {_rarest(a.words & b.words, corpus)}")


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


def _share(a: Telling, b: Telling, corpus: Corpus) -> float:
    """Mean of the Dice coefficient and the share of the shorter text, words weighed by rarity."""
    common, ours, theirs = corpus.weight(a.words & b.words), corpus.total(a.words), corpus.total(b.words)
    return common / (ours + theirs) + common / min(ours, theirs) / 2


def _rarest(words: frozenset[str], corpus: Corpus) -> str:
    return ", ".join(corpus.rarest(words, SHOWN)) or "none"
