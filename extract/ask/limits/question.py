"""How large a request is, estimated before it is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from extract.base.types import Usage

BYTES_A_TOKEN = 4
"""Bytes of a request, its schema included, for one token: a rule of thumb, near the truth for news in most languages.

Source: the recorded answers to the seeds: 3.7 to 3.8 bytes of messages a token.
"""

_FEWEST_BYTES_A_TOKEN = 3
"""Tokenizers of today's models make a token of four bytes of English and of three of most other text: the dear case."""

# Within a text of the body these quote marks would be escaped: what is found is the field.
_LIMIT = re.compile(rb'"max_(?:completion_)?tokens"\s*:\s*(\d+)')


@dataclass(frozen=True, slots=True)
class Question:
    """Tokens of a request about, and of its answer at most; ``in_batch`` where it is asked at the price of batches."""

    prompt_tokens: int
    most_prompt_tokens: int
    most_answer_tokens: int
    in_batch: bool = False

    @classmethod
    def of(cls, body: bytes) -> Self:
        """The size of a request by its body."""
        limit = _LIMIT.search(body)
        return cls(
            -(-len(body) // BYTES_A_TOKEN), -(-len(body) // _FEWEST_BYTES_A_TOKEN), int(limit[1]) if limit else 0
        )

    @property
    def most(self) -> Usage:
        """The most it may take."""
        # Writing to a cache costs more than reading a prompt without one.
        usage = Usage(self.most_prompt_tokens, 0, self.most_prompt_tokens, self.most_answer_tokens)
        return usage.batched() if self.in_batch else usage
