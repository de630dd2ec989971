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
    article: Article,
    sentences: Sequence[Sentence],
    *kinds: str,
    size: WindowSize,
    triggers: Mapping[str, Triggers],
) -> Iterator[Window]:
    """Windows that ask for some kinds at once, in article order; page furniture is in none of them.

    ``triggers`` are those of the article's language by kind; without an entry for one of the kinds,
    nothing is left out.  A quotation that runs over several sentences of a paragraph is not cut; where it goes on in
    the next paragraph, the sentences that it began with are shown too: they name who speaks.
    """
    readable = [sentence for sentence in sentences if sentence.role not in UNREAD_ROLES]
    if size.sentences is None:
        if readable:
            yield Window(article, kinds[0], context=(), targets=tuple(readable), also=kinds[1:])
        return
    routes = [triggers[kind] for kind in kinds] if size.routed and set(kinds) <= set(triggers) else None
    began = _where_quotations_began(article, readable)
    for first, group in _groups(readable, size.sentences, began):
        targets = tuple(s for s in group if s.role not in UNASKED_ROLES)
        text = "\n".join(_text(article, s) for s in targets)
        found = tuple(dict.fromkeys(word for route in routes or () for word in route.find(text)))
        if targets and (found or routes is None):
            context = _context(readable, first, size.context, began[first])
            yield Window(article, kinds[0], context, targets, found, also=kinds[1:])


def _context(readable: Sequence[Sentence], first: int, most: int, began: int | None) -> tuple[Sentence, ...]:
    """The sentences before the first that is asked about, and those with which a quotation began that goes on in it."""
    near = readable[max(0, first - most) : first]
    if began is None:
        return tuple(near)
    lead = [one for one in readable[: began + 1] if one.paragraph == readable[began].paragraph]
    return (*(one for one in lead[-MOST_QUOTED_SENTENCES:] if one not in near), *near)


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


def _groups(
    readable: Sequence[Sentence], size: int, began: Sequence[int | None]
) -> Iterator[tuple[int, Sequence[Sentence]]]:
    """Runs of ``size`` sentences and the position of their first, longer where a quotation in a paragraph is open."""
    first = 0
    while first < len(readable):
        end = min(first + size, len(readable))
        while end < len(readable) and end - first < size + MOST_QUOTED_SENTENCES - 1 and _runs_on(readable, end, began):
            end += 1
        yield first, readable[first:end]
        first = end


def _runs_on(readable: Sequence[Sentence], at: int, began: Sequence[int | None]) -> bool:
    return began[at] is not None and readable[at].paragraph == readable[at - 1].paragraph


def _where_quotations_began(article: Article, readable: Sequence[Sentence]) -> list[int | None]:
    """For each sentence, the position of that in which a quotation began which is open where it starts; None if none.

    A quotation of several paragraphs is opened again in each and closed in the last.
    """
    starts: list[int | None] = []
    began: int | None = None
    for at, sentence in enumerate(readable):
        text = _text(article, sentence)
        opens_paragraph = at == 0 or readable[at - 1].paragraph != sentence.paragraph
        goes_on = began is not None and (not opens_paragraph or _QUOTATION_MARK.match(text) is not None)
        starts.append(began if goes_on else None)
        marks = len(_QUOTATION_MARK.findall(text)) - (goes_on and opens_paragraph)
        is_open = (marks + goes_on) % 2 == 1
        began = (began if goes_on and not marks else at) if is_open else None
    return starts


def _text(article: Article, sentence: Sentence) -> str:
    return article.text[sentence.content.start : sentence.content.end]
