"""Tells what a single line is by its own words: header, section label, caption, or page furniture."""

from __future__ import annotations

import re

from extract.knowledge.language.page_words import header_lists, whole_line, word_set
from extract.knowledge.language.written_dates import find_dates
from extract.page.paragraphs import Paragraph

_LABELLED = re.compile(r"\s*(?P<label>[^\d:\uff1a|]{2,28}?)\s*[:\uff1a]\s*(?P<value>.*)", re.DOTALL)
_BYLINE = re.compile(r"(?i:by|por|par|von)\s+(?=[A-Z])[^.!?;\"“”]{3,60}(?:\b[A-Z]\.[^.!?;\"“”]{1,40})?")
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?:/\S*)?", re.IGNORECASE
)
_CLOCK = r"\d{1,2}[:.]?\d\d(?::\d\d)?\s*(?:hrs?|h)?"
_TIME_WORDS = re.compile(
    rf"{_CLOCK}|\d{{1,2}}\s*(?=[ap]\.?m)"
    r"|\b(?:[ap]\.?m\b\.?|gmt|utc|bst|est|edt|cst|et|pt|ist|irst|local time|at|on|time)"
    r"|[+-]\d{1,2}:?\d\d|[^\W\d_]+day,?",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 120
"""Code points at a line's end in which a credit stands."""

_SMALL_WORDS = frozenset({"of", "the", "and", "for", "de", "la", "el", "al", "in"})
_DOCUMENT_ID = re.compile(r"(?=\S*\d)[A-Z0-9]+(?:[-_/][A-Z0-9]+)+")
_EDGES = " \t\u00a0.:*#•·|-–—_»«\u203a\u2039>←→[]()"

# In words: bounds that keep a pattern from calling a sentence of the report a line of the page.
LONGEST_HEADER = 12
"""Two labels with their values; a longer line is one only if it closes no sentence."""
LONGEST_BYLINE = 10
"""Three names and what joins them."""
LONGEST_SECTION = 8
"""A section and its parent ("World News – Middle East & Africa")."""
LONGEST_TAIL_LABEL = 14
"""A label that asks for something ("Sign up for our newsletter …")."""
LONGEST_CAPTION = 80
"""A caption that names its photographer may describe the picture in three sentences."""
LONGEST_LABEL = 40
"""Words in the longest line that a pattern may call furniture; body paragraphs start about there."""


def labelled(words: str) -> tuple[str, str] | None:
    """The list a header label is in ("published", "outlet", ...) and its value, else None.

    The value may be empty: a label alone on its line, with its colon.
    """
    match = _LABELLED.fullmatch(words)
    if match:
        kind = _header_list(match["label"])
        return (kind, match["value"]) if kind and _fits(kind, match["value"]) else None
    dates = find_dates(words)
    kind = _header_list(_TIME_WORDS.sub("", words[: dates[0].start])) if dates else None
    return (kind, words[dates[0].start :]) if kind in ("published", "updated") else None


def _fits(kind: str, value: str) -> bool:
    """Whether a value is of its label's kind: "Update: talks collapse", "Source: Iran to act" are headlines."""
    if kind in ("published", "updated"):
        return not value or bool(re.search(r"\d", value) and (find_dates(value) or _is_time(value)))
    if kind == "outlet":
        return bool(domain(value)) or all(word[0].isupper() or word in _SMALL_WORDS for word in value.split())
    return True


def _is_time(words: str) -> bool:
    """Whether the words are an hour, or how long ago ("10:30 GMT", "2 hours ago")."""
    return bool(re.search(rf"{_CLOCK}|\bago$", words)) and len(words.split()) <= LONGEST_SECTION


def _header_list(label: str) -> str | None:
    folded = label.strip(_EDGES).casefold()
    names = (folded, f"{folded} on", f"{folded} at")
    return next((kind for kind in header_lists() if word_set("header", kind) & {*names}), None)


def domain(words: str) -> str | None:
    """The host, without "www.", of a line that is only an address, else None."""
    match = _DOMAIN.fullmatch(words.strip())
    return match[1].lower() if match else None


def is_date_line(words: str) -> bool:
    """Whether a line has nothing but a day, its hour and what parts them."""
    dates = find_dates(words)
    if len(dates) != 1:
        return False
    rest = words[: dates[0].start] + " " + words[dates[0].end :]
    return not re.search(r"\w", _TIME_WORDS.sub(" ", rest))


def is_header(line: Paragraph) -> bool:
    """Whether a line before the text is about the text: number, date, author, address."""
    if line.count > LONGEST_LABEL or (line.count > LONGEST_HEADER and line.ends_a_sentence):
        return False
    parts = [part for part in re.split(r"\s*[|·•]\s*", line.words) if part]
    return bool(
        labelled(line.words)
        or domain(line.words)
        or _DOCUMENT_ID.fullmatch(line.words)
        or any(is_date_line(part) or is_byline(part) or (len(parts) > 1 and labelled(part)) for part in parts)
    )


def is_byline(words: str) -> bool:
    """Whether the words are "By" and names."""
    return bool(_BYLINE.fullmatch(words)) and len(words.split()) <= LONGEST_BYLINE


def is_section_label(line: Paragraph) -> bool:
    """Whether a line names a part of the site ("Business", "International Desk")."""
    return line.count <= LONGEST_SECTION and (
        line.words.strip(_EDGES).casefold() in word_set("section", "labels")
        or bool(whole_line("section", "patterns").fullmatch(line.words))
    )


def is_furniture(line: Paragraph) -> bool:
    """Whether a line is a form, button, counter, notice or credit, wherever it stands."""
    folded = _folded(line)
    if folded in word_set("furniture", "labels") or not re.search(r"\w", folded):
        return True
    return line.count <= LONGEST_LABEL and bool(whole_line("furniture", "patterns").fullmatch(line.words))


def precedes_headline(line: Paragraph) -> bool:
    """Whether a line announces the headline of another story."""
    return _folded(line) in word_set("furniture", "before_headline")


def may_end_text(line: Paragraph) -> bool:
    """Whether a line opens what stands below a text: other stories, replies, the page's foot."""
    return _folded(line) in word_set("furniture", "tail") or (
        line.count <= LONGEST_TAIL_LABEL and bool(whole_line("furniture", "tail_patterns").fullmatch(line.words))
    )


def is_captioned(line: Paragraph) -> bool:
    """Whether a paragraph says of itself that it describes a picture."""
    if line.count > LONGEST_CAPTION:
        return False
    opens, closes = whole_line("caption", "opens"), whole_line("caption", "closes")
    return bool(opens.match(line.words) or closes.search(line.words[-_LONGEST_CREDIT:]))


def is_counter(line: Paragraph) -> bool:
    """Whether a line is a bare number, as share counts are."""
    return bool(re.fullmatch(r"[\d.,]+\s?[kKmM]?", line.words))


def _folded(line: Paragraph) -> str:
    return line.words.strip(_EDGES).casefold()
