"""Figures that count no one: ages, times, years, distances, money, numbers of flights and of houses."""

from __future__ import annotations

import re

from extract.knowledge.language.toll_words import TollWords

_FIGURE = r"\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?"
_CLOCK = (
    r"(?<![\d:.,])\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b\.?|gmt\b|utc\b)|(?<![\d:.,])\d{1,2}:\d\d(?![\d:])"
    r"|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{4}\s?(?:hours|hrs|gmt|utc)\b"
)
_MONEY = rf"[$€£¥₽₪₴₺]\s?{_FIGURE}(?:\s\w+)?|(?<![\w.,]){_FIGURE}(?:\s\w+)?\s?[$€£¥₽₪₴₺]"
_NUMBERED = r"[#№]\s?\d+"
_IN_BRACKETS = r"(?<=\w )\(\d{1,3}\)"
_EVERYWHERE = (_CLOCK, _MONEY, _NUMBERED, _IN_BRACKETS)


def without_other_figures(text: str, words: TollWords) -> str:
    """Folded text with figures that count no persons blanked out, of the same length."""
    for pattern in (_ALWAYS, words.other_figures):
        text = pattern.sub(lambda match: re.sub(r"\S", "¤", match.group()), text)
    return text


_ALWAYS = re.compile("|".join(f"(?:{form})" for form in _EVERYWHERE))
