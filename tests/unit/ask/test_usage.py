"""A user relies on: tokens are counted as the service counts them, whoever it is."""

from __future__ import annotations

from typing import Any

import pytest

from extract.ask.service.usage import usage_in
from extract.base.types import Usage


@pytest.mark.parametrize(
    ("told", "usage"),
    [
        (None, Usage()),
        ({}, Usage()),
        ({"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}, Usage(7, 0, 0, 3)),
        (
            {"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 5}},
            Usage(7, 5, 0, 3),
        ),
        ({"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": None}, Usage(7, 0, 0, 3)),
        ({"prompt_tokens": 9, "completion_tokens": 1, "prompt_cache_hit_tokens": 4}, Usage(9, 4, 0, 1)),
        (
            {
                "input_tokens": 7,
                "output_tokens": 3,
                "cache_read_input_tokens": 20,
                "cache_creation_input_tokens": 5,
            },
            Usage(32, 20, 5, 3),
        ),
        ({"input_tokens": 7, "output_tokens": 3, "cache_read_input_tokens": None}, Usage(7, 0, 0, 3)),
        ({"prompt_tokens": "many", "completion_tokens": -3}, Usage()),
    ],
)
def test_tokens_are_read_as_they_are_told(told: dict[str, Any] | None, usage: Usage) -> None:
    assert usage_in(told) == usage
