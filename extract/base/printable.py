"""What may be shown on a terminal of a text that somebody else wrote."""

from __future__ import annotations

import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def printable(text: str) -> str:
    """The text on one line, without characters that move a cursor, start an escape or turn the writing around."""
    return " ".join(_seen(word) for word in text.split())


def printable_lines(text: str) -> str:
    """The text with its lines and their indents, without those characters."""
    return "\n".join(_seen(line) for line in text.split("\n"))


def _seen(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) not in _UNSEEN)


def without_password(url: str) -> str:
    """An address as it may be shown: without the name and password before its host."""
    before, at, host = url.partition("//")[2].partition("/")[0].rpartition("@")
    return url.replace(f"{before}{at}{host}", host, 1) if at else url
