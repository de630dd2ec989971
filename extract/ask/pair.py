"""Two passages that may tell one thing, as a model is asked about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.base.passage import passage
from extract.results.report.wording import toll_text, value_text
from schemas import KINDS, AnyRecord, ArticleInfo, Count, EventSet, Evidence, Toll, Unsure, values_in

MOST_EVIDENCE = 1_200
"""Code points of evidence shown of one side; the sentences that name the pair come first."""

MOST_TRANSLATED = 12
"""Copied words shown with their English."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What one article tells of a thing: the sentences, with the text around them, and what they were read as.

    ``english`` has copied words with their English, where a model gave it.
    """

    outlet: str | None
    published: dt.date | None
    title: str | None
    text: str
    around: str
    english: Mapping[str, str]
    read_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records (by id) of one kind that the rules left unsure, with the passages that tell them."""

    kind: str
    records: tuple[str, str]
    score: float
    passages: tuple[Passage, Passage]


def pairs_of(unsure: Sequence[Unsure], events: EventSet, texts: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs with their passages: of each side all that its article tells of the event that the record is in."""
    records = {record.id: record for record in events.records}
    articles = {article.id: article for article in events.articles}
    together = {name: event.records for event in events.events for name in event.records}
    for pair in unsure:
        sides = []
        for name in pair.records:
            record = records[name]
            others = (records[one] for one in together.get(name, ()) if one != name)
            told = [record, *(one for one in others if one.article_id == record.article_id)]
            sides.append(_passage(told, articles[record.article_id], texts.get(record.article_id, "")))
        yield Pair(records[pair.records[0]].kind, pair.records, pair.score, (sides[0], sides[1]))


def _passage(told: Sequence[AnyRecord], article: ArticleInfo, text: str) -> Passage:
    evidence = _evidence(told)
    pieces = "".join(piece.text for piece in passage(text, evidence)) if text else ""
    return Passage(
        outlet=article.outlet,
        published=dt.date.fromisoformat(article.published) if article.published else None,
        title=article.title,
        text=" … ".join(one.quote for one in sorted(evidence, key=lambda one: one.start)),
        around=pieces,
        english=dict(list(_english(told))[:MOST_TRANSLATED]),
        read_as=tuple(dict.fromkeys(_read_as(told))),
    )


def _evidence(told: Sequence[AnyRecord]) -> list[Evidence]:
    """The evidence of the first record, and of the others as long as it is not too much."""
    every = list(dict.fromkeys(one for record in told for one in record.evidence))
    kept, room = every[:1], MOST_EVIDENCE - len(every[0].quote)
    for one in every[1:]:
        if (room := room - len(one.quote)) < 0:
            break
        kept.append(one)
    return kept


def _english(told: Sequence[AnyRecord]) -> Iterator[tuple[str, str]]:
    for record in told:
        for field in KINDS[record.kind].fields():
            for value in values_in(record, field.name):
                if english := getattr(value, "english", None):
                    yield value.raw, english


def _read_as(told: Sequence[AnyRecord]) -> Iterator[str]:
    """Days, places, parties and figures, a line each at most; what is told is in the text anyway."""
    for record in told:
        for field in KINDS[record.kind].fields("date", "place", "actor", "count"):
            for value in values_in(record, field.name):
                role = f"{field.name.replace('_', ' ')} " if field.sort == "actor" else ""
                counted = isinstance(value, Count)
                yield role + (
                    toll_text(Toll(unit=value.unit, low=value.low, high=value.high)) if counted else value_text(value)
                )
