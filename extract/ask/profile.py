"""What a model is asked for: more of one that knows the world and the languages than of a small one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.ask.window import SENTENCE_BY_SENTENCE, WHOLE_ARTICLE, WindowSize

Scale = Literal["small", "large"]


@dataclass(frozen=True, slots=True)
class Profile:
    """How a model is asked; ``name`` also tells which prompts it gets.

    ``size`` is how much of an article one call asks about.  With ``readings`` it is told where and when the
    article came out, and gives its own reading beside the words that it copies.
    """

    name: Scale
    size: WindowSize
    readings: bool


PROFILES: dict[Scale, Profile] = {
    "small": Profile("small", SENTENCE_BY_SENTENCE, readings=False),
    "large": Profile("large", WHOLE_ARTICLE, readings=True),
}
