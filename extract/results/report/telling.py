"""How the telling of an event went on: who told it first, how its toll changed from day to day, and who speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.results.report.cards import Card
from extract.results.report.date_text import short_day
from extract.results.report.library import Library
from extract.results.report.wording import value_text
from schemas import AnyEvent, Toll, values_in


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words are told, with the cards of the statements, in their order."""

    name: str
    statements: tuple[Card, ...]


def first_told(event: AnyEvent, library: Library) -> str:
    """The outlets by the day they published it, where that is more than one: "27 Feb 2021 A, B; 28 Feb 2021 C"."""
    days: dict[str, list[str]] = defaultdict(list)
    for article_id in event.articles:
        article = library.articles.get(article_id)
        if article and article.published:
            days[article.published].append(article_id)
    if len(days) < 2:  # noqa: PLR2004 (a first and a later day)
        return ""
    return "; ".join(f"{short_day(day)} {', '.join(library.outlets(days[day]))}" for day in sorted(days))


def toll_trail(event: AnyEvent, library: Library) -> str:
    """Each figure by the day it was first published, where figures of one unit came on several days:
    "26 Feb 2021: 17 killed → 27 Feb 2021: 22 killed".
    """
    trails = [_trail(told) for told in _published(event, library).values()]
    return "; ".join(trail for trail in trails if trail)


def _published(event: AnyEvent, library: Library) -> Mapping[str, list[tuple[str, str]]]:
    """The figures of each unit with the day each was first published."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim in event.claims:
        if isinstance(claim.value, Toll):
            records = library.records_of(claim.records)
            days = [library.articles[one.article_id].published for one in records if one.article_id in library.articles]
            if known := [day for day in days if day]:
                found[claim.value.unit].append((min(known), value_text(claim.value)))
    return found


def _trail(told: Sequence[tuple[str, str]]) -> str:
    by_day: dict[str, list[str]] = defaultdict(list)
    for day, figure in sorted(told):
        by_day[day].append(figure)
    if len(by_day) < 2:  # noqa: PLR2004 (as above)
        return ""
    return " → ".join(f"{short_day(day)}: {', '.join(figures)}" for day, figures in by_day.items())


def speakers(cards: Iterable[Card], library: Library) -> tuple[Speaker, ...]:
    """Who speaks, with what is told of it: who says most first, then by name."""
    said: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for actor in dict.fromkeys(one.name for one in values_in(library.events[card.id], "speaker")):
            said[actor].append(card)
    ordered = sorted(said.items(), key=lambda one: (-len(one[1]), one[0].casefold(), one[0]))
    return tuple(Speaker(name, tuple(told)) for name, told in ordered)
