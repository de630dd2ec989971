"""Makes the object that holds all the program knows of a language from the tables of its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from extract.knowledge.language import cldr
from extract.knowledge.language.calendar import Calendar
from extract.knowledge.language.labels import Labels
from extract.knowledge.language.language import Language
from extract.knowledge.language.letters import folded
from extract.knowledge.language.second_look_words import meeting_words, strike_words
from extract.knowledge.language.tables import languages, table
from extract.knowledge.language.triggers import triggers_of


@cache
def read_language(code: str | None) -> Language:
    """What is known of a language by its ISO 639-1 code; of None, and of one without a folder, nothing."""
    if code is None:
        return Language()
    looks = table(code, "second_look")
    return Language(
        code=code,
        calendar=calendar_of(code),
        triggers={kind: triggers_of(entry) for kind, entry in table(code, "triggers").items()},
        labels=_labels(table(code, "labels")),
        order=_lists(table(code, "speech")),
        modality=_lists(table(code, "modality")),
        strikes=strike_words(looks["strike"]) if "strike" in looks else None,
        meetings=meeting_words(looks["meeting"]) if "meeting" in looks else None,
    )


def _labels(fields: Mapping[str, Mapping[str, str]]) -> Labels:
    return Labels({name: {label: _forms(words) for label, words in labels.items()} for name, labels in fields.items()})


def _forms(words: str) -> re.Pattern[str]:
    """Matches a whole word that is one of the words; a star stands for any ending."""
    return re.compile("|".join(re.escape(word).replace(r"\*", ".*") for word in words.split()), re.IGNORECASE)


def _lists(lists: Mapping[str, Any]) -> Mapping[str, frozenset[str]] | None:
    return {name: frozenset(words.split()) for name, words in lists.items()} or None


@cache
def calendar_of(code: str) -> Calendar:
    """The names of a language: CLDR's, and the forms of its folder."""
    own = table(code, "calendar")
    locales = own.get("locales", [code])
    glued = ["", *own.get("glued", [])]
    months = (pair for name in locales for pair in cldr.months(name))
    weekdays = (pair for name in locales for pair in cldr.weekdays(name))
    return Calendar(
        months=_folded((*months, *_listed(own.get("months", {}))), glued),
        weekdays=_folded((*weekdays, *_listed(own.get("weekdays", {}))), glued),
    )


@cache
def every_calendar() -> Calendar:
    """The names of all languages that have a folder; none that means two months, or two weekdays, in two of them."""
    calendars = [calendar_of(code) for code in languages()]
    return Calendar(
        months=_unmistakable(calendar.months for calendar in calendars),
        weekdays=_unmistakable(calendar.weekdays for calendar in calendars),
    )


def _listed(forms: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for number, words in forms.items():
        yield from ((word.replace("_", " "), int(number)) for word in words.split())


def _folded(names: Iterable[tuple[str, int]], glued: Iterable[str]) -> Mapping[str, int]:
    return {folded(before + name): number for name, number in names for before in glued if not name.isdigit()}


def _unmistakable(of_each: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    meant: dict[str, set[int]] = {}
    for names in of_each:
        for name, number in names.items():
            meant.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in meant.items() if len(numbers) == 1}
