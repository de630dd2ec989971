"""Cuts an article into the windows a model is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.triggers import Triggers
from extract.types import Article, Sentence, Window

UNREAD_ROLES = frozenset({"furniture", "header"})
UNASKED_ROLES = frozenset({"title", "heading", "furniture", "header"})


@dataclass(frozen=True, slots=True)
class WindowSize:
    """How much of an article one call asks about.

    ``sentences`` is how many at most (None: the whole article); ``context`` how many sentences
    before them are shown; ``routed`` whether sentences without a trigger are left out.
    """

    sentences: int | None
    context: int = 0
    routed: bool = False


WHOLE_ARTICLE = WindowSize(sentences=None)
SENTENCE_BY_SENTENCE = WindowSize(sentences=1, context=2, routed=True)


def windows(
    article: Article, sentences: Sequence[Sentence], kind: str, *, size: WindowSize, triggers: Mapping[str, Triggers]
) -> Iterator[Window]:
    """Windows of one kind in article order; page furniture is in none of them.

    ``triggers`` are those of the article's language by kind; without an entry for the kind,
    nothing is left out.
    """
    readable = [sentence for sentence in sentences if sentence.role not in UNREAD_ROLES]
    if size.sentences is None:
        if readable:
            yield Window(article, kind, context=(), targets=tuple(readable))
        return
    trigger = triggers.get(kind) if size.routed else None
    for first in range(0, len(readable), size.sentences):
        targets = [s for s in readable[first : first + size.sentences] if s.role not in UNASKED_ROLES]
        found = trigger.find(" ".join(_text(article, s) for s in targets)) if trigger else frozenset()
        if targets and (found or trigger is None):
            context = tuple(readable[max(0, first - size.context) : first])
            yield Window(article, kind, context, tuple(targets), found)


def _text(article: Article, sentence: Sentence) -> str:
    return article.text[sentence.content.start : sentence.content.end]
