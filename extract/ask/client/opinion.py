"""The shape of an answer on two passages, and how it is checked as instructor parses it."""

from __future__ import annotations

from typing import Any, Literal, Self, get_args

import instructor
from pydantic import Field

from extract.ask.client.answer import AnswerRefusedError, json_of
from extract.base.types import Opinion

LONGEST_REASON = 400

_Word = Literal["same", "different", "cannot_tell"]


class OpinionAnswer(instructor.ResponseSchema):
    """Whether two passages tell one thing; the reason comes first, so that the answer follows from it."""

    reason: str = Field(min_length=1, max_length=LONGEST_REASON, description="Why, in one short English sentence")
    answer: _Word

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """Check an answer.

        Raises:
            AnswerRefusedError: it is no JSON, or not of the shape asked for.
        """
        return cls.model_validate(json_of(json_data))

    @classmethod
    def model_validate(cls, obj: Any, **_: Any) -> Self:
        """Check a parsed answer; a reason that is too long is cut, for the answer is what counts.

        Raises:
            AnswerRefusedError: it is not of the shape asked for.
        """
        told = obj if isinstance(obj, dict) else {}
        reason, answer = told.get("reason"), told.get("answer")
        if answer not in get_args(_Word):
            raise AnswerRefusedError('"answer" must be one of: same, different, cannot_tell.')
        if not isinstance(reason, str) or not reason.strip():
            raise AnswerRefusedError('"reason" must say why, in one short sentence.')
        return cls.model_construct(reason=" ".join(reason.split())[:LONGEST_REASON], answer=answer)

    def opinion(self) -> Opinion:
        """The model's word."""
        return Opinion(self.answer, self.reason)
