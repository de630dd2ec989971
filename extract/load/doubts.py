"""Says what is doubtful about a text: what a reader should look at before it costs anything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from extract.knowledge.language.page_words import phrases
from extract.load.fragment import is_html

_SHORT = 1_500
"""Characters. The beginning of a report that a paywall shows is shorter; a longer page only offers a subscription."""
_FEWEST_WORDS = 40
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\[\+\d+ chars\])$")
"""How feeds and services end what they cut."""
_LONGEST_CUT = 20
_FEWEST_IDEOGRAPHS = 80


def text_doubts(text: str, *, stated: dt.date | None, told: dt.date | None, is_entry: bool) -> Iterator[str]:
    """What is doubtful about a text by its own words, and by the two days that its file states and its head tells.

    An entry of a table, a feed or a chat may be as short as it likes.
    """
    opening = text[: _SHORT + 1].casefold()
    if len(text) <= _SHORT:
        if phrases("walls", "paywall").search(opening):
            yield "perhaps only what stands before a paywall"
        if phrases("walls", "cookies").search(opening):
            yield "perhaps a question about cookies, not the article"
    if _CUT.search(text.rstrip()[-_LONGEST_CUT:]):
        yield "it breaks off: perhaps only its beginning"
    if is_html(text[:_SHORT]):
        yield "marked up as a web page is: name its file .html"
    if not is_entry and is_brief(text):
        words = len(text.split())
        yield f"hardly any text: {words:,} word{'' if words == 1 else 's'}"
    if stated and told and abs((stated - told).days) > 1:
        yield f"its head says {told}, its file {stated}"


def is_brief(text: str) -> bool:
    """True of a text too short for a report."""
    words = text.split()
    return len(words) < _FEWEST_WORDS and sum(c.isalpha() and ord(c) > _IDEOGRAPHS for c in text) < _FEWEST_IDEOGRAPHS


_IDEOGRAPHS = 0x2E80
"""Scripts without spaces between words begin here."""
