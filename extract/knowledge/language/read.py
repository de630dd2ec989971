"""Makes the object that holds all the program knows of a language from the tables of its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from extract.knowledge.kind_files import table_of
from extract.knowledge.language import cldr
from extract.knowledge.language.calendar import Calendar, Count
from extract.knowledge.language.labels import Labels
from extract.knowledge.language.language import Language
from extract.knowledge.language.letters import folded
from extract.knowledge.language.numbers import BoundPhrases, Numbers, apart
from extract.knowledge.language.read_tolls import read_toll_words
from extract.knowledge.language.second_look_words import meeting_words, strike_words
from extract.knowledge.language.states import state_words
from extract.knowledge.language.tables import languages, table
from extract.knowledge.language.triggers import triggers_of
from extract.knowledge.language.word_forms import WordForms
from schemas import KINDS
from schemas.values import CountQualifier


@cache
def read_language(code: str | None) -> Language:
    """The language of an ISO 639-1 code; of None only how English counts people."""
    if code is None:
        return Language(tolls=read_toll_words("en"))
    looks, glued = table(code, "second_look"), _forms_of_words(code).glued
    return Language(
        code=code,
        calendar=calendar_of(code),
        numbers=numbers_of(code),
        forms=_forms_of_words(code),
        triggers={kind: triggers_of(entry, glued) for kind, entry in _triggers(code).items()},
        labels=_labels(table(code, "labels")),
        order=_lists(table(code, "speech")),
        modality=_lists(table(code, "modality")),
        strikes=strike_words(looks["strike"]) if "strike" in looks else None,
        meetings=meeting_words(looks["meeting"]) if "meeting" in looks else None,
        tolls=read_toll_words(code),
        states=state_words(table(code, "states")),
    )


def _triggers(code: str) -> Mapping[str, Mapping[str, object]]:
    """The words that tell of each kind: of the language's folder, and of kinds that bring words of their own."""
    own = {kind: table_of(kind, f"words.{code}.toml") for kind in KINDS}
    return {**table(code, "triggers"), **{kind: words for kind, words in own.items() if words}}


def _forms_of_words(code: str) -> WordForms:
    own = table(code, "words")
    article, behind = own.get("article", ""), own.get("drops_after", "")
    return WordForms(
        _folded_list(own.get("glued", ())),
        _folded_list(own.get("endings", "").split()),
        folded(article),
        folded(behind),
        _folded_list(own.get("adjective", "").split()),
        _folded_list(own.get("dropped", "").split()),
        frozenset(own.get("sorts_of_place", "").split()),
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
    months = ((word, number) for name in locales for word, number, _ in cldr.months(name))
    weekdays = ((word, number) for name in locales for word, number, _ in cldr.weekdays(name))
    # Where words run together, one letter is part of many.
    named = _named((*weekdays, *_listed(own.get("weekdays", {}))))
    return Calendar(
        months=_named((*months, *_listed(own.get("months", {})))),
        weekdays={name: day for name, day in named.items() if len(name) > 1 or not own.get("unspaced")},
        other_months={
            name: (count, number)
            for count in _OTHER_COUNTS
            for name, number in _named(_listed(own.get(f"{count}_months", {}))).items()
        },
        days={folded(word): int(number) for number, words in own.get("days", {}).items() for word in words},
        other_days={folded(word): int(number) for number, words in own.get("other_days", {}).items() for word in words},
        stretches={folded(word): name for name, words in own.get("stretches", {}).items() for word in words},
        ordinals=_named(_listed(own.get("ordinals", {}))),
        parts={folded(word): name for name, words in own.get("parts", {}).items() for word in words},
        ago=tuple((folded(phrase), unit, number) for name in locales for phrase, unit, number in cldr.ago(name)),
        **{name: _folded_list(own.get(name, ())) for name in _PHRASES_OF_DAYS},
        glued=_forms_of_words(code).glued,
        unspaced=own.get("unspaced", False),
    )


_OTHER_COUNTS: tuple[Count, ...] = ("persian", "islamic")
_PHRASES_OF_DAYS = (
    "last",
    "upcoming",
    "to",
    "night_before",
    "since",
    "before",
    "elsewhere",
    "feasts",
    "day_endings",
    "of",
    "year",
)


@cache
def every_calendar() -> Calendar:
    """The months and weekdays of all languages that have a folder; none that means two of them in two languages."""
    calendars = [calendar_of(code) for code in languages()]
    return Calendar(
        months=_unmistakable(_with_glued(calendar.months, calendar) for calendar in calendars),
        weekdays=_unmistakable(_with_glued(calendar.weekdays, calendar) for calendar in calendars),
    )


def _with_glued(names: Mapping[str, int], calendar: Calendar) -> Mapping[str, int]:
    whole = {name: number for name, number in names.items() if not name.endswith("*")}
    return {before + name: number for name, number in whole.items() for before in ("", *calendar.glued)}


def _folded_list(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(folded, phrases), key=lambda phrase: (-len(phrase), phrase)))


def _listed(forms: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Words and their numbers; an underscore stands for a space inside one."""
    for number, words in forms.items():
        yield from ((word.replace("_", " "), int(number)) for word in words.split())


def _named(names: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    return {folded(name): number for name, number in names if not name.isdigit()}


def _unmistakable(of_each: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    meant: dict[str, set[int]] = {}
    for names in of_each:
        for name, number in names.items():
            meant.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in meant.items() if len(numbers) == 1}


@cache
def numbers_of(code: str) -> Numbers:
    """The number words and bounds of a language; none where its folder has none."""
    own = table(code, "numbers")
    return Numbers(
        words=_valued(own.get("words", {})),
        scales=_valued(own.get("scales", {})),
        alone=_valued(own.get("alone", {})),
        vague=_valued(own.get("vague", {})),
        bounds={cast("CountQualifier", name): _bound(phrases) for name, phrases in own.get("bounds", {}).items()},
        joins=frozenset(map(folded, own.get("joins", ()))),
        to=frozenset(map(folded, own.get("to", ()))),
        glued=_forms_of_words(code).glued,
        parser=own.get("parser"),
        protected=frozenset(own.get("protected", ())),
        unspaced=own.get("unspaced", False),
    )


def _valued(forms: Mapping[str, str]) -> Mapping[str, int]:
    return {folded(word): number for word, number in _listed(forms)}


def _bound(phrases: Mapping[str, Sequence[str]]) -> BoundPhrases:
    return BoundPhrases(*(tuple(map(apart, phrases.get(side, ()))) for side in ("before", "after")))
