"""Rules on labels that a model chose from a list: how a strike was made, what a statement does."""

from __future__ import annotations

from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling

TELLING = frozenset({"announce", "comment", "find", "inform"})
"""Acts that are no more than saying something: that two remarks do them binds nothing."""


def method(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one method, 0.2 for methods that reporters confuse, -1.0 for others; "other" says nothing."""
    if not a.methods or not b.methods:
        return None
    detail = f"{_listed(a.methods)} and {_listed(b.methods)}"
    if a.methods & b.methods:
        return Comparison(1.0, detail)
    alike = corpus.settings.vocabulary.alike
    pairs = ((ours, theirs) for ours in a.methods for theirs in b.methods)
    confused = any(theirs in alike.get(ours, ()) or ours in alike.get(theirs, ()) for ours, theirs in pairs)
    return Comparison(0.2 if confused else -1.0, detail)


def act(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one act; two acts say nothing: what one reader takes for a warning another takes for a threat."""
    shared = (a.acts & b.acts) - TELLING
    return Comparison(1.0, f"both {_listed(shared)}") if shared else None


def _listed(labels: frozenset[str]) -> str:
    return ", ".join(sorted(labels)).replace("_", " ")
