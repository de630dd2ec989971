"""Articles, sentences and windows made of a few lines, for the tests of how a text is read."""

from __future__ import annotations

from collections.abc import Sequence

from extract.ask.prompt import Example
from extract.base.types import Article, Sentence, SentenceRole, Window
from schemas import Span

Line = str | tuple[str, SentenceRole]
"""A sentence's text, or its text and its role."""


def article_of(*lines: Line, separator: str = "\n", first: int = 1) -> tuple[Article, tuple[Sentence, ...]]:
    """An article of one sentence a line, numbered from ``first``; in one paragraph where nothing breaks the lines."""
    told: list[Sentence] = []
    text = ""
    for position, line in enumerate(lines):
        content, role = line if isinstance(line, tuple) else (line, "body")
        start = len(text)
        text += content + separator
        told.append(
            Sentence(
                number=first + position,
                start=start,
                end=len(text),
                content=Span(start=start, end=start + len(content)),
                paragraph=position + 1 if "\n" in separator else 1,
                role=role,
            )
        )
    return Article(id="a", path="a.txt", sha256="0" * 64, text=text, language="en"), tuple(told)


def window_of(
    *lines: Line, kind: str = "strike", asked: Sequence[int] = (), first: int = 1, separator: str = "\n"
) -> Window:
    """A window that shows every line and asks about the numbers given, or about all of them."""
    article, sentences = article_of(*lines, first=first, separator=separator)
    targets = tuple(sentence for sentence in sentences if not asked or sentence.number in asked)
    return Window(article, kind, tuple(sentence for sentence in sentences if sentence not in targets), targets)


def window_of_example(kind: str, example: Example) -> Window:
    """The window a worked example stands for: its lines are "[7] text"."""
    numbers = [int(line[1 : line.index("]")]) for line in example.lines]
    return window_of(
        *(line[line.index("]") + 2 :] for line in example.lines), kind=kind, asked=example.asked, first=numbers[0]
    )
