"""How much a model is asked for: more of one that knows the world and the languages than of a small one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from extract.ask.window import SENTENCE_BY_SENTENCE, WHOLE_ARTICLE, WindowSize

Scale = Literal["small", "large"]

Questions = Literal["one", "each"]
"""Whether one question asks for all kinds of record, or there is one for each kind."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a model is asked; ``name`` also tells which prompts it gets.

    ``size`` is how much of an article one call asks about.  With ``readings`` it is told where and when the
    article came out, and gives its own reading beside the words that it copies.  ``doubted`` is one whose answers
    are held against word lists and word order as well: those are right more often than a small model, and wrong
    nearly always where they overrule a careful reader (docs/reading.md has the count of each rule).
    ``questions`` of a small model are one for each kind, which is what it was measured with.  ``together`` are the
    kinds that recorded questions ask for, where a replay wants fewer of them; else it is empty.
    """

    name: Scale
    size: WindowSize
    readings: bool
    doubted: bool
    questions: Questions = "each"
    together: tuple[str, ...] = ()

    def kinds_of_questions(self, kinds: Collection[str], known: Iterable[str]) -> list[tuple[str, ...]]:
        """The kinds that each question asks for, to learn of some kinds; ``known`` are all, in their order."""
        asked = tuple(kind for kind in known if kind in kinds)
        if self.questions == "one" and asked:
            return [self.together or asked]
        return [(kind,) for kind in asked]


PROFILES: dict[Scale, Profile] = {
    "small": Profile("small", SENTENCE_BY_SENTENCE, readings=False, doubted=True),
    "large": Profile("large", WHOLE_ARTICLE, readings=True, doubted=False, questions="one"),
}
