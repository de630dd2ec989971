"""Words that tell what a line of a news page is for, of all languages together.

The frame of a page is often in another language than its text, and is read before that is known.
"""

from __future__ import annotations

import re
from functools import cache

from extract.knowledge.language.tables import languages, table


@cache
def header_lists() -> tuple[str, ...]:
    """Names of the lists of header labels, in the order in which they are tried."""
    return tuple(table("en", "page")["header"])


@cache
def word_set(section: str, name: str) -> frozenset[str]:
    """The words of one list, case-folded."""
    return frozenset(word.casefold() for word in _entries(section, name))


@cache
def whole_line(section: str, name: str) -> re.Pattern[str]:
    """Matches (with ``fullmatch``) a line that any of the list's expressions describes."""
    return re.compile("|".join(f"(?:{form})" for form in _entries(section, name)), re.IGNORECASE)


@cache
def phrases(section: str, name: str) -> re.Pattern[str]:
    """Finds (with ``search``, in case-folded words) any phrase of a list."""
    return re.compile("|".join(sorted(re.escape(phrase.casefold()) for phrase in _entries(section, name))))


def _entries(section: str, name: str) -> list[str]:
    return [entry for code in languages() for entry in table(code, "page").get(section, {}).get(name, ())]
