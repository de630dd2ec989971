"""Holds each strike against its sentences once more: is it an attack, on which day, of whom, one or many?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from extract.base.types import Grounded, Window
from extract.ground.second_look import Looked
from extract.ground.second_look.adjacent_date import date_within
from extract.ground.second_look.draft_fields import given, with_field, without
from extract.ground.second_look.occurrences import completed
from extract.kinds.strike.casualties import counted
from extract.knowledge.language.language import Language
from extract.knowledge.language.modality import none_happened
from extract.knowledge.language.second_look_words import StrikeWords, literal
from extract.knowledge.language.speech import SpeechContext, WordOrder, sufferer_of
from extract.knowledge.language.triggers import Triggers
from schemas import Span, Strike

_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{3,4}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"[\s,]*(?:(?:on|in|late|early|last|this)\s+)*", re.IGNORECASE)
_OF_THE_ATTACK = ("attacker", "target", "date", "place")
_NEAR = 60
"""Characters behind a name within which its verb stands."""


def check(window: Window, item: Grounded, known: Language) -> Looked:
    """The strike, if words for an attack in its sentences tell of one."""
    whole = completed(window, item, known)
    if "strike" not in known.triggers:
        return whole, ()
    return checked(window, _hypothetical_or_not(whole, known), known)


def checked(window: Window, item: Grounded, known: Language) -> tuple[Grounded | str, tuple[str, ...]]:
    """The strike as its sentences have it, or why it is none; and why fields were left out."""
    words, order, triggers = known.strikes, known.order, known.triggers["strike"]
    if words is None or order is None:
        return item, ()
    if reason := _no_attack(item, triggers, words):
        return reason, ()
    kept, notes = counted(window, _of_its_day(item, triggers), words, known.labels)
    for path, reason in _faults(kept, triggers, words, order):
        kept, notes = without(kept, path), (*notes, reason)
    return _as_series(_with_sufferer(kept, item, triggers, order), words), notes


def _hypothetical_or_not(item: Grounded, known: Language) -> Grounded:
    """The strike, hypothetical where all its sentences only speak of attacks that may come."""
    told = ((e.quote, known.triggers["strike"].places(e.quote)) for e in item.evidence)
    if item.draft.assertion == "asserted" and all(none_happened(quote, at, known.modality) for quote, at in told):
        return replace(item, draft=item.draft.model_copy(update={"assertion": "hypothetical"}))
    return item


def _no_attack(item: Grounded, triggers: Triggers, words: StrikeWords) -> str | None:
    """Why every word for an attack in the evidence tells of something else; None if one does not."""
    figures, mishaps = [], []
    for evidence in item.evidence:
        told = evidence.quote
        real = literal(told, triggers.places(told), words.figurative)
        if real and not _is_mishap(told, real, words):
            return None
        figures += [found.group() for found in words.figurative.finditer(told)]
        mishaps += [found.group() for found in words.mishaps.finditer(told)] if real else []
    if mishaps:
        return f"record: “{mishaps[0]}” tells of an accident, not of an attack"
    return f"record: “{figures[0]}” is no physical attack" if figures else None


def _is_mishap(told: str, acts: Sequence[tuple[int, int]], words: StrikeWords) -> bool:
    if not words.mishaps.search(told) or words.weapons.search(told):
        return False
    return all(words.harm.fullmatch(told[slice(*act)]) for act in acts)


def _of_its_day(item: Grounded, triggers: Triggers) -> Grounded:
    """The strike with the day that stands in the phrase for it, whatever other day of the sentence the model gave."""
    if len(item.evidence) > 1:
        return item
    sentence = item.evidence[0]
    places = _acts(sentence.quote, triggers)
    day = date_within(sentence.quote, places[0]) if len(places) == 1 else None
    if day is None:
        return item
    span = Span(start=sentence.start + day.start, end=sentence.start + day.end)
    old = item.spans.get("date")
    return item if old and old.overlaps(span) else with_field(item, "date", sentence.quote[day.start : day.end], span)


def _acts(text: str, triggers: Triggers) -> list[tuple[int, int]]:
    """Places of the words for an attack without those for who does it; words side by side ("bomb attack") are one."""
    acts: list[tuple[int, int]] = []
    for act in sorted(p for p in triggers.places(text) if text[slice(*p)].lower() not in triggers.agents):
        beside = acts and not text[acts[-1][1] : act[0]].strip(" -")
        last = acts.pop() if beside else act
        acts.append((last[0], max(last[1], act[1])))
    return acts


def _faults(item: Grounded, triggers: Triggers, words: StrikeWords, order: WordOrder) -> Iterator[tuple[str, str]]:
    date = given(item, "date")
    if date and not (words.times.search(date) or _CLOCK.search(date)):
        yield "date", f"date: “{date}” tells no time"
    for sentence in item.evidence:
        setting = SpeechContext(sentence.quote, sentence.start, triggers.places(sentence.quote), order)
        here = {path: span for path, span in item.spans.items() if path in _OF_THE_ATTACK and setting.holds(span)}
        if date_of := _proceedings(item.spans.get("date"), setting, words):
            yield "date", f"date: “{date}” is the day of something else (“{date_of}”)"
        yield from _before_inquiry(here, setting, _acts(sentence.quote, triggers), words)
        if "attacker" in here and (reason := _no_attacker(here["attacker"], setting, words)):
            yield "attacker", f"attacker: “{setting.words(here['attacker'])}” {reason}"


def _proceedings(date: Span | None, setting: SpeechContext, words: StrikeWords) -> str | None:
    """The word for an arrest or a hearing that a day stands right behind."""
    if date is None or not setting.holds(date):
        return None
    before = setting.text[: setting.inside(date).start]
    return next(
        (m.group() for m in words.proceedings.finditer(before) if _RIGHT_BEHIND.fullmatch(before, m.end())), None
    )


def _before_inquiry(
    here: dict[str, Span], setting: SpeechContext, acts: Sequence[tuple[int, int]], words: StrikeWords
) -> Iterator[tuple[str, str]]:
    """Fields before "in connection with", where every word for an attack stands behind it."""
    cue = words.inquiry.search(setting.text)
    if cue is None or not acts or any(act[0] < cue.start() for act in acts):
        return
    for path, span in here.items():
        if setting.inside(span).end <= cue.start():
            yield (
                path,
                f"{path}: “{setting.words(span)}” belongs to what stands before “{cue.group()}”, not to the attack",
            )


def _no_attacker(attacker: Span, setting: SpeechContext, words: StrikeWords) -> str | None:
    for verb in setting.verbs:
        sufferer = sufferer_of(setting, setting.outside(*verb))
        if sufferer and sufferer.overlaps(attacker):
            return "suffered the attack"
    place = setting.inside(attacker)
    until = min((verb[0] for verb in setting.verbs if verb[0] >= place.end), default=place.end + _NEAR)
    behind = setting.text[place.end : min(until, place.end + _NEAR)]
    if words.suffers.search(behind):
        return "suffered the attack"
    return "only dealt with the attack" if words.deals_with.search(behind) else None


def _with_sufferer(kept: Grounded, before: Grounded, triggers: Triggers, order: WordOrder) -> Grounded:
    """The strike with who suffered it for its target, where that was given as the attacker and no target was."""
    span = before.spans.get("attacker")
    if span is None or "attacker" in kept.spans or kept.spans.get("target"):
        return kept
    for sentence in before.evidence:
        setting = SpeechContext(sentence.quote, sentence.start, triggers.places(sentence.quote), order)
        for verb in setting.verbs if setting.holds(span) else ():
            sufferer = sufferer_of(setting, setting.outside(*verb))
            if sufferer and sufferer.overlaps(span):
                return with_field(kept, "target", setting.words(span), span)
    return kept


def _as_series(item: Grounded, words: StrikeWords) -> Grounded:
    """A series, where the victims of a whole period are summed up and no day in it is told."""
    strike, date = cast("Strike", item.draft), item.spans.get("date")
    if strike.occurrence != "single" or not (strike.casualties or date):
        return item
    for evidence in item.evidence:
        period = words.periods.search(evidence.quote)
        if period is None:
            return item
        span = Span(start=evidence.start + period.start(), end=evidence.start + period.end())
        if date and not date.overlaps(span):
            return item
    return replace(item, draft=strike.model_copy(update={"occurrence": "series"}))
