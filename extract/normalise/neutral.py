"""Keeps loaded words out of canonical names: they stay with the outlet or speaker who uses them, in ``raw``."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*")
_LEADING = re.compile(r"^(?:(?:the|a|an|this|that|these|those|its|their|his|her|our|said)\s+)+", re.IGNORECASE)


def neutral_name(words: str, replacements: Mapping[str, str]) -> str:
    """The words without articles before them, a loaded description replaced by a plain one or left out.

    A capitalised word inside the name is part of what somebody calls himself and stays.  Words that
    are loaded through and through stay as they are: a name must not be empty.
    """
    bare = _LEADING.sub("", words)

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        return replacements.get(word.lower(), word) if match.start() == 0 or word.islower() else word

    return " ".join(_WORD.sub(plain, bare).split()) or bare or words
