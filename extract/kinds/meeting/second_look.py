"""Holds each meeting against its sentences once more: is it one, and did they telephone?"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from extract.base.types import Grounded, Window
from extract.ground.second_look import Looked
from extract.ground.second_look.occurrences import completed
from extract.knowledge.language.language import Language
from extract.knowledge.language.second_look_words import MeetingWords, literal
from extract.knowledge.language.triggers import Triggers
from schemas import Meeting

_PAIR = 2


def check(window: Window, item: Grounded, known: Language) -> Looked:
    """The meeting, if words for one in its sentences tell of one."""
    whole = completed(window, item, known)
    return (checked(whole, known) if "meeting" in known.triggers else whole), ()


def checked(item: Grounded, known: Language) -> Grounded | str:
    """The meeting, in person where no word tells of a call; why it is none, where its words tell of none."""
    words, triggers = known.meetings, known.triggers["meeting"]
    if words is None:
        return item
    return _no_meeting(item, triggers, words) or _held_or_not(_by_telephone_or_not(item, words), triggers, words)


def _no_meeting(item: Grounded, triggers: Triggers, words: MeetingWords) -> str | None:
    """Why every word for a meeting in the evidence tells of something else; None if one does not."""
    told = [evidence.quote for evidence in item.evidence]
    if any(literal(quote, triggers.places(quote), words.figurative) for quote in told):
        return None
    figure = next((found for quote in told if (found := words.figurative.search(quote))), None)
    return f"record: “{figure.group()}” is no meeting" if figure else None


def _held_or_not(item: Grounded, triggers: Triggers, words: MeetingWords) -> Grounded:
    """The meeting as held, if it was given as planned and a sentence for it tells only of what was."""
    told = [evidence.quote for evidence in item.evidence if triggers.places(evidence.quote)]
    held = any(words.held.search(quote) and not words.ahead.search(quote) for quote in told)
    if item.draft.assertion != "planned" or not held:
        return item
    return replace(item, draft=item.draft.model_copy(update={"assertion": "asserted"}))


def _by_telephone_or_not(item: Grounded, words: MeetingWords) -> Grounded:
    meeting = cast("Meeting", item.draft)
    if meeting.format != "call" or any(words.calls.search(evidence.quote) for evidence in item.evidence):
        return item
    told = "in_person" if len(meeting.participants) <= _PAIR else "multilateral"
    return replace(item, draft=meeting.model_copy(update={"format": told}))
