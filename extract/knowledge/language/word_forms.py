"""How a language joins words and changes their endings, for finding a word in the form a text has it in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordForms:
    """Particles that are written as one word with the next, and endings that nouns and adjectives take by their case.

    Both are folded; false where none are known.  ``article`` is one that loses its first letter behind ``drops_after``
    (Arabic "al-" behind "li-").
    """

    glued: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    article: str = ""
    drops_after: str = ""

    def __bool__(self) -> bool:
        """True if anything is known."""
        return bool(self.glued or self.endings)
