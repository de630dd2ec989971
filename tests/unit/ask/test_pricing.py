"""A user relies on: a price comes from a list or is said to be unknown, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.ask.service.pricing import FREE, prices_of
from extract.base.types import Usage


def test_what_is_cached_costs_less_and_every_answer_token_counts() -> None:
    prices = prices_of("openai", "gpt-4o-mini", base_url=None)
    assert prices.cost is not None
    assert "OpenAI" in prices.source
    plain, cached = prices.cost(Usage(1_000_000)), prices.cost(Usage(1_000_000, cached_tokens=1_000_000))
    answered = prices.cost(Usage(1_000_000, completion_tokens=1_000_000))
    assert Decimal(0) < cached < plain < answered


def test_writing_to_anthropics_cache_costs_more() -> None:
    cost = prices_of("anthropic", "claude-sonnet-4-5", base_url=None).cost
    assert cost is not None
    assert cost(Usage(1000, cache_write_tokens=1000)) > cost(Usage(1000))


@pytest.mark.parametrize(
    ("model", "base_url"),
    [("no-such-model", None), ("gpt-4o-mini", "http://127.0.0.1:8080/v1")],
    ids=["model", "server"],
)
def test_a_price_that_is_not_listed_is_unknown(model: str, base_url: str | None) -> None:
    prices = prices_of("openai", model, base_url=base_url)
    assert prices.cost is None
    assert prices.source.startswith("not known to genai-prices")


def test_a_server_that_the_list_knows_has_its_own_prices() -> None:
    prices = prices_of("openai", "deepseek-chat", base_url="https://api.deepseek.com/v1")
    assert "Deepseek" in prices.source.title()


def test_a_model_of_ones_own_costs_nothing() -> None:
    assert FREE.cost is not None
    assert FREE.cost(Usage(10**9, completion_tokens=10**9)) == 0
