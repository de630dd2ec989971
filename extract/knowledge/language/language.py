"""All that the program knows of one language, as one object that is handed to what reads its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.knowledge.language.calendar import Calendar
from extract.knowledge.language.labels import Labels
from extract.knowledge.language.modality import Modality
from extract.knowledge.language.numbers import Numbers
from extract.knowledge.language.second_look_words import MeetingWords, StrikeWords
from extract.knowledge.language.speech import WordOrder
from extract.knowledge.language.states import StateWords
from extract.knowledge.language.toll_words import TollWords
from extract.knowledge.language.triggers import Triggers
from extract.knowledge.language.word_forms import WordForms


@dataclass(frozen=True, slots=True)
class Language:
    """All that is known of one language; an unknown part is None or empty, and steps that need it are left out.

    ``code`` is ISO 639-1, empty where the language of a text is not known.  ``triggers`` are by kind of record.
    ``order`` are the small words by which the order of an English sentence is read: no other language has them.
    """

    code: str = ""
    calendar: Calendar = field(default_factory=Calendar)
    forms: WordForms = field(default_factory=WordForms)
    numbers: Numbers = field(default_factory=Numbers)
    triggers: Mapping[str, Triggers] = field(default_factory=dict)
    labels: Labels = field(default_factory=Labels)
    order: WordOrder | None = None
    modality: Modality | None = None
    strikes: StrikeWords | None = None
    meetings: MeetingWords | None = None
    tolls: TollWords = field(default_factory=TollWords)
    states: StateWords = field(default_factory=StateWords)


NO_LANGUAGE = Language()
