"""Finds words in the form that a sentence gives them: with a preposition glued on, or with another case ending.

Only where the words as copied do not stand: what is found is the text's own word, in its own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from extract.ground.copied_words import cuts_number, fold, whole_letters
from extract.knowledge.language.word_forms import WordForms
from schemas import Span

_ACCENTS = r"\u0300-\u036f"
_LETTERS = re.compile(rf"(?:[^\W\d_]|[{_ACCENTS}])+")
_SHORTEST_STEM = 3
"""Letters: of less, too many words are forms of one another."""


def find_in_another_form(
    text: str, words: str, within: Span, forms: WordForms, numbers: Mapping[str, int]
) -> Span | None:
    """Where words stand in ``text[within]`` in another form; None if they do not.

    A particle glued to the first word is left out of the span; an ending is part of it.  Number words and figures
    have one form alone: "nine" is not "four".
    """
    needle, _ = fold(words)
    if not needle or not forms:
        return None
    folded, offsets = fold(text[within.start : within.end])
    for match in _pattern(needle, forms, frozenset(word for word in needle.split(" ") if word in numbers)).finditer(
        folded
    ):
        start, end = match.span("words")
        span = whole_letters(text, within, offsets[start], offsets[end - 1])
        if not cuts_number(text, span):
            return span
    return None


@lru_cache(maxsize=4096)
def _pattern(needle: str, forms: WordForms, fixed: frozenset[str]) -> re.Pattern[str]:
    first, *rest = needle.split(" ")
    opening = [_in_any_case(first, forms, fixed)]
    if forms.article and first.startswith(forms.article) and len(first) > len(forms.article) + 1:
        opening.append(rf"(?<={forms.drops_after}){re.escape(first[1:])}")
    glued = rf"(?:{'|'.join(forms.glued)})?" if forms.glued and _is_long(first) else ""
    words = " ".join([f"(?:{'|'.join(opening)})", *(_in_any_case(word, forms, fixed) for word in rest)])
    return re.compile(rf"(?<!\w){glued}(?P<words>{words})(?![\w{_ACCENTS}])")


def _in_any_case(word: str, forms: WordForms, fixed: Iterable[str]) -> str:
    """A pattern for the word with any of the endings, in place of its own."""
    if word in fixed or not forms.endings or not _LETTERS.fullmatch(word):
        return re.escape(word)
    known = [fold(ending)[0] for ending in forms.endings]
    stems = {word, *(word.removesuffix(ending) for ending in known)}
    long = sorted(stem for stem in stems if _is_long(stem))
    endings = "|".join(map(re.escape, known))
    return f"(?:{'|'.join(map(re.escape, long))})(?:{endings})?" if long else re.escape(word)


def _is_long(word: str) -> bool:
    return len(word) >= _SHORTEST_STEM
