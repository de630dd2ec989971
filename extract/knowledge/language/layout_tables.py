"""The tables of `data/layout.toml`: words that tell what a line of a news page is for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Tables: TypeAlias = dict[str, dict[str, list[str]]]


@cache
def layout_tables() -> Tables:
    """Lists of words by section and name, as the file has them."""
    return tomllib.loads((files("extract.knowledge.language.en") / "layout.toml").read_text(encoding="utf-8"))


@cache
def word_set(section: str, name: str) -> frozenset[str]:
    """The words of one list, case-folded."""
    return frozenset(word.casefold() for word in layout_tables()[section][name])


@cache
def whole_line(section: str, name: str) -> re.Pattern[str]:
    """Matches (with ``fullmatch``) a line that any of the list's expressions describes."""
    return re.compile("|".join(f"(?:{form})" for form in layout_tables()[section][name]), re.IGNORECASE)
