"""Folds letters and digits of any script, so that one word written in several ways compares as one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from extract.base.hidden import HIDDEN

_JOINERS = dict.fromkeys((0x200C, 0x200D, 0x0640))
"""Zero-width joiners, and the stroke that makes Arabic words longer."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ё": "е",
        "ı": "i",
        **dict.fromkeys("’ʼ‘`´′׳", "'"),
        "״": '"',
        "٬": ",",
        "٫": ".",
    }
)
"""Letters that many writers put for each other, and apostrophes."""

_OPTIONAL = ((0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x0300, 0x0304))
"""Points and vowel signs of Hebrew and Arabic, and accents that mark stress: texts have them or not."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text in small letters and ASCII digits, with single spaces, without what a writer may leave out.

    Accents of Latin letters stay: they part words.
    """
    composed = unicodedata.normalize("NFKC", text).translate(HIDDEN).translate(_JOINERS)
    small = "".join(_one(character) for character in composed)
    return " ".join(small.translate(_ALIKE).split())


def folded_evenly(text: str) -> str:
    """As `folded`, one character for each: offsets hold, and points, accents and spaces stay as they are."""
    even = (one if len(one := _one(character)) == 1 else character for character in text)
    return text.lower() if text.isascii() else "".join(even).translate(_ALIKE)


def _one(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if any(first <= ord(character) <= last for first, last in _OPTIONAL):
        return ""
    return character.lower() if character != "İ" else "i"
