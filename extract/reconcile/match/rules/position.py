"""Rules on where in one article two tellings stand; they say nothing of two articles."""

from __future__ import annotations

from extract.reconcile.article_context import Passage
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling

PARAGRAPH = 600
"""Code points: about a paragraph of news."""


def nearness(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for neighbouring sentences, falling to 0.0 a few paragraphs away."""
    away = min(_apart(ours, theirs) for ours in a.spans for theirs in b.spans)
    return Comparison(PARAGRAPH / (PARAGRAPH + away), f"{away} characters apart")


def one_sentence(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 if both rest on the same passage alone: a reader who lists two things there means two."""
    return Comparison(1.0, "told in one passage") if a.spans == b.spans else None


def one_passage(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 if the contents of two statements overlap by half, or follow each other in one quotation."""
    for ours in a.said:
        for theirs in b.said:
            shared = min(ours[1], theirs[1]) - max(ours[0], theirs[0])
            if 2 * shared >= min(ours[1] - ours[0], theirs[1] - theirs[0]):
                return Comparison(1.0, "the same words of the article")
            if any(_touches(ours, marks) and _touches(theirs, marks) for marks in a.setting.quotations):
                return Comparison(1.0, "one quotation")
    return None


def _apart(a: Passage, b: Passage) -> int:
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def _touches(passage: Passage, marks: Passage) -> bool:
    """True if most of a passage lies between the marks."""
    shared = min(passage[1], marks[1]) - max(passage[0], marks[0])
    return 2 * shared > passage[1] - passage[0]
