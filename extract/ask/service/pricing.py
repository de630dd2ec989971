"""Prices of tokens: those of hosted models come from genai-prices, a maintained list that ships with its package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from importlib import metadata

from extract.base.types import Usage

Price = Callable[[Usage], Decimal]
"""US dollars for tokens."""

OF_A_BATCH = Decimal("0.5")
"""What a batch costs of the full price, where the list has none for batches.

Source: https://platform.openai.com/docs/guides/batch; https://platform.claude.com/docs/en/build-with-claude/batch-processing
"""

_IN_BATCH = {"processing": "batch"}


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of a model, and who says so; ``cost`` is None where nobody knows."""

    source: str
    cost: Price | None


FREE = Prices("a model of one's own", lambda _: Decimal(0))


def prices_of(provider: str, model: str, *, base_url: str | None) -> Prices:
    """The prices of a hosted model; of a server at ``base_url`` only if the list knows whose that is."""
    # Imported here: reading the list takes longer than a replay of a small folder.
    from genai_prices import Usage as PricedUsage  # noqa: PLC0415
    from genai_prices import calc_price  # noqa: PLC0415

    price = partial(calc_price, model_ref=model, provider_id=provider)
    if base_url is not None:
        price = partial(calc_price, model_ref=model, provider_api_url=base_url)

    def at_once(usage: Usage, **context: Mapping[str, str]) -> Decimal:
        counted = PricedUsage(
            input_tokens=usage.prompt_tokens,
            cache_read_tokens=usage.cached_tokens,
            cache_write_tokens=usage.cache_write_tokens,
            output_tokens=usage.completion_tokens,
        )
        return price(counted, **context).total_price

    def cost(usage: Usage) -> Decimal:
        batched = usage.in_batch
        if batched is None:
            return at_once(usage)
        full, listed = at_once(batched), at_once(batched, price_context=_IN_BATCH)
        # Where the list has no price for batches, it gives the full one.
        return at_once(usage.at_once) + (listed if listed != full else full * OF_A_BATCH)

    try:
        listed = price(PricedUsage(input_tokens=1, output_tokens=1))
    except (LookupError, ValueError):
        return Prices(f"not known to genai-prices {_version()}", None)
    return Prices(f"genai-prices {_version()}: {listed.provider.name}, {listed.model.name or listed.model.id}", cost)


def _version() -> str:
    return metadata.version("genai-prices")
