"""Gathers from a result what no table knew, the most frequent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from extract.knowledge.user_tables.formats.outlets import domain_of
from extract.knowledge.user_tables.formats.registry import Of
from schemas import Actor, AnyRecord, Count, DateValue, EventSet, PlaceValue

_WIDE = frozenset({"province", "region", "country", "district"})
"""Places that have no coordinates of their own because they are an area."""


@dataclass(slots=True)
class Unknown:
    """A name or words that no table knew: how often they stand where, with one sentence that has them."""

    of: Of
    words: str
    country: str | None = None
    domain: str | None = None
    count: int = 0
    articles: set[str] = field(default_factory=set)
    sentence: str = ""


def unknown_in(events: EventSet) -> list[Unknown]:
    """What no table knew: by sort of table, then the most frequent first, then by name."""
    found: dict[tuple[Of, str], Unknown] = {}
    for record in events.records:
        sentence = " … ".join(evidence.quote for evidence in record.evidence)
        for one in _of_record(record):
            _count(found, one, record.article_id, sentence)
    for article in events.articles:
        if article.outlet_table is None and (article.outlet or article.url):
            domain = domain_of(article.url) if article.url else None
            one = Unknown("outlets", article.outlet or domain or "", domain=domain)
            _count(found, one, article.id, article.title or "")
    order = list(dict.fromkeys(("actors", "places", "outlets", "days", "numbers")))
    return sorted(found.values(), key=lambda one: (order.index(one.of), -one.count, one.words.casefold(), one.words))


def _count(found: dict[tuple[Of, str], Unknown], one: Unknown, article: str, sentence: str) -> None:
    held = found.setdefault((one.of, one.words.casefold()), one)
    held.count += 1
    held.articles.add(article)
    held.country = held.country or one.country
    held.domain = held.domain or one.domain
    held.sentence = held.sentence or " ".join(sentence.split())


def _of_record(record: AnyRecord) -> Iterator[Unknown]:
    """What one record has that no table knew, each name once."""
    once: dict[tuple[Of, str], Unknown] = {}
    for name in type(record).model_fields:
        for value in _values(getattr(record, name)):
            one = _unknown(value)
            if one and one.words:
                once.setdefault((one.of, one.words.casefold()), one)
    yield from once.values()


def _values(held: object) -> Iterable[object]:
    return held if isinstance(held, tuple) else (held,) if isinstance(held, BaseModel) else ()


def _unknown(value: object) -> Unknown | None:
    if isinstance(value, Actor):
        return None if value.id or not _is_name(value.name) else Unknown("actors", value.name, value.country)
    if isinstance(value, PlaceValue):
        placed = value.latitude is not None or value.precision in _WIDE
        return None if placed else Unknown("places", value.name or value.raw, value.country)
    if isinstance(value, DateValue):
        told = value.earliest or value.weekday or (value.latest and value.anchor != "published")
        return None if told or not value.raw else Unknown("days", value.raw)
    if isinstance(value, Count) and value.low is None and value.high is None:
        return Unknown("numbers", value.raw)
    return None


def _is_name(words: str) -> bool:
    """True of words of which one that is not the first is written as a name, or of a script without capitals."""
    letters = [word for word in words.split() if word[0].isalpha()]
    cased = any(character.isupper() or character.islower() for character in words)
    return bool(letters) and (not cased or any(word[0].isupper() for word in letters))
