"""Whether a text bears out the labels a model gives it: planned or done, by air or by mortar, asked or demanded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language for the labels of each field; false where none are known."""

    words: Mapping[str, Mapping[str, re.Pattern[str]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """True if any words are known."""
        return bool(self.words)

    def borne_out(self, name: str, label: str, text: str) -> bool:
        """False where there are words for a label of a field and the text holds none of them.

        A year bears out "historical", and any figure a date.
        """
        words = self.words.get(name, {}).get(label)
        if (
            words is None
            or (label == "historical" and _YEAR.search(text))
            or (label == "date" and _FIGURE.search(text))
        ):
            return True
        return any(words.fullmatch(word) for word in _WORD.findall(text))

    def label_of(self, name: str, text: str) -> str | None:
        """The one label that the text's words stand for; None where they stand for none or for several."""
        labels = self.words.get(name, {})
        found = [label for label, words in labels.items() if any(words.fullmatch(word) for word in _WORD.findall(text))]
        return found[0] if len(found) == 1 else None
