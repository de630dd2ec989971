"""Reads how many tokens a call took from what a service says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.base.types import Usage

TIER, BATCH = "service_tier", "batch"
"""Where a usage says how it was asked for, and that it was in a batch: Anthropic's own words."""


def usage_in(told: Mapping[str, Any] | None) -> Usage:
    """Tokens as a service counts them in ``usage``, OpenAI's way or Anthropic's; 0 where it says nothing."""
    if not told:
        return Usage()
    usage = _usage(told)
    return usage.batched() if told.get(TIER) == BATCH else usage


def _usage(told: Mapping[str, Any]) -> Usage:
    if "input_tokens" in told:
        read, written = _count(told, "cache_read_input_tokens"), _count(told, "cache_creation_input_tokens")
        return Usage(_count(told, "input_tokens") + read + written, read, written, _count(told, "output_tokens"))
    details = told.get("prompt_tokens_details") or {}
    return Usage(
        _count(told, "prompt_tokens"),
        # DeepSeek has its own name for it.
        _count(details, "cached_tokens") or _count(told, "prompt_cache_hit_tokens"),
        _count(details, "cache_write_tokens"),
        _count(told, "completion_tokens"),
    )


def _count(told: Mapping[str, Any], name: str) -> int:
    value = told.get(name)
    return value if isinstance(value, int) and value > 0 else 0
