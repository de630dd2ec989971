"""Articles of a few sentences, and drafts of them grounded by their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from extract.base.types import Article, Grounded, Sentence
from schemas import KINDS, Evidence, Span


def article(text: str, *, published: dt.date | None = None) -> Article:
    """An article with that text."""
    return Article(id="made-up", path="made-up.txt", sha256="0" * 64, text=text, published=published)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Each line of a text as one sentence of its own paragraph."""
    made, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        content = Span(start=start, end=start + len(line))
        made.append(Sentence(number, start, min(len(text), content.end + 1), content, number))
        start = content.end + 1
    return tuple(made)


def grounded(text: str, kind: str, number: int, paths: Mapping[str, str], **fields: Any) -> Grounded:
    """A draft of sentence ``number``; ``paths`` maps each field's path to its words, found from that sentence on."""
    sentence = sentences(text)[number - 1]
    spans = {}
    for path, words in paths.items():
        found = text.find(words, sentence.start)
        start = found if found >= 0 else text.index(words)
        spans[path] = Span(start=start, end=start + len(words))
    content = sentence.content
    evidence = Evidence(start=content.start, end=content.end, quote=text[content.start : content.end])
    draft = KINDS[kind].draft.model_validate({"sentences": [number], **fields})
    return Grounded(kind, "made-up", draft, (evidence,), spans)
