"""The form in which names of places are compared: no case, accents, hyphens or spaces, in their own script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

ARTICLES = ("Al-", "Al ", "al-", "El-", "el-", "Al’", "As-", "Ar-", "Ad-", "An-", "Ash-", "Az-", "ال")
_AS_SPOKEN = re.compile("(?:Ad D|An N|Ar R|As S|Ash Sh|At T|Az Z)")
_LAST_LATIN = 0x024F
"""The end of Unicode's block "Latin Extended-B"."""

_FIRST_WITH_VOWEL_SIGNS = 0x0900
"""From here on scripts write vowels as marks; before, marks are accents and points that writers leave out."""
_ARTICLE_STARTS = frozenset(one[0] for one in ARTICLES)
"""What an article begins with: most names need not be looked at further."""
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_ONE_LETTER = str.maketrans("أإآٱىیةک", "ااااييهك", "ـ")
"""Letters of the Arabic script that writers and keyboards use for one another."""


@lru_cache(maxsize=65_536)
def squash(name: str) -> str:
    """The letters and digits of a name: the same for spellings that differ in case, accents, hyphens or spaces."""
    if name.isascii():
        return name.lower().translate(_NO_LETTERS)
    if _is_latin(name):
        return "".join(filter(str.isalnum, anyascii(name).lower()))
    plain = unicodedata.normalize("NFKD", name.translate(_ONE_LETTER)).casefold().translate(_ONE_LETTER)
    return "".join(c for c in plain if c.isalnum() or (unicodedata.category(c)[0] == "M" and _is_vowel_sign(c)))


def without_article(name: str) -> str:
    """The name without a leading "al-", also where it is written as it is spoken: "Ar Raqqah"."""
    if name[:1] not in _ARTICLE_STARTS:
        return name
    if _AS_SPOKEN.match(name):
        return name.split(" ", 1)[1]
    if not name.startswith(ARTICLES):
        return name
    return next(name[len(article) :] for article in ARTICLES if name.startswith(article))


def forms(name: str) -> tuple[str, ...]:
    """The forms that a name is looked up by: its letters, with and without an article."""
    whole, bare = squash(name), without_article(name)
    if bare == name:
        return (whole,) if whole else ()
    return tuple(dict.fromkeys(form for form in (whole, squash(bare)) if form))


def _is_latin(name: str) -> bool:
    return all(ord(c) <= _LAST_LATIN for c in unicodedata.normalize("NFC", name) if c.isalpha() and c not in "ʻʼʽʾʿ")


def _is_vowel_sign(character: str) -> bool:
    return ord(character) >= _FIRST_WITH_VOWEL_SIGNS
