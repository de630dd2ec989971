"""Reads the layout that tells one attack from another: paragraphs, and the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

Passage = tuple[int, int]

FEWEST_ITEMS = 3
"""Lines with a label that make a list of them: two may be a dateline and a heading."""

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BULLET = re.compile(r"\s*(?:[-*•‣▪●·–—]|\(?\d{1,2}[.)])\s+\S")
_LABEL = re.compile(r"\s*(?P<label>[^\n:!?]{1,60}?)(?P<mark>\s?:|\s[-–—])\s+\S.{19}")
_HOUR = re.compile(r"\s*\d{1,2}[:.h]?\d{2}\s*(?:h(?:ou)?rs\.?|[ap]\.?m\.?)?\s*[-–—:,]\s+(?=[^\W\d])", re.IGNORECASE)
_CLOCK = re.compile(r"[\s\d.:hapmutcg()]*(?:local time|gmt)?\s*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…。؟।][\"”»’)]*\s*$")
_LONGEST_HEADING = 40
"""Code points: a weekday, a day, a year and a zone."""

MOST_WORDS = 7
"""Words of a label."""

SHORTEST_ITEM = 60
"""Code points of a line that tells something behind its label; a shorter one is a headline or a field of a page."""


class Layout(NamedTuple):
    """Paragraphs in order, and for each the number of the item of a list that it belongs to; None outside of lists."""

    paragraphs: tuple[Passage, ...] = ()
    items: tuple[int | None, ...] = ()

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that a place of the text belongs to; the last that starts before it."""
        return max((number for number, (start, _) in enumerate(self.paragraphs) if start <= offset), default=0)

    def item(self, offset: int) -> int | None:
        """The number of the item of a list that a place of the text belongs to; None outside of lists."""
        return self.items[self.paragraph(offset)] if self.items else None


def paragraphs_of(text: str) -> tuple[int, ...]:
    """Where each paragraph of a text starts."""
    return tuple(match.start() for match in _LINE.finditer(text))


def has_title(text: str) -> bool:
    """True if the first paragraph is a line of words that no full stop ends."""
    first = _LINE.search(text)
    return first is not None and not _ENDS.search(first.group())


@lru_cache(maxsize=64)
def layout_of(text: str, days: re.Pattern[str]) -> Layout:
    """The layout of a text.

    Bullets are items, and so are lines that begin with a label ("Linga: …", "March 27, 2015 - …") where at least
    three do, and the paragraphs below each of some headings that are nothing but a day ("Saturday").  A line
    that begins with an hour and has no label is none: it is an update, which may be of what another one tells.
    What is below headings of days ends at the first other heading, if such stand only behind the last day.

    Args:
        text: The stored text of an article.
        days: What a heading that is a day is made of.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    marks = [_mark(text[start:end], days) for start, end in lines]
    return Layout(tuple(lines), tuple(_items(_without_head(marks))))


def _without_head(marks: list[str | None]) -> list[str | None]:
    """The marks but for a title, and for a lead behind its dateline where no list of such lines goes on below it."""
    dateline = marks[2:].count("dash") < FEWEST_ITEMS - 1
    return [
        None if number == 0 or (number == 1 and mark == "dash" and dateline) else mark
        for number, mark in enumerate(marks)
    ]


def _mark(line: str, days: re.Pattern[str]) -> str | None:
    if _BULLET.match(line):
        return "bullet"
    if len(line) <= _LONGEST_HEADING and days.fullmatch(line.strip(" \t:.-–—")):
        return "day"
    if len(line) <= _LONGEST_HEADING and not _ENDS.search(line):
        return "heading"
    label = _LABEL.match(_HOUR.sub("", line, count=1)) if len(line) >= SHORTEST_ITEM else None
    mark = "label" if label and ":" in label["mark"] else "dash"
    return mark if label and _is_label(label["label"], dashed=mark == "dash") else None


def _is_label(words: str, *, dashed: bool) -> bool:
    """False of an hour; before a dash, which may as well stand within a sentence, names and days alone are labels."""
    if _CLOCK.fullmatch(words) or len(words.split()) > MOST_WORDS:
        return False
    return not dashed or not any(word[0].islower() for word in words.split())


def _items(marks: list[str | None]) -> Iterator[int | None]:
    labels = marks.count("label") + marks.count("dash")
    used = {
        "bullet",
        *(("label", "dash") if labels >= FEWEST_ITEMS else ()),
        *(("day",) if marks.count("day") > 1 else ()),
    }
    item: int | None = None
    below_a_day = False
    last = max((number for number, mark in enumerate(marks) if mark == "day"), default=0)
    closing = marks.index("heading", last) if marks.count("heading") == marks[last:].count("heading") > 0 else None
    for number, mark in enumerate(marks):
        if mark in used:
            item, below_a_day = number, mark == "day"
        elif not below_a_day or number == closing:
            item = None
        yield item
