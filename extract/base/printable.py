"""Makes text that somebody else wrote safe to show on a terminal."""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = {"R", "AL"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


_QUOTED = re.compile(r"(?<=“)[^“”]+(?=”)")
_WORDS = re.compile(r"\S+")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def printable(text: str) -> str:
    """The text on one line, without characters that move a cursor, start an escape or turn the writing around.

    What is written from right to left is set apart, so that it cannot draw the words around it into its order.
    """
    return _isolated(" ".join(_seen(word) for word in text.split()))


def printable_lines(text: str) -> str:
    """The text with its lines and their indents, without those characters."""
    return "\n".join(_isolated(_seen(line)) for line in text.split("\n"))


def _isolated(line: str) -> str:
    """The line with isolates around each quotation, and else each run of words, that has right-to-left letters.

    Source: Unicode Standard Annex 9, section 2.4 (explicit directional isolates).
    """
    if line.isascii() or not _runs_left(line):
        return line
    pieces, end = [], 0
    for quoted in _QUOTED.finditer(line):
        pieces += [_runs_isolated(line[end : quoted.start()]), _wrapped(quoted.group())]
        end = quoted.end()
    return "".join([*pieces, _runs_isolated(line[end:])])


def _runs_isolated(text: str) -> str:
    """Runs of words from one with right-to-left letters to the last before a word of another direction."""
    pieces, end, run = [], 0, None
    for word in _WORDS.finditer(text):
        if _runs_left(word.group()):
            run = (run[0] if run else word.start(), word.end())
        elif run and any(unicodedata.bidirectional(character) == "L" for character in word.group()):
            pieces += [text[end : run[0]], _wrapped(text[slice(*run)])]
            end, run = run[1], None
    if run:
        pieces += [text[end : run[0]], _wrapped(text[slice(*run)])]
        end = run[1]
    return "".join([*pieces, text[end:]])


def _wrapped(text: str) -> str:
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if _runs_left(text) else text


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def _seen(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) not in _UNSEEN)


def without_password(url: str) -> str:
    """An address as it may be shown: without the name and password before its host."""
    before, at, host = url.partition("//")[2].partition("/")[0].rpartition("@")
    return url.replace(f"{before}{at}{host}", host, 1) if at else url
