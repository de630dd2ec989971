"""Tells words that belong to an attack from words that belong to somebody's speaking of it.

News tells most attacks inside other sentences ("the minister condemned Friday's raid", "the raid was
wrong, he said on Sunday"), and small models take the minister for the attacker and Sunday for its day.
"""

from __future__ import annotations

import re

from extract.knowledge.language.language import Language
from extract.knowledge.language.triggers import Triggers
from schemas import Span

_SELF = re.compile(r"^\s+to\b|\b(?:it|they|we|he|she|its|their|our|his|her|responsibility)\b", re.IGNORECASE)

_HEAD = re.compile(r"\W*$|\s+(?:on|against|of|at|in)\b", re.IGNORECASE)
"""What follows the word that a phrase is about."""

_ANSWER = re.compile(
    r"\b(?:response|retaliation|reprisal|reply|answer|revenge) (?:to|for|against)\b|\bretaliat\w+ (?:for|against)\b",
    re.IGNORECASE,
)

_OWNED = re.compile(r"['’]s?\s+(?:[^\s,]+\s+){0,3}[^\s,]+")
"""What stands behind the mark of ownership, four words at most."""

_SOON = 40
"""Characters after a verb of saying within which it must be said that the speaker speaks of himself."""

COMMA = 60
"""Characters that a comma counts for: what stands behind one is seldom about what stands before.

So it is with "what": "hit on Monday in what Ankara called an answer".
"""

_BREAK = re.compile(r",|\bwhat\b", re.IGNORECASE)


def belongs_to_other_telling(sentence: str, words: Span, known: Language) -> bool:
    """True if a verb of saying or meeting is nearer to the words than any word for an attack is.

    Not of one who speaks of himself: "Israel said it had struck", "they threatened to shell", "the
    Taliban claimed responsibility"; nor of what owns the attack: "condemned Friday's raid".  Offsets
    are into the sentence.  False in a language whose word order is not known.
    """
    triggers = known.triggers
    if known.order is None:
        return False
    if not {"strike", "statement", "meeting"} <= set(triggers) or _owns_the_attack(sentence, words, triggers["strike"]):
        return False
    other, place = min(_nearest(sentence, words, triggers[kind]) for kind in ("statement", "meeting"))
    struck, _ = _nearest(sentence, words, triggers["strike"])
    return other < struck and not (place[0] >= words.end and _SELF.search(sentence[place[1] : place[1] + _SOON]))


def _nearest(sentence: str, words: Span, triggers: Triggers) -> tuple[int, tuple[int, int]]:
    """How far the nearest trigger is from the words, and where it stands."""
    gaps = ((_gap(sentence, words, place), place) for place in triggers.places(sentence))
    return min(gaps, default=(len(sentence) * COMMA, (0, 0)))


def _owns_the_attack(sentence: str, words: Span, strike: Triggers) -> bool:
    """True of "Friday" and of "Washington" in "condemned Friday's raid" and "since Washington's bombing of"."""
    owned = _OWNED.match(sentence, words.end)
    return owned is not None and bool(strike.places(owned.group()))


def answer_starts(sentence: str) -> int:
    """Where a sentence turns to the earlier attack that is answered ("in response to …"); its length if nowhere."""
    cue = _ANSWER.search(sentence)
    return cue.start() if cue else len(sentence)


def names_the_attack(sentence: str, words: Span, known: Language) -> bool:
    """True if the words come down to a word for an attack: "US raid on the port" is neither attacker nor target."""
    if known.order is None or "strike" not in known.triggers:
        return False
    strike, rest = known.triggers["strike"], sentence[: words.end]
    inside = [
        (start, end)
        for start, end in strike.places(sentence)
        if words.start <= start < words.end and _HEAD.match(rest, end)
    ]
    agents = [place for place in inside if sentence[slice(*place)].lower() in strike.agents]
    return len(inside) > len(agents) and not any(start <= a < end for start, end in inside for a, _ in agents)


def _gap(sentence: str, words: Span, place: tuple[int, int]) -> int:
    """How far a place beside the words is from them; a place inside the words is no neighbour of theirs."""
    start, end = place
    if words.start <= start < words.end:
        return len(sentence) * COMMA
    between = sentence[end : words.start] if end <= words.start else sentence[words.end : start]
    return len(between) + COMMA * len(_BREAK.findall(between))
