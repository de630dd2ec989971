"""Days that a heading, the start of a paragraph or the top of a list tells for all that stands under it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.normalise.calendar_words import find_days
from extract.normalise.clock import read_clock
from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import MONTHS, WEEKDAYS, Today
from schemas import DateValue, Span

_ITEM = re.compile(r"\s*(?:[-–—•*·▪●]|\d{1,2}[.)])\s+\S")
_RUNNING = re.compile(r"[.!?…:;,][\"”’')\]]*\s*$")
_PARTED = re.compile(r"\s*(?:[-–—:|]|\.\s)\s*")
_LONGEST_HEADING = 60
_DATELINE = re.compile(r"[^\n]{0,80}?[A-Z]{3}[^\n]{0,80}?\s[-–—]\s")
_WORD = re.compile(r"[^\W\d_][\w.’']*")
_HOURS = "early late about around at on of the day morning afternoon evening night noon midnight local time hours hrs"
_OTHER = "yesterday today tonight overnight st nd rd th a.m p.m am pm gmt utc est edt cet eet updated update"
_NAMES = frozenset(name.lower()[:length] for name in (*WEEKDAYS, *MONTHS) for length in (3, 4, 20))
_DATE_WORDS = _NAMES.union(_HOURS.split(), _OTHER.split())
_LABELS = re.compile(r"^\s*(?:(?:last )?updated?|posted|published)(?: (?:at|on))?:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    told: DateValue | None
    form: str
    """ "heading" for a day alone on its line, "start" for one before a dash or colon, "item" of a list, "running"."""


@dataclass(frozen=True, slots=True)
class DaysAround:
    """The lines of an article with the days that they tell for others."""

    lines: Sequence[_Line]
    today: Today

    def at(self, position: int) -> DateValue | None:
        """The days told for what stands at a position of the text; None where nothing tells them."""
        at = next((n for n in range(len(self.lines) - 1, -1, -1) if self.lines[n].start <= position), None)
        if at is None:
            return None
        line = self.lines[at]
        if line.form == "start":
            return line.told
        above = self.lines[:at]
        return _heading(above) or (_top_of_list(above) if line.form == "item" else None)

    def completed(self, date: DateValue | None, position: int) -> DateValue | None:
        """A date without a day, with the days told for what stands at a position; its words and hours stay its own."""
        told = self.at(position)
        if told is None:
            return date
        own = {"raw": date.raw, "span": date.span, "time": date.time, "part_of_day": date.part_of_day} if date else {}
        return told.model_copy(update={"anchor": "context", **own})

    def before(self, position: int) -> tuple[dt.date, dt.date] | None:
        """The days told last before a position, in its paragraph or as the only ones of the one before."""
        at = next((n for n in range(len(self.lines) - 1, -1, -1) if self.lines[n].start <= position), None)
        if at is None:
            return None
        line = self.lines[at]
        told = _days(line.text, 0, position - line.start, self.today)
        day = _day(line.text[slice(*told[-1])], line.start, self.today) if told else None
        day = day or line.told if line.form == "start" else day or (self.lines[at - 1].told if at else None)
        return (day.earliest, day.latest) if day and day.earliest and day.latest else None


def days_around(text: str, today: Today) -> DaysAround:
    """The days of the lines of an English text, dated as a report of a day."""
    return DaysAround(tuple(_lines(text, today)), today)


def _lines(text: str, today: Today) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield _line(line, start, today)
        start += len(line) + 1


def _line(line: str, start: int, today: Today) -> _Line:
    if _is_heading(line):
        told = _day(line, start, today)
        alone = told is not None and not _besides(line)
        return _Line(start, line, told if alone else None, "heading")
    head = _PARTED.search(line, 0, _LONGEST_HEADING)
    if head and not _ITEM.match(line):
        told = _day(line[: head.start()], start, today)
        if told and not _besides(line[: head.start()]):
            return _Line(start, line, told, "start")
    return _Line(start, line, _only_day(line, start, today), "item" if _ITEM.match(line) else "running")


def _is_heading(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_HEADING and not _RUNNING.search(line)


def _day(words: str, start: int, today: Today) -> DateValue | None:
    """The days that words tell and nothing else; a time without a day is none."""
    label = _LABELS.match(words)
    bare = words[label.end() :] if label else words
    offset = start + (label.end() if label else 0) + len(bare) - len(bare.lstrip())
    raw = bare.strip()
    told = read_date(raw, DateContext(today), span=Span(start=offset, end=offset + len(raw))) if raw else None
    return told if told and told.earliest and told.precision in {"day", "week", "month"} else None


def _besides(words: str) -> bool:
    """True if words tell something besides a day and a time."""
    label = _LABELS.match(words)
    rest = words[label.end() :] if label else words
    return any(word.rstrip(".").lower() not in _DATE_WORDS for word in _WORD.findall(rest))


def _only_day(line: str, start: int, today: Today) -> DateValue | None:
    """The one day that a line of running text tells; None where it tells several or none."""
    dateline = _DATELINE.match(line)
    told = _days(line, dateline.end() if dateline else 0, len(line), today)
    return _day(line[slice(*told[0])], start + told[0][0], today) if len(told) == 1 else None


def _days(line: str, start: int, end: int, today: Today) -> list[tuple[int, int]]:
    """Places of weekdays and written days in part of a line; a weekday beside its date is one with it."""
    found: list[tuple[int, int]] = []
    for match, _ in find_days(read_clock(line.lower()).rest[:end], today):
        if match.start() < start or not {"weekday", "day"} & match.re.groupindex.keys():
            continue
        beside = found and not line[found[-1][1] : match.start()].strip(" ,")
        found.append((found.pop()[0] if beside else match.start(), match.end()))
    return found


def _heading(above: Sequence[_Line]) -> DateValue | None:
    """The day of the nearest heading; under one that tells no day there is none."""
    return next((line.told for line in reversed(above) if line.form == "heading"), None)


def _top_of_list(above: Sequence[_Line]) -> DateValue | None:
    """The day of the text that leads to a list, or of the text before that, as far as it tells one."""
    leading = (line for line in reversed(above) if line.form == "running")
    return next((line.told for line in leading if line.told), None)
