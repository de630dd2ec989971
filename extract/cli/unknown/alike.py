"""Finds the names that are spelt most like another, or that an abbreviation could stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz, process

_ALIKE = 75
"""Of a hundred: below this, two names have only some letters in common."""
_LONGEST_ABBREVIATION = 7


class Names:
    """Names to look among, each with what is shown of it."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Of several names that compare alike, the first counts."""
        self._shown: list[str] = []
        self._words: list[str] = []
        self._letters: list[str] = []
        self._by_capitals: dict[str, list[tuple[str, str]]] = {}
        for name, shown in names:
            self._shown.append(shown)
            self._words.append(name.casefold())
            self._letters.append("".join(re.findall(r"\w", name.casefold())))
            initials, capitals = _initials(name)
            self._by_capitals.setdefault(capitals, []).append((initials, shown))

    def like(self, name: str, most: int) -> list[str]:
        """What is shown of the names most like one, the likest first; those that it abbreviates before all."""
        scored: dict[str, float] = {}
        plain = name.casefold()
        letters = "".join(re.findall(r"\w", plain))
        for words, choices, scorer in (
            (plain, self._words, fuzz.token_sort_ratio),
            (letters, self._letters, fuzz.ratio),
        ):
            for _, score, at in process.extract(words, choices, scorer=scorer, limit=4 * most, score_cutoff=_ALIKE):
                scored[self._shown[at]] = max(score, scored.get(self._shown[at], 0))
        ranked = sorted(scored, key=lambda shown: (-scored[shown], shown))
        return list(dict.fromkeys((*self._abbreviated(name), *ranked)))[:most]

    def _abbreviated(self, short: str) -> Iterator[str]:
        """Names whose capitals all stand in an abbreviation, and that have its other letters in order: "SOV"."""
        if not (1 < len(short) <= _LONGEST_ABBREVIATION and short.isalpha() and short.isupper()):
            return
        rest = ("".join(part) for length in range(1, len(short)) for part in combinations(short[1:], length))
        for capitals in dict.fromkeys(short[0] + part for part in rest):
            for initials, shown in self._by_capitals.get(capitals, ()):
                if _in_order(short, initials):
                    yield shown


def _initials(name: str) -> tuple[str, str]:
    """The first letters of all words, in capitals, and those of the words with a capital."""
    words = re.findall(r"\w+", name)
    return "".join(word[0] for word in words).upper(), "".join(word[0] for word in words if word[0].isupper())


def _in_order(letters: str, among: str) -> bool:
    rest = iter(among)
    return all(letter in rest for letter in letters)
