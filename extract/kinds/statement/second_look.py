"""Holds each statement against its sentence once more: is it said there, and by whom?

A small model copies words that do stand in the text but takes the one spoken of for the speaker, or the
agency that passes a remark on.  Word order tells better, and costs no call.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from extract.base.types import Grounded, Window
from extract.ground.second_look import Looked
from extract.kinds.statement.acts import with_act
from extract.kinds.statement.unsaid import not_said
from extract.knowledge.language.language import Language
from extract.knowledge.language.speech import SpeechContext, setting_of, speaker_of
from schemas import Span, Statement

_TO_CONTENT = re.compile(r"\s*(?:[,:]\s*)?(?:that\b)?[\s“\"‘']*", re.IGNORECASE)
"""What may stand between a verb of saying and what is said."""

_OF_THE_SPEAKER = re.compile(r"(?:i|we|our|my)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"he|she|they|it", re.IGNORECASE)
_PERSON = re.compile(r"he|she", re.IGNORECASE)
_DESCRIPTION = re.compile(r"(?:the|his|her|its|their|\S+['’]s?)\s(?:.*\s)?[a-z][\w-]*", re.DOTALL | re.IGNORECASE)
"""Words for a person or body that end without a name: "the top Iranian diplomat"."""


_LAST_WORD = re.compile(r"(\w{3,})\W*$")
_LONGEST_SPEAKER = 15
"""Words; more is a clause and nobody's name."""


def check(window: Window, item: Grounded, known: Language) -> Looked:
    """The statement, if somebody makes it, with the speaker whom the order of words tells."""
    return (settled(window, item, known) if "statement" in known.triggers else item), ()


def settled(window: Window, item: Grounded, known: Language) -> Grounded | str:
    """The statement with its speaker and cue as its sentence has them; why it is none, where nobody says it."""
    setting = _setting(window, item.spans.get("cue") or item.spans.get("content"), known)
    if setting is None:
        return item
    looked = with_act(_trimmed(_by_governing_verb(item, setting), setting), setting, known.labels)
    return not_said(looked, setting) or _by_word_order(looked, setting, lambda: _speaker_before(window, setting, known))


def _setting(window: Window, place: Span | None, known: Language) -> SpeechContext | None:
    return setting_of(window, place, known.triggers["statement"], known.order) if known.order else None


def _by_governing_verb(item: Grounded, setting: SpeechContext) -> Grounded:
    """The statement with the verb its content hangs on as its cue; who passes it on is its source."""
    content, cue = item.spans.get("content"), item.spans.get("cue")
    verb = _verb_of(content, cue, setting) if content and setting.holds(content) else None
    if verb is None or (cue is not None and cue.overlaps(verb)):
        return item
    draft = cast("Statement", item.draft)
    told: dict[str, object] = {"cue": setting.words(verb)}
    bearer = _bearer(item, setting)
    if bearer and bearer not in draft.according_to:
        told["according_to"] = [*draft.according_to, bearer]
    return replace(item, draft=draft.model_copy(update=told), spans={**item.spans, "cue": verb})


def _verb_of(content: Span, cue: Span | None, setting: SpeechContext) -> Span | None:
    """The verb right before a content; where the cue given is a word of the quotation, the first behind it."""
    if cue is not None and cue.start == content.start and setting.is_verb(cue):
        return None
    place = setting.inside(content)
    before = [verb for verb in setting.verbs if _TO_CONTENT.fullmatch(setting.text, verb[1], place.start)]
    if before:
        return setting.outside(*max(before))
    if cue is None or setting.is_verb(cue) or not (cue.overlaps(content) or setting.is_quoted(cue)):
        return None
    behind = [verb for verb in setting.verbs if verb[0] >= place.end]
    return setting.outside(*min(behind)) if behind else None


def _bearer(item: Grounded, setting: SpeechContext) -> str | None:
    """The speaker as the model gave it, if it stands beside a verb of its own: "…, Tasnim reported"."""
    speaker, cue = item.spans.get("speaker"), item.spans.get("cue")
    if speaker is None or cue is None or not (setting.holds(speaker) and setting.is_verb(cue)):
        return None
    subject = speaker_of(setting, cue)
    return setting.words(speaker) if subject and subject.overlaps(speaker) else None


def _trimmed(item: Grounded, setting: SpeechContext) -> Grounded:
    """The statement without "he said that" or "warning that" at the head of its content."""
    content, cue = item.spans.get("content"), item.spans.get("cue")
    if not (content and cue and setting.holds(content) and setting.is_verb(cue)) or not content.start <= cue.start:
        return item
    subject = speaker_of(setting, cue)
    if cue.end >= content.end or not (content.start == cue.start or _begins(content, subject)):
        return item
    head = _TO_CONTENT.match(setting.text, cue.end - setting.start)
    start = setting.start + head.end() if head else cue.end
    span = Span(start=start, end=content.end) if start < content.end else content
    draft = item.draft.model_copy(update={"content": setting.words(span)})
    return replace(item, draft=draft, spans={**item.spans, "content": span})


def _begins(content: Span, subject: Span | None) -> bool:
    return subject is not None and content.start <= subject.start <= content.start + 1


def _by_word_order(item: Grounded, setting: SpeechContext, before: Callable[[], str | None]) -> Grounded:
    """The statement with the subject of its cue as its speaker; whom a pronoun means stays beside it.

    ``before`` finds who speaks in the sentences before: "he" is that person, whatever name the model gave.
    """
    cue = item.spans.get("cue")
    subject = speaker_of(setting, cue) if cue and setting.is_verb(cue) else None
    words = setting.words(subject) if subject else ""
    if subject is None or _OF_THE_SPEAKER.match(words) or len(words.split()) > _LONGEST_SPEAKER:
        return item
    meant = _meant(item, setting, subject, before)
    return replace(
        item,
        draft=item.draft.model_copy(update={"speaker": words}),
        spans={**item.spans, "speaker": subject},
        meant={**item.meant, "speaker": meant} if meant else item.meant,
    )


def _meant(item: Grounded, setting: SpeechContext, subject: Span, before: Callable[[], str | None]) -> str | None:
    """The name of whom the subject means, where its own words are none."""
    words, given = setting.words(subject), cast("Statement", item.draft).speaker
    place = item.spans.get("speaker")
    pronoun = _PRONOUN.fullmatch(words)
    if place is not None and setting.holds(place):
        if pronoun and place.end <= subject.start:
            return given
    elif pronoun or _DESCRIPTION.fullmatch(words) or _same_last_word(words, given):
        return before() or given if _PERSON.fullmatch(words) else given
    return before() if _PERSON.fullmatch(words) else None


def _speaker_before(window: Window, setting: SpeechContext, known: Language) -> str | None:
    """Who speaks, by name, in the nearest sentence before that has a speaker."""
    for sentence in reversed((*window.context, *window.targets)):
        if sentence.content.start >= setting.start:
            continue
        earlier = _setting(window, sentence.content, known)
        found = [speaker_of(earlier, earlier.outside(*verb)) for verb in earlier.verbs] if earlier else []
        named = [earlier.words(span) for span in found if span and earlier]
        named = [words for words in named if not (_PRONOUN.fullmatch(words) or _OF_THE_SPEAKER.match(words))]
        if named:
            return named[0] if named[0][:1].isupper() else None
    return None


def _same_last_word(a: str, b: str) -> bool:
    ours, theirs = _LAST_WORD.search(a), _LAST_WORD.search(b)
    return bool(ours and theirs and ours[1].lower() == theirs[1].lower())
