"""Gathers from a result what no table knew, the most frequent first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from pydantic import BaseModel

from extract.knowledge.language.tokens import key, tokens
from extract.knowledge.user_tables.formats.outlets import domain_of
from extract.knowledge.user_tables.formats.registry import Of
from extract.knowledge.world.known import ActorTables, RoleWords
from schemas import Actor, AnyRecord, ArticleInfo, Count, DateValue, PlaceValue

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


ORDER: tuple[Of, ...] = ("actors", "places", "outlets", "days", "numbers")


def unknown_in(
    records: Iterable[AnyRecord], articles: Iterable[ArticleInfo], known: ActorTables, roles: RoleWords
) -> list[Unknown]:
    """What no table knew: by sort of table, then the most frequent first, then by name.

    Args:
        records: of the result to look through.
        articles: of that result, for their outlets.
        known: actors, by whose names a description is told from a name ("an Iraqi official").
        roles: words that tell what somebody is.
    """
    found: dict[tuple[Of, str], Unknown] = {}
    for record in records:
        for one in _of_record(record, partial(_is_name, known=known, roles=roles)):
            _count(found, one, record.article_id)
    for article in articles:
        if article.outlet_table is None and (article.outlet or article.url):
            domain = domain_of(article.url) if article.url else None
            title = article.title or ""
            _count(found, Unknown("outlets", article.outlet or domain or "", domain=domain, sentence=title), article.id)
    return sorted(found.values(), key=lambda one: (ORDER.index(one.of), -one.count, one.words.casefold(), one.words))


def _count(found: dict[tuple[Of, str], Unknown], one: Unknown, article: str) -> None:
    held = found.setdefault((one.of, _compared(one)), one)
    held.count += 1
    held.articles.add(article)
    held.country = held.country or one.country
    held.domain = held.domain or one.domain
    held.sentence = held.sentence or one.sentence


def _compared(one: Unknown) -> str:
    """The form in which names are one: a party's in any script, as the tables look it up."""
    return " ".join(key(one.words)) if one.of == "actors" else one.words.casefold()


def _of_record(record: AnyRecord, is_name: Callable[[str], bool]) -> Iterator[Unknown]:
    """What one record has that no table knew, each name once."""
    once: dict[tuple[Of, str], Unknown] = {}
    values = [value for name in type(record).model_fields for value in _values(getattr(record, name))]
    towns = {word for place in values if isinstance(place, PlaceValue) for word in _names_in(place.raw)}
    for value in values:
        one = _unknown(value)
        if one is None or not one.words:
            continue
        if one.of == "actors" and (not is_name(one.words) or towns.issuperset(_names_in(one.words))):
            continue
        one.sentence = " ".join(_sentence(record, value).split())
        once.setdefault((one.of, _compared(one)), one)
    yield from once.values()


def _values(held: object) -> Iterable[object]:
    return held if isinstance(held, tuple) else (held,) if isinstance(held, BaseModel) else ()


def _sentence(record: AnyRecord, value: object) -> str:
    """The sentence in which a value stands, else the first of its record."""
    at = getattr(value, "span", None)
    around = (one for one in record.evidence if at and one.start <= at.start < one.end)
    return next(around, record.evidence[0]).quote


def _unknown(value: object) -> Unknown | None:
    if isinstance(value, Actor):
        return None if value.id else Unknown("actors", value.name, value.country)
    if isinstance(value, PlaceValue):
        placed = value.latitude is not None or value.precision in _WIDE or value.countries
        called = value.name or value.raw
        return None if placed or not _has_capital(value.raw) else Unknown("places", called, value.country)
    if isinstance(value, DateValue):
        told = value.earliest or value.weekday or (value.latest and value.anchor != "published")
        return None if told or not value.raw else Unknown("days", value.raw)
    if isinstance(value, Count) and value.low is None and value.high is None:
        return Unknown("numbers", value.raw)
    return None


def _is_name(words: str, known: ActorTables, roles: RoleWords) -> bool:
    """True of words of which some are a name that no table has, or of a script without capitals.

    Countries, bodies that are known and words for what somebody is are no names: "Western officials".
    """
    if not _has_case(words):
        return any(map(str.isalpha, words))
    told = tokens(words)
    at = 0
    while at < len(told):
        met = known.states.at(told, at) or known.groups.at(told, at) or known.institutions.at(told, at)
        if met is None and told[at].capital and not any(told[at].key in words for words in roles.lists.values()):
            return True
        at += met[0] if met else 1
    return False


def _has_capital(words: str) -> bool:
    """True of words of which one is written as a name is: no "a farm nearby"."""
    return not _has_case(words) or bool(_names_in(words))


def _has_case(words: str) -> bool:
    """True of a script that has capitals."""
    return words.lower() != words.upper()


def _names_in(words: str) -> set[str]:
    """The words with a capital, as they compare."""
    return {word.key for word in tokens(words) if word.capital}
