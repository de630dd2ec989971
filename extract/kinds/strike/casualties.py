"""Holds each toll of a strike against the words around its number: an age is none, nor are the kidnapped dead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from extract.base.types import Grounded, Window
from extract.knowledge.language.labels import Labels
from extract.knowledge.language.second_look_words import StrikeWords
from schemas import Span, Strike

_AGE = re.compile(r"(?:an? )?(?:\d+|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old\b|aged? \d", re.IGNORECASE)
_AGE_BEHIND_NAME = re.compile(r"\b[A-Z][\w.’'-]+, $")
_BESIDE_AGE = re.compile(r"\d{1,3}\s*,")
_STRETCH_ENDS = re.compile(r"[,;:.!?()–—]|\b(?:and|but|while|as well as|plus)\b(?=[^,;:.]*?\d)|\d", re.IGNORECASE)
"""Where what is said of one number ends, at the latest where the next number stands."""

_FEW_WORDS = re.compile(r"\s+(?:(?!of\b|people\b|in\b)[\w’'-]+\s+){0,2}", re.IGNORECASE)
_NUMBER_PATH = re.compile(r"casualties\.(\d+)\.")


def counted(window: Window, item: Grounded, words: StrikeWords, labels: Labels) -> tuple[Grounded, tuple[str, ...]]:
    """The strike with those of its counts that are of killed or injured people, and why the others are none."""
    strike = cast("Strike", item.draft)
    reasons = {at: _no_toll(window.article.text, item, at, words, labels) for at in range(len(strike.casualties))}
    kept = [at for at, reason in reasons.items() if reason is None]
    if len(kept) == len(reasons):
        return item, ()
    draft = strike.model_copy(update={"casualties": [strike.casualties[at] for at in kept]})
    spans = dict(_renumbered(item, {old: new for new, old in enumerate(kept)}))
    return replace(item, draft=draft, spans=spans), tuple(reason for reason in reasons.values() if reason)


def _no_toll(text: str, item: Grounded, at: int, words: StrikeWords, labels: Labels) -> str | None:
    span = item.spans.get(f"casualties.{at}.number")
    if span is None:
        return None
    given = cast("Strike", item.draft).casualties[at]
    path = f"casualties.{at}.number: “{text[span.start : span.end]}”"
    if _is_age(text, span):
        return f"{path} is an age"
    behind = text[span.end : _stretch_end(text, span.end)]
    thing = words.things.search(behind)
    if thing and _FEW_WORDS.fullmatch(behind, 0, thing.start()):
        return f"{path} counts {thing.group()}, not people"
    fate = words.other_fates.search(behind)
    if fate and not labels.borne_out("unit", given.unit, behind):
        return f"{path} counts others (“{fate.group()}”), not who was {given.unit.replace('_', ' ')}"
    return None


def _is_age(text: str, number: Span) -> bool:
    if _AGE.match(text, number.start) and not re.match(r"(?:an?|one)\s", text[number.start : number.end] + " "):
        return True
    return bool(_BESIDE_AGE.match(text, number.start) and _AGE_BEHIND_NAME.search(text, 0, number.start))


def _stretch_end(text: str, start: int) -> int:
    end = _STRETCH_ENDS.search(text, start)
    return end.start() if end else len(text)


def _renumbered(item: Grounded, numbers: dict[int, int]) -> Iterator[tuple[str, Span]]:
    for path, span in item.spans.items():
        place = _NUMBER_PATH.match(path)
        if place is None:
            yield path, span
        elif int(place[1]) in numbers:
            yield f"casualties.{numbers[int(place[1])]}.{path[place.end() :]}", span
