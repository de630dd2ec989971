"""Holds whatever happened against its sentences once more: on which day was it, at what place?"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.base.types import Grounded, Window
from extract.ground.second_look.adjacent_date import date_beside
from extract.knowledge.language.language import Language
from schemas import Span

_NO_PLACE = re.compile(r"\b(?:time|moment|hour|day|week|month|year)s?$|^under\b.*\b(?:[Pp]resident|leader|rule)\b")


def completed(window: Window, item: Grounded, known: Language) -> Grounded:
    """The record with the day beside the word for it, and without a place that is none."""
    return _placed(_dated(window, item, known))


def _dated(window: Window, item: Grounded, known: Language) -> Grounded:
    """The record with the day beside the word for it, where it has no date and rests on one sentence."""
    if item.spans.get("date") or item.kind not in known.triggers or len(item.evidence) > 1:
        return item
    sentence = item.evidence[0]
    others = [place for triggers in known.triggers.values() for place in triggers.places(sentence.quote)]
    day = date_beside(sentence.quote, known.triggers[item.kind].places(sentence.quote), others)
    if day is None:
        return item
    span = Span(start=sentence.start + day.start, end=sentence.start + day.end)
    draft = item.draft.model_copy(update={"date": window.article.text[span.start : span.end]})
    return replace(item, draft=draft, spans={**item.spans, "date": span})


def _placed(item: Grounded) -> Grounded:
    """The record without a place that is a time or a rule: "at a sensitive time", "under the new president"."""
    place = getattr(item.draft, "place", None)
    if place is None or not _NO_PLACE.search(place):
        return item
    spans = {path: span for path, span in item.spans.items() if path != "place"}
    return replace(item, draft=item.draft.model_copy(update={"place": None}), spans=spans)
