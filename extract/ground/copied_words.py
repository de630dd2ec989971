"""Finds words in a text as somebody copied them.

A search is exact first, then blind to white space, letter case, quote marks, the shape of dashes and of letters,
local digits, and points that a writer may leave out; it never tolerates another letter or digit: "nine" is not "four".
What does not show is not there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from extract.base.hidden import HIDDEN
from extract.knowledge.language.letters import compatible, is_optional
from schemas import Span

_FOLDED = str.maketrans(
    dict.fromkeys('\u2018\u2019\u02bc`\u00b4"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u05f3\u05f4', "'")
    | dict.fromkeys("\u2010\u2011\u2013\u2014\u2212\u05be", "-")
    | {"\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643"}
)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[…\]|\[\.\.\.\])\s*")
_FIGURE = re.compile(r"\d+(?:[,\u066c\u066b]\d{1,3}(?!\d)|\.\d+|[\u00a0\u202f\u2009]\d{3}(?!\d))*")
_INSIDE_FIGURE = re.compile(r"(?<=[\d,.\u066b\u066c\u00a0\u202f\u2009])[\d,.\u066b\u066c\u00a0\u202f\u2009]")
_LONGEST_FIGURE = 20
"""Code points: no number that is written in figures is longer, its separators with it."""

_JOINER = "\u200c"
_RUN_TOGETHER = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
_APART = frozenset(" .,;:!?()")
"""Characters that part words, however a text is folded."""

EDGES = " \t\r\n\"'“”‘’„«».,;:!?…"


def find(text: str, words: str, within: Span) -> Span | None:
    """Where words stand in ``text[within]``: exactly as written, else folded; None if they do not."""
    return _as_written(text, words, within) or find_folded(text, words, within)


def _as_written(text: str, words: str, within: Span) -> Span | None:
    """Where plain words first stand, if nothing about that place has to be weighed: as `find_folded`, but sooner."""
    start = text.find(words, within.start, within.end)
    if start < 0 or not (words.isascii() and words[:1].isalnum() and words[-1].isalnum()):
        return None
    span = Span(start=start, end=start + len(words))
    before = start == within.start or text[start - 1] in _APART
    after = span.end == within.end or text[span.end] in _APART
    return span if before and after and not cuts_number(text, span) else None


def find_folded(text: str, words: str, within: Span) -> Span | None:
    """As `find`, by folding all of the text."""
    folded, offsets = fold(text[within.start : within.end])
    needle, _ = fold(words)
    alike: Span | None = None
    start = folded.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        span = _with_its_marks(text, words, within, whole_letters(text, within, offsets[start], offsets[end - 1]))
        cut = any(_cuts_word(folded, edge) and not _joined(text, within, offsets, edge) for edge in (start, end))
        if not (cut or cuts_number(text, span)):
            if text[span.start : span.end] == words:
                return span
            alike = alike or span
        start = folded.find(needle, start + 1)
    return alike


def find_first_and_last(text: str, words: str, within: Span) -> Span | None:
    """A long passage given by its first and last words: "We condemn this … will be punished"."""
    parts = [part.strip(EDGES) for part in _ELLIPSIS.split(words)]
    if len(parts) == 1 or not all(parts):
        return None
    found: list[Span] = []
    for part in parts:
        span = find(text, part, Span(start=found[-1].end if found else within.start, end=within.end))
        if span is None:
            return None
        found.append(span)
    return Span(start=found[0].start, end=found[-1].end)


@lru_cache(maxsize=4096)
def fold(text: str) -> tuple[str, Sequence[int]]:
    """The text without case, quote marks and what does not show, and the offset each character came from.

    White space stays, as one space, only between two letters or digits: models write "U. S." for
    "U.S.".  Accents stay too, as characters of their own: "ñ" can be stored as one character or two.
    """
    folded: list[str] = []
    offsets: list[int] = []
    gap = False
    shown = text.translate(HIDDEN)
    places = range(len(text)) if shown == text else [at for at, c in enumerate(text) if ord(c) not in HIDDEN]
    for position, (offset, character) in enumerate(zip(places, shown, strict=True)):
        gap = gap or character.isspace()
        for plain in "" if _marks_a_quotation(shown, position) else _plain(character):
            if gap and folded and _in_word(folded[-1]) and _in_word(plain):
                folded.append(" ")
                offsets.append(offset - 1)
            gap = False
            folded.append(plain)
            offsets.append(offset)
    return "".join(folded), offsets


def whole_letters(text: str, within: Span, first: int, last: int) -> Span:
    """The span from one place in a stretch to another, with the points that the last letter has."""
    end = within.start + last + 1
    while end < within.end and is_optional(text[end]) and text[end] != _JOINER:
        end += 1
    return Span(start=within.start + first, end=end)


def _joined(text: str, within: Span, offsets: Sequence[int], cut: int) -> bool:
    """True if a joiner parts what is one word to a computer and two to a reader: Persian plurals."""
    return text[within.start + offsets[cut] - 1] == _JOINER


def _with_its_marks(text: str, words: str, within: Span, match: Span) -> Span:
    """The span of a match, and the quote marks around it where the words have them too; nothing outside the stretch."""
    before = match.start > within.start and _plain(words[0]) == "'" == _plain(text[match.start - 1])
    after = match.end < within.end and _plain(words[-1]) == "'" == _plain(text[match.end])
    return Span(start=match.start - before, end=match.end + after)


def _marks_a_quotation(text: str, offset: int) -> bool:
    """True for a quote mark that is no apostrophe inside a word."""
    inside = 0 < offset < len(text) - 1 and _in_word(text[offset - 1]) and _in_word(text[offset + 1])
    return _plain(text[offset]) == "'" and not inside


@cache
def _plain(character: str) -> str:
    """The folded form of a character: nothing, one character, or a letter and its accents."""
    if character.isspace() or is_optional(character):
        return ""
    other = compatible(character)
    if other != character:
        return "".join(_plain(one) for one in other)
    parts = unicodedata.normalize("NFD", character)
    accented = all(unicodedata.combining(mark) for mark in parts[1:])
    letters = "".join(part for part in parts if not is_optional(part)) if accented else character
    return letters.translate(_FOLDED).lower()


def _in_word(character: str) -> bool:
    """True for letters, digits, and the accents and vowel signs that belong to a letter."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _cuts_word(folded: str, cut: int) -> bool:
    """True if a cut parts what is one word: "4" does not stand in "14".

    Words of Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer run together and may be parted; numbers may not.
    """
    if not 0 < cut < len(folded):
        return False
    before, after = folded[cut - 1], folded[cut]
    if unicodedata.category(after).startswith("M"):
        return True
    return _in_word(before) and _in_word(after) and not (_unspaced(before) or _unspaced(after))


def _unspaced(character: str) -> bool:
    together = unicodedata.east_asian_width(character) == "W" or any(a <= character <= b for a, b in _RUN_TOGETHER)
    return together and unicodedata.numeric(character, None) is None


def cuts_number(text: str, span: Span) -> bool:
    """True if a span begins or ends inside a figure: neither "1" nor "200" stands in "1,200"."""
    cuts = [cut for cut in (span.start, span.end) if _INSIDE_FIGURE.match(text, cut)]
    if not cuts:
        return False
    around = _FIGURE.finditer(text, max(0, span.start - _LONGEST_FIGURE), span.end + _LONGEST_FIGURE)
    return any(figure.start() < cut < figure.end() for figure in around for cut in cuts)
