"""How a language joins words and changes their endings, for finding a word in the form a text has it in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordForms:
    """Particles that are written as one word with the next, and endings that nouns and adjectives take by their case.

    Both are folded; false where none are known.  ``article`` is one that loses its first letter behind ``drops_after``
    (Arabic "al-" behind "li-").  ``adjective`` are endings that make an adjective of a country's name, in place of one
    that is ``dropped``.  ``sorts_of_place`` are common words that say what a place is ("town"), and are never its name.
    """

    glued: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    article: str = ""
    drops_after: str = ""
    adjective: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    sorts_of_place: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """True if anything is known."""
        return bool(self.glued or self.endings)
