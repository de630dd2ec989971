"""What a language calls states and those who act for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.knowledge.language.letters import folded


@dataclass(frozen=True, slots=True)
class StateWords:
    """Words for the forces of a state, and the country that an adjective, a people or a seat means; all folded.

    ``begun`` has the words of which only the beginning is given.
    """

    forces: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, str] = field(default_factory=dict)

    def country(self, word: str) -> str | None:
        """The country that a word means; None where it means none."""
        plain = folded(word)
        starts = (plain[:end] for end in range(len(plain), 2, -1))
        return self.called.get(plain) or next((self.begun[start] for start in starts if start in self.begun), None)


def state_words(table: Mapping[str, Any]) -> StateWords:
    """The words of a table of a language; none of an empty one."""
    entries = [(folded(word), code) for code, words in table.get("called", {}).items() for word in words.split()]
    return StateWords(
        frozenset(folded(word) for word in table.get("forces", "").split()),
        {word: code for word, code in entries if not word.endswith("*")},
        {word.removesuffix("*"): code for word, code in entries if word.endswith("*")},
    )
