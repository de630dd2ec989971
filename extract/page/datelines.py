"""Finds datelines: "TEHRAN (Tasnim) –", "SAN SALVADOR, 11 Jan 90 (ACAN-EFE) --", "WASHINGTON —"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from extract.knowledge.language.page_words import word_set
from extract.knowledge.language.written_dates import find_dates, find_month_and_day

_LONGEST = 140
"""Code points within which a dateline ends: places, a day and agencies."""
_MOST_WORDS = 8
"""Words in the place of a dateline, two towns and a country."""
_SHORTEST_IN_CAPITALS = 3
"""Letters: two capitals are as often an abbreviation ("UN – ") as a place."""
_BREAK = re.compile(
    r"\s*(?:[—–―−]+|--+|\s-(?=\s)|(?<=[)/])\.?\s*[-:_]|(?<=/)\.(?=\s)|(?<=,)\s*[A-Z]{2,6}-(?=\s)|\s_(?=\s))\s*"
)
_MAY_BREAK = re.compile(r"[—–―−_)/-]")
"""One of these is in every break; most lines have none of them."""

_SMALL_WORDS = frozenset({"de", "del", "la", "el", "al", "of", "and"})
_OPENERS = frozenset({"the", "a", "an", "in", "on", "at", "this"})
_BRACKETED = re.compile(r"[(/]([^()/]{2,60})[)/]")
_TRAILING_AGENCY = re.compile(r"([A-Z]{2,6})-")
_DOMAIN = re.compile(r"(?i)\b[\w-]+\.(?:com|org|net|info|news|ir|iq|tv|co\.\w\w|[a-z]{2})$")
_NEWS_WORD = re.compile(
    r"(?i)\b(?:news|press|agency|agencia|radio|televisi[oó]n|television|tv|service|times|post|daily|network)\b"
)


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """Where a report was filed, by whom and when, and how many code points of the line say so."""

    place: str | None
    agency: str | None
    day: dt.date | None
    length: int


def find_dateline(line: str) -> FoundDateline | None:
    """The dateline that opens the line, else None.

    Needs a dash and, before it, a place in capitals, or a place beside a news agency or a day.
    """
    opening = _BREAK.search(line[:_LONGEST]) if _MAY_BREAK.search(line, 0, _LONGEST) else None
    if not opening or opening.end() == 0:
        return None
    if line[opening.end() : opening.end() + 1].islower():
        return None
    head = line[: opening.start()]
    bracketed = _BRACKETED.findall(head) + _TRAILING_AGENCY.findall(opening.group())
    if not head.strip() or re.search(r"[?!;“”\"]", head):
        return None
    agency = next((name.strip() for name in reversed(bracketed) if _is_name(name)), None)
    dates = find_dates(head)
    bare = find_month_and_day(head)[:1]
    rest = _without(head, [(date.start, date.end) for date in dates] or list(bare))
    place = _BRACKETED.sub(" ", rest).strip(" ,.:[]\t/") or None
    if not _is_dateline(place, agency, bracketed=bool(bracketed), dated=bool(dates or bare), line=line):
        return None
    named = agency if agency and agency.casefold() not in word_set("outlets", "not_agencies") else None
    end = opening.end() - (len(opening.group()) - len(opening.group().rstrip()))
    return FoundDateline(place, named, dates[0].day if dates else None, end)


def _is_dateline(place: str | None, agency: str | None, *, bracketed: bool, dated: bool, line: str) -> bool:
    known = agency is not None and _is_agency(agency)
    if place is None:
        return known
    if place.casefold() in word_set("outlets", "not_places") or not _may_be_place(place):
        return False
    in_capitals = place.split(",", maxsplit=1)[0].isupper() and len(place) >= _SHORTEST_IN_CAPITALS
    if in_capitals and not line.isupper():
        return True
    return known or (dated and (in_capitals or not bracketed))


def _may_be_place(place: str) -> bool:
    """Whether every word could belong to a place's name, and it is not "The ..." or "In ..."."""
    words = re.split(r"[\s,/]+", place)
    capital = all(word[:1].isupper() or word.casefold() in _SMALL_WORDS for word in words)
    return capital and len(words) <= _MOST_WORDS and words[0].casefold() not in _OPENERS and not re.search(r"\d", place)


def _is_name(bracketed: str) -> bool:
    return not find_dates(bracketed) and not re.fullmatch(r"[\d\s:.,]+(?:gmt|utc|local)?", bracketed, re.IGNORECASE)


def _is_agency(name: str) -> bool:
    folded = name.strip().casefold()
    listed = folded in word_set("outlets", "agencies") or folded in word_set("outlets", "not_agencies")
    return listed or bool(_DOMAIN.search(name) or _NEWS_WORD.search(name))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return " ".join(text.split())
