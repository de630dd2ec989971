"""The day an article gives its incident, by pattern; frozen, for the benchmark of fusion."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import Today
from schemas import DateValue, Evidence, Span

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"\b(?:(?:{_WEEKDAY},? )?{_MONTH} \d{{1,2}}(?:,? (?:19|20)\d\d)?|{_WEEKDAY})\b")
_ATTACK = re.compile(
    r"\b(?:sho(?:t|ot)\w*|gun\w*|kill\w*|wound\w*|dead|died|slain|murder\w*|homicide|stabb\w*)\b", re.I
)
_FURNITURE = re.compile(r"\b(?:posted|updated|published|last modified)\b[^.\n]*", re.I)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=[a-z0-9])[^.!?\n]*|[.] ?(?=\d))*")


def told_date(evidence: Sequence[Evidence], published: dt.date | None) -> DateValue | None:
    """The first day told in a sentence on the attack; None where there is none, or none that can be resolved."""
    for passage in evidence:
        skipped = [match.span() for match in _FURNITURE.finditer(passage.quote)]
        for sentence in _SENTENCE.finditer(passage.quote):
            if not _ATTACK.search(sentence.group()):
                continue
            for day in _DAY.finditer(passage.quote, *sentence.span()):
                if not any(start <= day.start() < end for start, end in skipped):
                    return _resolved(day, passage, published)
    return None


def _resolved(day: re.Match[str], passage: Evidence, published: dt.date | None) -> DateValue | None:
    span = Span(start=passage.start + day.start(), end=passage.start + day.end())
    value = read_date(day.group(), DateContext(Today(published)), span=span)
    return value if value.earliest and value.precision == "day" else None
