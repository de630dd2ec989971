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
        "־": "-",
        "٬": ",",
        "٫": ".",
    }
)
"""Letters that many writers put for each other, and apostrophes."""

_POINTS = ((0x0591, 0x05BD), (0x05BF, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED))
"""Points and vowel signs of Hebrew and Arabic: texts have them or not."""

_STRESS = ((0x0300, 0x0304),)
"""Accents that are marks of their own: of stress, in Russian."""

_SHAPES = ((0xFB1D, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF9F))
"""Forms of letters that a text may hold for what they stand for: Hebrew, Arabic, wide and half-wide."""


def is_optional(character: str) -> bool:
    """True for what a writer may leave out of a word: Arabic and Hebrew points, the stroke between letters, joiners."""
    return ord(character) in _JOINERS or any(first <= ord(character) <= last for first, last in _POINTS)


def compatible(character: str) -> str:
    """The character that another stands for: a form of an Arabic letter, a wide letter, a local digit, a Russian io."""
    if character in "ёЁ":
        return "е"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    shaped = any(first <= ord(character) <= last for first, last in _SHAPES)
    return unicodedata.normalize("NFKC", character) if shaped else character


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
    if any(first <= ord(character) <= last for first, last in (*_POINTS, *_STRESS)):
        return ""
    return character.lower() if character != "İ" else "i"
