"""Days that a heading, the start of a paragraph or the top of a list tells for all that stands under it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.normalise.calendar_words import find_days
from extract.normalise.clock import ZONES, read_clock
from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import MONTHS, Today
from schemas import DateValue, Span
from schemas.values import WEEKDAYS

_ITEM = re.compile(r"\s*(?:[-–—•*·▪●]|\d{1,2}[.)])\s+\S")
_RUNNING = re.compile(r"[.!?…:;,][\"”’')\]]*\s*$")
_PARTED = re.compile(r"\s*(?:[-–—|]|:(?!\d)|\.\s)\s*")
_LONGEST_HEADING = 60
"""Code points: a day, a place and a word or two."""

_DATELINE = re.compile(r"[^\n]{0,80}?[A-Z]{3}[^\n]{0,80}?\s[-–—]\s")
_WORD = re.compile(r"[^\W\d_][\w.’']*")
_HOURS = "early late about around at on of the day morning afternoon evening night noon midnight local time hours hrs"
_OTHER = "yesterday today tonight overnight st nd rd th a.m p.m am pm gmt utc est edt cet eet updated update"
_NAMES = frozenset(name.lower()[:length] for name in (*WEEKDAYS, *MONTHS) for length in (3, 4, 20))
_DATE_WORDS = _NAMES.union(_HOURS.split(), _OTHER.split(), ZONES.split("|"))
_FROM_NOW = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|overnight|last night|this (?:morning|afternoon|evening)|ago)\b"
)
_LABELS = re.compile(r"^\s*(?:(?:last )?updated?|posted|published)(?: (?:at|on))?:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    told: DateValue | None
    time: str | None
    form: str
    """ "heading" for a day alone on its line, "start" for one before a dash or colon, "item" of a list, "running"."""


@dataclass(frozen=True, slots=True)
class DaysAround:
    """The lines of an article with the days that they tell for others."""

    lines: Sequence[_Line]
    today: Today

    def _line_at(self, position: int) -> int | None:
        """The number of the line that a position of the text is in; None before the first."""
        after = bisect_right(self.lines, position, key=lambda line: line.start)
        return after - 1 if after else None

    def at(self, position: int) -> DateValue | None:
        """The days told for what stands at a position of the text; None where nothing tells them."""
        at = self._line_at(position)
        if at is None:
            return None
        line, above = self.lines[at], self.lines[:at]
        if line.form == "start" and line.told:
            return line.told
        return _heading(above) or (_top_of_list(above) if line.form == "item" else None)

    def today_for(self, words: str, position: int) -> Today:
        """What the days of some words are told from: an update of a live page is told on its own day.

        Under a day without a time, as in a diary, that holds for "today", "yesterday" and the like alone.
        """
        at = self._line_at(position) or 0
        told = self._stamp_at(at) if self.lines else None
        if told is None or told.latest is None or told.earliest != told.latest:
            return self.today
        late = self.today.day is not None and told.latest > self.today.day
        return self.today if late or not (told.time or _FROM_NOW.search(words.lower())) else Today(told.latest)

    def _stamp_at(self, at: int) -> DateValue | None:
        """The day and time that a line begins with, or those of the heading above it."""
        line = self.lines[at]
        return line.told if line.form == "start" and line.told else _heading(self.lines[:at])

    def completed(self, date: DateValue | None, position: int) -> DateValue | None:
        """A date without a day, with the day and time told for what stands at a position; its own words stay."""
        told, time = self.at(position), _fitting(self._time_at(position), date)
        if told is None:
            return _at_a_time(date, time)
        own = {"raw": date.raw, "span": date.span} if date else {}
        hour, part = (date.time, date.part_of_day) if date else (None, None)
        hours = {"time": hour or time or _fitting(told.time, date), "part_of_day": part or told.part_of_day}
        return told.model_copy(update={"anchor": "context", **own, **hours})

    def _time_at(self, position: int) -> str | None:
        """The time that the paragraph begins with, or the heading right above: an update of a live page has its own."""
        at = self._line_at(position)
        if at is None:
            return None
        if self.lines[at].form == "start":
            return self.lines[at].time
        return next((line.time for line in reversed(self.lines[:at]) if line.form == "heading"), None)

    def before(self, position: int) -> tuple[dt.date, dt.date] | None:
        """The days told last before a position, in its paragraph or as the only ones of the one before."""
        at = self._line_at(position)
        if at is None:
            return None
        line = self.lines[at]
        told = _days(line.text, 0, position - line.start, self.today)
        day = _day(line.text[slice(*told[-1])], line.start, self.today) if told else None
        day = day or line.told if line.form == "start" else day or (self.lines[at - 1].told if at else None)
        return (day.earliest, day.latest) if day and day.earliest and day.latest else None


def _fitting(time: str | None, date: DateValue | None) -> str | None:
    """A time that a line begins with, unless the words tell another part of the day: "before dawn" under "11:30"."""
    other = time and date and date.part_of_day and read_clock(time).part != date.part_of_day
    return None if other else time


def _at_a_time(date: DateValue | None, time: str | None) -> DateValue | None:
    if time is None or (date and date.time):
        return date
    return (date or DateValue(raw="")).model_copy(update={"time": time, "part_of_day": read_clock(time).part})


def days_around(text: str, today: Today) -> DaysAround:
    """The days of the lines of an English text, dated as a report of a day."""
    lines = list(_lines(text, today))
    first = next((n for n, line in enumerate(lines) if line.form != "heading"), len(lines))
    head = (replace(line, told=None, time=None) if _is_stamp(line, today) else line for line in lines[:first])
    return DaysAround((*head, *lines[first:]), today)


def _is_stamp(line: _Line, today: Today) -> bool:
    """True of a line above the text that tells when the report came out: no day of what it tells."""
    return _LABELS.match(line.text) is not None or (line.told is not None and line.told.latest == today.day)


def _lines(text: str, today: Today) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield _line(line, start, today)
        start += len(line) + 1


def _line(line: str, start: int, today: Today) -> _Line:
    if _is_heading(line):
        alone = not _besides(line)
        told, time = (_day(line, start, today), read_clock(line.lower()).time) if alone else (None, None)
        return _Line(start, line, told, time, "heading")
    head = _PARTED.search(line, 0, _LONGEST_HEADING)
    if head and not _ITEM.match(line) and not _besides(line[: head.start()]):
        told, time = _day(line[: head.start()], start, today), read_clock(line[: head.start()].lower()).time
        if told or time:
            return _Line(start, line, told, time, "start")
    form = "item" if _ITEM.match(line) else "running"
    return _Line(start, line, _only_day(line, start, today), None, form)


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
    """The day of the nearest heading that tells more than a time; under one that tells no day there is none."""
    headings = (line for line in reversed(above) if line.form == "heading" and (line.told or not line.time))
    return next((line.told for line in headings), None)


def _top_of_list(above: Sequence[_Line]) -> DateValue | None:
    """The day of the text that leads to a list, or of the text before that, as far as it tells one."""
    leading = (line for line in reversed(above) if line.form == "running")
    return next((line.told for line in leading if line.told), None)
