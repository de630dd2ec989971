"""Words of a text in the form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
_APOSTROPHE = "'’‘`\u02bc\u02bb\u02bf\u02be\u00b4\u2032"
HYPHENS = "-\u2010\u2011"
_ARTICLE = (
    rf"(?:[AaEeUu]l[{HYPHENS}{_APOSTROPHE}]"
    rf"|(?:[AaEe][dnrstz]|[Aa]sh|[Aa]th|[Ee]sh)[{HYPHENS}](?=[A-Z])|[Aa]l (?=[A-Z]))"
)
_TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}[A-Za-z]?(?![a-z])|(?:[A-Za-z]\.)+[A-Za-z]\b"
    rf"|{_ARTICLE}?{_LETTER}+(?:[{_APOSTROPHE}]{_LETTER}+)*\d*|\d+(?:[.,]\d+)*"
)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}]s$")
_ARTICLE_START = re.compile(rf"^{_ARTICLE}")
_NOT_KEY = re.compile(r"[^a-z0-9]+")


class Token(NamedTuple):
    """A word of a text; ``key`` is how it compares: no case, accents, apostrophes, "al-" or possessive ending.

    ``start:end`` leaves the possessive ending out.  ``gap`` is what stands between this word and
    the next, after that ending.
    """

    text: str
    key: str
    start: int
    end: int
    gap: str
    capital: bool
    acronym: bool
    possessive: bool

    @property
    def hyphenated(self) -> bool:
        """True if a hyphen joins this word to the next."""
        return self.gap in {*HYPHENS, "–"}


def tokens(text: str, *, cased: bool = True) -> list[Token]:
    """The words of a text in order, with offsets into it.

    Where capitals tell nothing (``cased`` false) every word counts as written in capitals.
    """
    matches = list(_TOKEN.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    words = [_token(match, text[match.end() : end]) for match, end in zip(matches, ends, strict=False)]
    return words if cased else [word._replace(capital=True, acronym=True) for word in words]


def _token(match: re.Match[str], gap: str) -> Token:
    whole = match.group()
    text, key, capital, acronym, possessive = _form(whole)
    owns = possessive or (text.endswith("s") and gap[:1] in tuple("'’") and gap[1:2] == " ")
    return Token(text, key, match.start(), match.start() + len(text), gap, capital, acronym, owns)


@lru_cache(maxsize=65536)
def _form(whole: str) -> tuple[str, str, bool, bool, bool]:
    """Word without its possessive ending, key, and whether it has a capital, is all capitals, is possessive."""
    ending = _POSSESSIVE.search(whole)
    text = whole[: ending.start()] if ending else whole
    bare = _ARTICLE_START.sub("", text) or text
    letters = [character for character in bare if character.isalpha()]
    capital = bool(letters) and letters[0].isupper()
    acronym = len(letters) > 1 and all(letter.isupper() for letter in letters)
    return text, _plain(bare) or _plain(text), capital, acronym, ending is not None


def _plain(word: str) -> str:
    composed = word if word.isascii() else anyascii(unicodedata.normalize("NFC", word))
    return _NOT_KEY.sub("", composed.lower())


class WordForm(NamedTuple):
    """How a word compares and is written, as in `Token`."""

    key: str
    capital: bool
    acronym: bool


def word_forms(name: str) -> list[WordForm]:
    """The words of a name as `tokens` has them, without where they stand: several times as fast."""
    return [WordForm(*_form(word)[1:4]) for word in _TOKEN.findall(name)]


def key(text: str) -> tuple[str, ...]:
    """The keys of a text's words: equal for spellings that differ in case, accents, apostrophes or hyphens."""
    return tuple(word.key for word in word_forms(text) if word.key)


def clean(text: str) -> str:
    """The text in composed form with single spaces, without quotation marks and punctuation at its ends."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return plain.strip(' "“”„«»‘,;:[]').strip()


def slice_of(text: str, words: Sequence[Token]) -> str:
    """The part of a text from the first of some of its words to the last."""
    return text[words[0].start : words[-1].end] if words else ""
