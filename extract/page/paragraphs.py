"""Splits a text into its paragraphs: lines, or runs of lines where the text is hard-wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…。؟\uff01\uff1f।]['\"”’»)\]]*$")

_INITIALS = re.compile(r"\b(?:\w\.){2,}$")
_CLOSE = 40
"""Code points at a paragraph's end that tell how it ends: however long it is, they are looked at once."""

WIDEST_WRAP = 132
"""Code points: the widest line of printers and terminals; newswire archives are wrapped at 60 to 80."""
NARROWEST_WRAP = 40
"""Code points: what is narrower is a list, a poem or a table."""
FEWEST_BREAKS = 3
"""Fewer lines that happen to be of one width show no habit."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's span without the white space around it, its words with single spaces, and their number.

    Two ideographs or kana count as one word.
    """

    start: int
    end: int
    words: str
    count: int

    @property
    def ends_a_sentence(self) -> bool:
        """Whether its last mark closes a sentence ("U.S." alone does not)."""
        close = self.words[-_CLOSE:]
        return bool(_SENTENCE_END.search(close)) and not _INITIALS.search(close)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    adjacent: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs in text order; their spans hold all the text's marks and words.

    Every line is one paragraph, unless the text is wrapped at a fixed width, as newswire archives
    are: then lines that were broken only because the next word did not fit belong together.
    """
    lines = _lines(text)
    wrapped = _wrap_width(lines)
    runs: list[list[_Line]] = []
    for line in lines:
        if runs and wrapped and _continues(runs[-1][-1], line, width=wrapped):
            runs[-1].append(line)
        else:
            runs.append([line])
    return tuple(_paragraph(text, run) for run in runs)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip():
            breaks = text[end : match.start()].replace("\r\n", "\n").strip(" \t")
            found.append(_Line(match.start(), line.rstrip(), bool(found) and len(breaks) == 1))
            end = match.end()
    return found


def _continues(line: _Line, following: _Line, *, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    indent = len(following.text) - len(following.text.lstrip())
    if not following.adjacent or indent > len(line.text) - len(line.text.lstrip()):
        return False
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > 0.85 * width


def _wrap_width(lines: list[_Line]) -> int:
    """The width the text is wrapped at in code points; 0 where it is not wrapped.

    Taken as wrapped: no line is wider than a printed page, nearly all line breaks are where the
    next word did not fit, and they fall inside sentences.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if after.adjacent]
    widths = sorted(len(line.text) for line, _ in pairs)
    if len(pairs) < FEWEST_BREAKS or max(len(line.text) for line in lines) > WIDEST_WRAP:
        return 0
    width = widths[int(0.9 * (len(widths) - 1))]
    full = [(line, after) for line, after in pairs if _continues(line, after, width=width)]
    if width < NARROWEST_WRAP or len(full) < 0.7 * len(pairs):
        return 0
    stops = sum(bool(_SENTENCE_END.search(line.text)) for line, _ in full)
    runs_on = sum(not after.text.lstrip()[0].isupper() or after.text.isupper() for _, after in full)
    return width if stops <= 0.4 * len(full) and runs_on >= 0.4 * len(full) else 0


def _paragraph(text: str, run: list[_Line]) -> Paragraph:
    start, end = run[0].start, run[-1].start + len(run[-1].text)
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    words = content.split()
    return Paragraph(start, end, " ".join(words), len(words) + len(_UNSPACED.findall(content)) // 2)
