"""The shape of every answer, and how its records are checked as instructor parses it."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from typing import Any, ClassVar, Self

import instructor
from instructor.core.exceptions import ResponseParsingError
from pydantic import Field, create_model

from extract.ask.checked_answers import Marking
from extract.ask.client.small_schema import for_small_models
from extract.ask.service.storable import parsed
from schemas import KINDS

_MEND = "Give the whole answer again. Leave out a record that the sentences do not bear out."

marking_now: ContextVar[Marking] = ContextVar("marking")
"""Where the current task's answers are marked."""


class AnswerRefusedError(ResponseParsingError):
    """An answer with something to mend; instructor sends its text back to the model.

    Our own text rather than pydantic's: that one changes with pydantic's version, and with it the
    request that a recording is found by.
    """


class RecordsAnswer(instructor.ResponseSchema):
    """Shape of every answer: an object with a list of records; each is checked on its own as it is validated."""

    records: list[Any]

    schema_of_drafts: ClassVar[dict[str, Any] | None] = None

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The JSON Schema, made once: instructor asks for it in every call, and it takes longer than all else here."""
        return cls.schema_of_drafts or super().model_json_schema(*args, **kwargs)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """Check each record of an answer on its own.

        Raises:
            AnswerRefusedError: it is no JSON, not of the shape asked for, or holds a record to mend.
        """
        try:
            data = parsed(bytes(json_data) if isinstance(json_data, bytearray) else json_data)
        except ValueError:
            raise AnswerRefusedError("The answer is not valid JSON.") from None
        return cls.model_validate(data)

    @classmethod
    def model_validate(cls, obj: Any, **_: Any) -> Self:
        """Check each record of a parsed answer on its own.

        Raises:
            AnswerRefusedError: it is not of the shape asked for, or holds a record to mend.
        """
        # Not a pydantic validator: one of those would wrap our error, and its text with it.
        drafts = obj.get("records") if isinstance(obj, dict) else None
        if not isinstance(drafts, list) or not all(isinstance(draft, dict) for draft in drafts):
            raise AnswerRefusedError('The answer must be an object with a list "records" of objects.')
        if faults := marking_now.get().mark(drafts):
            raise AnswerRefusedError("\n".join([*(f"- {fault}" for fault in faults), _MEND]))
        return cls.model_construct(records=drafts)


@cache
def answer_model(kind: str, most_records: int, *, readings: bool) -> type[RecordsAnswer]:
    """The response model for one kind: a list of its drafts, no longer than ``most_records``, with readings or without.

    Only its JSON Schema tells of the drafts: instructor walks through the validators of a response
    model in every call, and ours are not pydantic's.
    """
    draft = KINDS[kind].draft
    name = f"{draft.__name__}s"
    records: Any = (list[draft], Field(max_length=most_records))  # type: ignore[valid-type]
    told = create_model(name, __base__=RecordsAnswer, records=records)
    asked = create_model(name, __base__=RecordsAnswer)
    schema = told.model_json_schema()
    asked.schema_of_drafts = schema if readings else for_small_models(schema, draft)
    return asked
