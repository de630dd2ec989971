"""Tells words that belong to an attack from words that belong to somebody's speaking of it.

News tells most attacks inside other sentences ("the minister condemned Friday's raid", "the raid was
wrong, he said on Sunday"), and small models take the minister for the attacker and Sunday for its day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.triggers import Triggers
from schemas import Span

_SELF = re.compile(r"^\s+to\b|\b(?:it|they|we|he|she|its|their|our|his|her|responsibility)\b", re.IGNORECASE)

_HEAD = re.compile(r"\W*$|\s+(?:on|against|of|at|in)\b", re.IGNORECASE)
"""What follows the word that a phrase is about."""

COMMA = 60
"""Characters that a comma counts for: what stands behind one is seldom about what stands before.

So it is with "what": "hit on Monday in what Ankara called an answer".
"""

_BREAK = re.compile(r",|\bwhat\b", re.IGNORECASE)


def belongs_to_the_saying(sentence: str, words: Span, triggers: Mapping[str, Triggers]) -> bool:
    """True if a verb of saying is nearer to the words than any word for an attack is.

    Not of one who speaks of himself: "Israel said it had struck", "they threatened to shell", "the
    Taliban claimed responsibility"; nor of what owns the words after it: "condemned Friday's raid".  Offsets are
    into the sentence.  False in a language without triggers.
    """
    if not {"strike", "statement"} <= set(triggers) or sentence[words.end : words.end + 1] in ("'", "’"):
        return False
    (said, saying), (struck, _) = (
        min(
            ((_gap(sentence, words, place), place) for place in triggers[kind].places(sentence)),
            default=(len(sentence) * COMMA, (0, 0)),
        )
        for kind in ("statement", "strike")
    )
    return said < struck and not (saying[0] >= words.end and _SELF.search(sentence[saying[1] :]))


def names_the_attack(sentence: str, words: Span, triggers: Mapping[str, Triggers]) -> bool:
    """True if the words come down to a word for an attack: "US raid on the port" is neither attacker nor target."""
    if "strike" not in triggers:
        return False
    rest = sentence[: words.end]
    inside = [
        (start, end)
        for start, end in triggers["strike"].places(sentence)
        if words.start <= start < words.end and _HEAD.match(rest, end)
    ]
    agents = [place for place in inside if sentence[slice(*place)].lower() in triggers["strike"].agents]
    return len(inside) > len(agents) and not any(start <= a < end for start, end in inside for a, _ in agents)


def _gap(sentence: str, words: Span, place: tuple[int, int]) -> int:
    """How far a place beside the words is from them; a place inside the words is no neighbour of theirs."""
    start, end = place
    if words.start <= start < words.end:
        return len(sentence) * COMMA
    between = sentence[end : words.start] if end <= words.start else sentence[words.end : start]
    return len(between) + COMMA * len(_BREAK.findall(between))
