"""Tokens and cost of a run, of each article and of each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from extract.ask.service.pricing import Price, Prices
from extract.base.types import Answer, Usage, Window
from schemas import AnyRecord, EventSet


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs in US dollars, None where the price is not known; ``prices`` says whose they are.

    ``spent`` is this run's own, ``replayed`` what the recorded answers cost when they were asked.
    Answers asked for again and answers that came to nothing count.  A call's cost is shared equally
    by the records it gave; what gave none, or a record in no event, is in no event's cost.
    """

    prices: str = "nothing was read"
    currency: str = "USD"
    spent: float | None = 0.0
    replayed: float | None = 0.0
    spent_tokens: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    events: Mapping[str, float] = field(default_factory=dict)


def costs_of(
    asked: Sequence[Window],
    answers: Sequence[Answer],
    events: EventSet,
    prices: Prices,
    *,
    besides: Sequence[Answer] = (),
) -> Costs:
    """The cost of a run, by article and by event; what was asked ``besides``, of no article alone, is in the whole."""
    every = (*answers, *besides)
    spent = sum((usage for answer in every for usage in answer.usages), Usage())
    before = sum((usage for answer in every for usage in answer.replayed), Usage())
    cost = prices.cost
    return replace(
        total_costs(spent, before, prices),
        articles=dict(by_article(asked, answers, cost)),
        events=_by_event(shares_of(asked, answers, events.records, cost), events) if cost else {},
    )


def total_costs(spent: Usage, replayed: Usage, prices: Prices) -> Costs:
    """The cost of a run in all; that of each article and event is held by nobody where there are very many."""
    cost = prices.cost
    return Costs(
        prices=prices.source,
        spent=_dollars(cost, spent),
        replayed=_dollars(cost, replayed),
        spent_tokens=_tokens(spent),
    )


def by_article(
    asked: Sequence[Window], answers: Sequence[Answer], cost: Price | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Calls, tokens and cost of each article that was asked about, in order of their ids."""
    usages: dict[str, list[Usage]] = {}
    for window, answer in zip(asked, answers, strict=True):
        usages.setdefault(window.article.id, []).extend((*answer.usages, *answer.replayed))
    for article_id, each in sorted(usages.items()):
        total = sum(each, Usage())
        yield article_id, {"calls": len(each), **_tokens(total), "cost": _dollars(cost, total)}


def shares_of(
    asked: Sequence[Window], answers: Sequence[Answer], records: Iterable[AnyRecord], cost: Price
) -> dict[str, Decimal]:
    """The share of each record in the cost of the call that gave it, by the record's id."""
    told: dict[tuple[str, str], list[AnyRecord]] = {}
    for record in records:
        told.setdefault((record.article_id, record.kind), []).append(record)
    shares: dict[str, Decimal] = {}
    for window, answer in zip(asked, answers, strict=True):
        start, end = window.targets[0].start, window.targets[-1].end
        here = [one for kind in window.kinds for one in told.get((window.article.id, kind), ())]
        given = [record.id for record in here if start <= record.evidence[0].start < end]
        if given:
            shares |= dict.fromkeys(given, cost(answer.usage) / len(given))
    return shares


def _by_event(shares: Mapping[str, Decimal], events: EventSet) -> dict[str, float]:
    return {
        event.id: rounded(sum((shares.get(record, Decimal(0)) for record in event.records), Decimal(0)))
        for event in events.events
    }


def _tokens(usage: Usage) -> dict[str, int]:
    return {
        "prompt_tokens": usage.prompt_tokens,
        "cached_tokens": usage.cached_tokens,
        "cache_write_tokens": usage.cache_write_tokens,
        "completion_tokens": usage.completion_tokens,
    }


def _dollars(cost: Price | None, usage: Usage) -> float | None:
    return None if cost is None else rounded(cost(usage))


def rounded(cost: Decimal) -> float:
    """Dollars to a millionth."""
    return float(round(cost, 6))
