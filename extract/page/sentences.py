"""Splits an article into numbered sentences that tile its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from extract.base.types import Article, Block, Sentence
from extract.knowledge.language.letter_case import is_cased, with_capitals
from extract.knowledge.language.tables import table
from extract.page.layout import blocks_of, layout
from schemas import Span

_Tables: TypeAlias = Mapping[str, frozenset[str]]

LONGEST_SENTENCE = 2_000
"""Code points; what runs on longer is no sentence (a table, a text without a full stop) and is cut at white space."""

_LONGEST_PIECE = 5_000
"""Code points the splitter is asked about at once: its time grows with the square of the quotation marks."""
_LOOK_BACK = 60
"""Code points before a boundary that tell whether it stands: longer than any abbreviation or list mark."""
_SPLIT_ROLES = ("body", "caption")
_LONGEST_ATTRIBUTION = 5
"""Words after a closing quotation mark that may only say who spoke ("Foreign Minister Reis said")."""
_CLOSING_QUOTES = ("”", "’", "»", "'")
_OPENING_QUOTE = re.compile(r"(?<![^\s(\[{—–-])\"(?=\S)")
_BEFORE_A_WORD = re.compile(r"[\s(\[\"“‘']")
_SPACE = re.compile(r"\s+")
_LIST_MARK = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")
_CLOCK_END = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)


def segment(article: Article) -> tuple[Sentence, ...]:
    """Sentences in article order; their ``start:end`` tile the text, so none of it is lost.

    A paragraph's end ends a sentence.  Only body text and captions are split further: a headline
    or a line of furniture is one sentence, unless it is longer than any.  A quotation of several
    sentences may be split; its closing mark and a "he said" in small letters stay with the words
    before them.  A text of white space alone has no sentences.
    """
    text = article.text
    # The splitter looks for the capital that a sentence begins with.
    told = text if is_cased(text) else with_capitals(text)
    language = article.language or "en"
    blocks = blocks_of(layout(text)) if article.blocks is None else article.blocks
    spans = [
        (start, number, block)
        for number, block in enumerate(blocks, start=1)
        for first, end in pairwise([*_sentence_starts(told, block, language=language), block.end])
        for start in _bounded(text, first, end)
    ]
    ends = [*(start for start, _, _ in spans), len(text)][1:]
    return tuple(
        Sentence(
            number=number,
            start=0 if number == 1 else start,
            end=end,
            content=_stripped(text, start, end),
            paragraph=paragraph,
            role=block.role,
        )
        for number, ((start, paragraph, block), end) in enumerate(zip(spans, ends, strict=True), start=1)
    )


def _bounded(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence starts, and where it is to be cut because it is too long; each at a visible mark."""
    yield start
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        spaces = [match.end() for match in _SPACE.finditer(text, start, limit)]
        start = spaces[-1] if spaces and spaces[-1] < limit else limit
        lead = _SPACE.match(text, start, end)
        start = lead.end() if lead else start
        if start < end:
            yield start


def _stripped(text: str, start: int, end: int) -> Span:
    content = text[start:end]
    return Span(start=end - len(content.lstrip()), end=start + len(content.rstrip()))


def _sentence_starts(text: str, block: Block, *, language: str) -> Iterator[int]:
    """Where the sentences of a paragraph start in the text, each at its first visible mark."""
    first, last = block.start, block.end
    yield first
    if block.role not in _SPLIT_ROLES:
        return
    words = _directed(text[first:last])
    for start, after in _kept(words, _tables(language), [*_boundaries(words, language=language), len(words)]):
        lead = after - start - len(words[start:after].lstrip())
        yield first + start + lead


def _boundaries(words: str, *, language: str) -> Iterator[int]:
    """Where the splitter would start each sentence but the first, rising.

    It is asked about pieces of bounded length, as its time grows with the square of the number of
    quotation marks; a piece is cut where its last sentence starts.
    """
    origin = 0
    while origin < len(words):
        piece = words[origin : origin + _LONGEST_PIECE]
        found = get_sentence_boundaries(language, piece)
        starts = sorted({_before_opening_mark(piece, sentence["start_index"]) for sentence in found} - {0, len(piece)})
        yield from (origin + start for start in starts)
        if origin + len(piece) >= len(words):
            return
        if starts:
            origin += starts[-1]
        else:
            space = piece.rfind(" ")
            origin += space + 1 if space > 0 else len(piece)
            yield origin


def _before_opening_mark(words: str, boundary: int) -> int:
    """The boundary, moved before an opening quotation mark or bracket that it was put after."""
    while boundary > 0 and words[boundary - 1] in "“‘«([":
        boundary -= 1
    return boundary


def _kept(words: str, tables: _Tables, boundaries: list[int]) -> Iterator[tuple[int, int]]:
    """Boundaries that stand, each with the next one tried; the others fall inside a sentence."""
    start = 0
    for boundary, after in pairwise(boundaries):
        before, following = words[max(start, boundary - _LOOK_BACK) : boundary], words[boundary:after]
        if not _runs_on(before, following, tables):
            yield boundary, after
            start = boundary


def _runs_on(before: str, following: str, tables: _Tables) -> bool:
    """Whether a boundary was put inside a sentence: one rule a line."""
    glued = not before[-1:].isspace() and not following[:1].isspace()
    left, right = before.strip(), following.strip()
    return (
        not re.search(r"\w", left)
        or not re.search(r"\w", right)
        or bool(_LIST_MARK.fullmatch(left))
        or (glued and bool(re.search(r"\b[^\W\d_]\.$", left)))
        or _ends_in_abbreviation(left, tables["abbreviations"])
        or (bool(_CLOCK_END.search(left)) and _first_word(right) in tables["after_clock"])
        or _only_attributes(left, right, tables["attributions"])
        or (right[0].islower() and not right.startswith(tuple(tables["lower_case_names"])))
    )


def _ends_in_abbreviation(left: str, abbreviations: frozenset[str]) -> bool:
    if not left.endswith("."):
        return False
    return _BEFORE_A_WORD.split(left[:-1])[-1].casefold() in abbreviations


def _only_attributes(left: str, right: str, attributions: frozenset[str]) -> bool:
    """Whether the words after a closing quotation mark only say who spoke ("Khazali said.")."""
    words = right.rstrip(".").casefold().split()
    return left.endswith(_CLOSING_QUOTES) and len(words) <= _LONGEST_ATTRIBUTION and words[-1] in attributions


def _first_word(words: str) -> str:
    found = re.match(r"[^\W\d_]+", words)
    return found[0].casefold() if found else ""


def _directed(words: str) -> str:
    """The words with straight double quotes made opening or closing ones, and line breaks made spaces.

    One code point for each: offsets stay.  The splitter pairs straight quotes by counting, and
    one odd mark would turn all that follow around.
    """
    return re.sub(r"\s", " ", _OPENING_QUOTE.sub("“", words).replace('"', "”"))


@cache
def _tables(language: str) -> _Tables:
    """Words of a language and of English, in which names in any text may be abbreviated."""
    codes = dict.fromkeys(("en", language))
    names = table("en", "sentences")
    return {
        name: frozenset(word for code in codes for word in table(code, "sentences").get(name, ())) for name in names
    }
