"""One strike-like record of each article by frozen rules, without a model; the gold incident is never looked at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas import ArticleInfo, Count, DateValue, Evidence, Span, StrikeRecord
from schemas.values import CountUnit

from .incident_files import IncidentArticle
from .us_places import find_place

LEAD = 700
"""Code points of the text that are evidence beside the title: its first paragraphs."""

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}
_N = rf"(?<![\d.,$-])(?P<n>\d{{1,3}}|{'|'.join(_WORDS)})(?![- ]years?\b|-)"
_WHO = r"(?: other)?(?: (?:more|people|persons|men|women|teens|teenagers|children|officers|victims|others|students))?"
_BE = r"(?: (?:was|were|are|is|have been|has been))?"
_TOLLS: tuple[tuple[CountUnit, re.Pattern[str]], ...] = (
    ("killed", re.compile(rf"\b{_N}{_WHO}{_BE} (?:shot (?:and killed|to death)|fatally shot|killed|dead)\b", re.I)),
    ("killed", re.compile(rf"\bkill(?:s|ed|ing) {_N}\b", re.I)),
    ("injured", re.compile(rf"\b{_N}{_WHO}{_BE} (?:injured|wounded|hurt|hospitalized)\b", re.I)),
    ("injured", re.compile(rf"\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?) {_N}\b", re.I)),
)  # fmt: skip

_ONE: tuple[tuple[CountUnit, re.Pattern[str]], ...] = (
    ("killed", re.compile(r"\b(?:fatal(?:ly)?|killed|killing|slain|slaying|murder|homicide|died|dead|deadly)\b", re.I)),
    ("injured", re.compile(r"\b(?:injured|wounded|injuries|hospitalized|hurt|critical condition|survived)\b", re.I)),
)
"""Words that tell of one person where no number stands."""


class Benchmarked(NamedTuple):
    """An article as the reconciler takes it: what is known of it, its text, and its one record."""

    info: ArticleInfo
    text: str
    record: StrikeRecord


def benchmarked(article: IncidentArticle) -> Benchmarked:
    """The article with one strike: title and lead as evidence, its date open but for the day it was told by."""
    text = f"{article.title}\n\n{article.text}"
    evidence = _evidence(article.title, text)
    told = " ".join(passage.quote for passage in evidence)
    info = ArticleInfo(
        id=article.id,
        path=f"{article.id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=article.title,
        outlet=article.outlet,
        published=article.published.isoformat() if article.published else None,
        language="en",
    )
    record = StrikeRecord(
        id=f"strike-{article.id}",
        article_id=article.id,
        evidence=evidence,
        method="shooting" if re.search(r"\b(?:shoot|shot|gun)", told, re.I) else "other",
        date=DateValue(raw=str(article.published), latest=article.published) if article.published else None,
        place=find_place(text),
        casualties=tuple(tolls(evidence)),
    )
    return Benchmarked(info, text, record)


def tolls(evidence: Sequence[Evidence]) -> Iterable[Count]:
    """The first number of each unit that the evidence tells; one person where it tells of a death or wound alone."""
    for unit in ("killed", "injured"):
        found = _told(unit, evidence) or _implied(unit, evidence)
        if found:
            yield found


def _told(unit: str, evidence: Sequence[Evidence]) -> Count | None:
    for passage in evidence:
        matches = [match for of, pattern in _TOLLS if of == unit for match in pattern.finditer(passage.quote)]
        if matches:
            first = min(matches, key=lambda match: (match.start(), match.end()))
            return _count(unit, first, passage, _NUMBERS.get(first["n"].lower()) or int(first["n"]))
    return None


def _implied(unit: str, evidence: Sequence[Evidence]) -> Count | None:
    patterns = [pattern for of, pattern in _ONE if of == unit]
    found = ((passage, pattern.search(passage.quote)) for passage in evidence for pattern in patterns)
    return next((_count(unit, match, passage, 1, at_least=True) for passage, match in found if match), None)


def _count(unit: str, match: re.Match[str], passage: Evidence, number: int, *, at_least: bool = False) -> Count:
    span = Span(start=passage.start + match.start(), end=passage.start + match.end())
    bounds = {"high": None, "qualifier": "at_least"} if at_least else {"high": number}
    return Count.model_validate({"raw": match.group(), "span": span, "low": number, "unit": unit, **bounds})


def _evidence(title: str, text: str) -> tuple[Evidence, ...]:
    start = len(title) + 2
    end = min(len(text), start + LEAD)
    passages = [(0, len(title)), (start, end)]
    return tuple(Evidence(start=a, end=b, quote=text[a:b]) for a, b in passages if b > a)
