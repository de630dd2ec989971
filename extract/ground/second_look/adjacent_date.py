"""The day that stands right beside the word for an event: "Friday's raid", "a Saturday meeting", "shelled on 3 May".

Small models often leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.knowledge.language.read import read_language
from extract.knowledge.language.written_dates import find_dates, find_month_and_day
from schemas import Span

_DAY_BEFORE = re.compile(r"(?:['’]s?)?(?:\s[\w.'’-]+){0,3}\s")
_DAY_BEHIND = re.compile(r"(?:\s[\w.'’-]+){0,5}?\s(?:on|in|early|late|last|this)\s")
_OWNS = re.compile(r"['’]s?\s(?:[\w’'-]+\s){0,3}")
_WITHIN = re.compile(r",?\s(?:[\w’'-]+\s){0,2}")
_ARTICLE = re.compile(r"\b(?:the|an?|this|that)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|of|since|until|by)\s$", re.IGNORECASE)
"""Before it a day goes with what stands before: "said on Monday the bomb"."""

_CLOSED_YEAR = re.compile(r"\d{4},")
"""A date with its year has a comma behind it: "the April 15, 2013, attack"."""

_OPENING = re.compile(r"\s*(?:(?:early|late|earlier|later)\s)?on\s", re.IGNORECASE)
_SHORTEST_NAME = 4
"""Letters: shorter forms of weekdays ("sat", "sun") are words of their own."""


def date_beside(sentence: str, places: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> Span | None:
    """The one day that stands beside a word for the event, None if none does or several do.

    Args:
        sentence: its text; the span is of it.
        places: start and end of each word for the event.
        others: of each word for something else that may have a day of its own, such as a verb of saying.
    """
    found = {day for day in _days(sentence) if any(_beside(sentence, day, place, others) for place in places)}
    return Span(start=min(found)[0], end=min(found)[1]) if len(found) == 1 else None


def date_within(sentence: str, place: tuple[int, int]) -> Span | None:
    """The one day inside the phrase for an event: "Saturday's terror attack", "the May 22 concert bombing"."""
    found = [day for day in _days(sentence) if day[1] <= place[0] and _is_part(sentence, day, place)]
    return Span(start=found[0][0], end=found[0][1]) if len(found) == 1 else None


def _is_part(sentence: str, day: tuple[int, int], place: tuple[int, int]) -> bool:
    if _OWNS.fullmatch(sentence, day[1], place[0]):
        return True
    return bool(_WITHIN.fullmatch(sentence, day[1], place[0]) and _ARTICLE.search(sentence[: day[0]]))


def _beside(sentence: str, day: tuple[int, int], place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    before = day[1] <= place[0]
    start, end = (day[1], place[0]) if before else (place[1], day[0])
    if any(start <= other[0] < end for other in others if other != place):
        return False
    if before and _CLOSED_YEAR.match(sentence, start - 4):
        start += 1
    if not before:
        return bool(_DAY_BEHIND.fullmatch(sentence, start, end))
    if _OPENING.fullmatch(sentence[: day[0]]):
        return sentence[day[1] : day[1] + 1] == ","
    return bool(_DAY_BEFORE.fullmatch(sentence, start, end)) and not _ON.search(sentence[: day[0]])


def _days(sentence: str) -> list[tuple[int, int]]:
    """Days named in full, by day and month, or by weekday, each once, the fullest form of each."""
    full = [(date.start, date.end) for date in find_dates(sentence)]
    for places in (find_month_and_day(sentence), [match.span() for match in _weekday().finditer(sentence)]):
        full += [place for place in places if not any(start <= place[0] < end for start, end in full)]
    return full


@cache
def _weekday() -> re.Pattern[str]:
    names = sorted(name for name in read_language("en").calendar.weekdays if len(name) >= _SHORTEST_NAME)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
