"""Days that follow from others: "a day earlier" than those told before, and by the day that a report came out."""

from __future__ import annotations

import datetime as dt
import re

from extract.knowledge.language.days import Now, ToldDays, last_told
from extract.knowledge.language.language import Language
from extract.normalise.day_reading import DAY, Today, small_number
from schemas import DateValue
from schemas.values import DateAnchor

Days = tuple[dt.date, dt.date]

_LOOKED_BACK = 1_000
"""Code points before words in which the day is looked for that they are told from: a few paragraphs."""

_COUNT_OF = r"(?P<number>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>day|week)s?"
_NONE_OF = "(?P<number>)(?P<unit>)"
_FROM_THERE = (
    (re.compile(rf"\b{_NONE_OF}(?:that|the same) (?:day|morning|afternoon|evening)\b"), 0),
    (re.compile(rf"\b{_NONE_OF}(?:the )?(?:day|previous day) before\b(?! yesterday)|\bthe previous day\b"), -1),
    (re.compile(rf"\b{_NONE_OF}the (?:next|following) (?:day|morning|afternoon|evening)\b"), 1),
    (re.compile(rf"\b{_COUNT_OF} (?:earlier|previously)\b"), -1),
    (re.compile(rf"\b{_COUNT_OF} (?:later|afterwards)\b"), 1),
)
"""What counts from a day told before, and the way it counts.

"A day after" is none: "it came a day after another had killed five" tells of the other.
"""


def days_from(text: str, told: Days) -> Days | None:
    """The days that lower-case words count from those told before; None where they count from none."""
    for pattern, shift in _FROM_THERE:
        if match := pattern.search(text):
            number = small_number(match["number"]) if match["number"] else 1
            if number is None:
                return None
            days = number * shift * (7 if match["unit"] == "week" else 1) * DAY
            return told[0] + days, told[1] + days
    return None


def by_publication(date: DateValue | None, published: dt.date | None) -> DateValue | None:
    """A date that nothing tells, with the day by which what is told as done was done: that of the report."""
    if published is None or (date and (date.earliest or date.latest)):
        return date
    return (date or DateValue(raw="")).model_copy(update={"latest": published, "anchor": "published"})


def told_before(text: str, language: Language, today: Today) -> tuple[dt.date, dt.date] | None:
    """The days that the end of a text in another language than English tells last; None where it tells none."""
    return last_told(text[-_LOOKED_BACK:], language.calendar, language.numbers, Now(today.day))


def anchor_of(told: ToldDays) -> DateAnchor:
    """What tells the days that words of another language tell."""
    if told.earliest is None and told.latest is None:
        return "nothing"
    return "context" if told.beside else "text" if told.written else "article_date"
