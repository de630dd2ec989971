"""Cuts an article into the windows a model is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.base.types import Article, Sentence, Window
from extract.knowledge.language.triggers import Triggers

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


MOST_QUOTED_SENTENCES = 4
"""A window grows at most so far to keep a quotation whole: one that never closes must not swallow the article."""

_QUOTATION_MARK = re.compile(r"[“”„«»\"]")


def windows(
    article: Article, sentences: Sequence[Sentence], kind: str, *, size: WindowSize, triggers: Mapping[str, Triggers]
) -> Iterator[Window]:
    """Windows of one kind in article order; page furniture is in none of them.

    ``triggers`` are those of the article's language by kind; without an entry for the kind,
    nothing is left out.  A quotation that runs over several sentences of a paragraph is not cut.
    """
    readable = [sentence for sentence in sentences if sentence.role not in UNREAD_ROLES]
    if size.sentences is None:
        if readable:
            yield Window(article, kind, context=(), targets=tuple(readable))
        return
    trigger = triggers.get(kind) if size.routed else None
    for first, group in _groups(article, readable, size.sentences):
        targets = tuple(s for s in group if s.role not in UNASKED_ROLES)
        found = trigger.find("\n".join(_text(article, s) for s in targets)) if trigger else ()
        if targets and (found or trigger is None):
            context = tuple(readable[max(0, first - size.context) : first])
            yield Window(article, kind, context, targets, found)


def parts(window: Window) -> tuple[Window, ...]:
    """Windows that together ask what this one asks and are smaller; none where it cannot be smaller.

    The second half sees the end of the first.  What is one sentence already loses its context.
    """
    middle = len(window.targets) // 2
    if middle:
        halves = window.targets[:middle], window.targets[middle:]
        seen = window.context, halves[0][-SENTENCE_BY_SENTENCE.context :]
        return tuple(_part(window, targets, context) for targets, context in zip(halves, seen, strict=True))
    return (_part(window, window.targets, ()),) if window.context else ()


def _part(window: Window, targets: tuple[Sentence, ...], context: tuple[Sentence, ...]) -> Window:
    text = "\n".join(_text(window.article, sentence) for sentence in targets)
    triggers = tuple(trigger for trigger in window.triggers if trigger in text)
    return replace(window, targets=targets, context=context, triggers=triggers)


def _groups(article: Article, readable: Sequence[Sentence], size: int) -> Iterator[tuple[int, Sequence[Sentence]]]:
    """Runs of ``size`` sentences and the position of their first, longer where a quotation is still open."""
    runs_on = _quotations_run_on(article, readable)
    first = 0
    while first < len(readable):
        end = min(first + size, len(readable))
        while end < len(readable) and end - first < size + MOST_QUOTED_SENTENCES - 1 and runs_on[end]:
            end += 1
        yield first, readable[first:end]
        first = end


def _quotations_run_on(article: Article, readable: Sequence[Sentence]) -> list[bool]:
    """For each sentence, whether its paragraph has a quotation open where it starts."""
    runs_on: list[bool] = []
    marks, paragraph = 0, None
    for sentence in readable:
        marks = marks if sentence.paragraph == paragraph else 0
        runs_on.append(marks % 2 == 1)
        marks, paragraph = marks + len(_QUOTATION_MARK.findall(_text(article, sentence))), sentence.paragraph
    return runs_on


def _text(article: Article, sentence: Sentence) -> str:
    return article.text[sentence.content.start : sentence.content.end]
