"""The cost of a reader, from its exchanges over the wire."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ..answer_store import Exchange


@dataclass(frozen=True, slots=True)
class Cost:
    """Sums over all texts of a set.

    ``unparsed`` answers are not JSON (cut off, or refused); ``reasks`` are requests that continue an earlier one;
    ``seconds`` are those the model took when it was really asked, not those of a rerun.
    """

    calls: int
    unparsed: int
    reasks: int
    tokens: int
    seconds: float


def cost(exchanges: Sequence[Exchange]) -> Cost:
    """The cost of the exchanges."""
    conversations = {_words(exchange.request["messages"]) for exchange in exchanges}
    return Cost(
        calls=len(exchanges),
        unparsed=sum(not _parses(exchange) for exchange in exchanges),
        reasks=sum(_continues(exchange, conversations) for exchange in exchanges),
        tokens=sum(exchange.tokens for exchange in exchanges),
        seconds=round(sum(exchange.seconds for exchange in exchanges), 1),
    )


def _parses(exchange: Exchange) -> bool:
    try:
        json.loads(exchange.content or "")
    except ValueError:
        return False
    return True


def _continues(exchange: Exchange, conversations: set[str]) -> bool:
    messages = exchange.request["messages"]
    return any(_words(messages[:end]) in conversations for end in range(1, len(messages)))


def _words(messages: object) -> str:
    return json.dumps(messages, sort_keys=True)
