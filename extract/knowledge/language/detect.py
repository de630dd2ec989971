"""Tells the language of a text from its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

ENOUGH = 0.13
CLEAR_LEAD = 1.25
FEWEST_WORDS = 6
_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+")
# Scripts that one language alone writes; kana before Han, which Japanese writes too.
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
_ANY_SCRIPT = re.compile("|".join(script.pattern for script in _SCRIPTS.values()))


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language the text's beginning is in; None where it is unclear.

    Words that only one language counts among its commonest weigh most: each is shared out among
    the languages that have it.  Unclear is less than an eighth of all words, or no clear lead.
    """
    sample = text[:_SAMPLE]
    if language := _by_script(sample):
        return language
    words = Counter(word.casefold() for word in _WORD.findall(sample))
    known = _languages_by_word()
    scores: dict[str, float] = {}
    for word, times in words.items():
        languages = known.get(word, ())
        for language in languages:
            scores[language] = scores.get(language, 0.0) + times / len(languages)
    return _clear_winner(scores, total=words.total())


def _by_script(sample: str) -> str | None:
    if not _ANY_SCRIPT.search(sample):
        return None
    letters = max(1, sum(map(str.isalpha, sample)))
    for language, script in _SCRIPTS.items():
        if len(script.findall(sample)) > (0.1 if language == "ja" else 0.5) * letters:
            return language
    return None


def _clear_winner(scores: Mapping[str, float], *, total: int) -> str | None:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if total < FEWEST_WORDS or not ranked or ranked[0][1] < ENOUGH * total:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > CLEAR_LEAD * ranked[1][1] else None


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    # Imported here: it reads 200 kB of lists, which a replay of English text should not wait for.
    import stopwordsiso  # noqa: PLC0415

    found: dict[str, list[str]] = {}
    for language in sorted(stopwordsiso.langs()):
        for word in stopwordsiso.stopwords(language):
            found.setdefault(word.casefold(), []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}
