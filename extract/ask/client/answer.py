"""The shape of every answer, and how its records are checked as instructor parses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from typing import Any, ClassVar, Self

import instructor
from instructor.core.exceptions import ResponseParsingError
from pydantic import Field, create_model

from extract.ask.checked_answers import Drafted, Marking
from extract.ask.client.compact_schema import compact
from extract.ask.client.small_schema import for_small_models
from extract.ask.service.storable import parsed
from extract.base.errors import NotTogetherError
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
    """Shape of every answer: an object with lists of records; each is checked on its own as it is validated.

    ``lists`` are the kinds of record by the name of the list.
    """

    records: list[Any]

    schema_of_drafts: ClassVar[dict[str, Any] | None] = None
    lists: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The JSON Schema, made once: instructor asks for it in every call, and it takes longer than all else here."""
        return cls.schema_of_drafts or super().model_json_schema(*args, **kwargs)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """Check each record of an answer on its own.

        Raises:
            AnswerRefusedError: it is no JSON, not of the shape asked for, or holds a record to mend.
            NotTogetherError: it was to hold several lists, and is of quite another form.
        """
        return cls.model_validate(json_of(json_data))

    @classmethod
    def model_validate(cls, obj: Any, **_: Any) -> Self:
        """Check each record of a parsed answer on its own.

        Raises:
            AnswerRefusedError: it is not of the shape asked for, or holds a record to mend.
            NotTogetherError: it was to hold several lists, and is of quite another form.
        """
        # Not a pydantic validator: one of those would wrap our error, and its text with it.
        drafts = _drafts(obj, cls.lists)
        if faults := marking_now.get().mark(drafts):
            raise AnswerRefusedError("\n".join([*(f"- {fault}" for fault in faults), _MEND]))
        return cls.model_construct(records=drafts)


def json_of(answer: str | bytes | bytearray) -> Any:
    """The value of an answer in JSON.

    Raises:
        AnswerRefusedError: it is none.
    """
    try:
        return parsed(bytes(answer) if isinstance(answer, bytearray) else answer)
    except ValueError:
        raise AnswerRefusedError("The answer is not valid JSON.") from None


def _drafts(answer: object, lists: Mapping[str, str]) -> list[Drafted]:
    """The drafts of an answer, list by list; of several lists some may be left out."""
    held = {name: answer[name] for name in lists if name in answer} if isinstance(answer, dict) else {}
    if not held or not all(_is_list_of_objects(each) for each in held.values()):
        if len(lists) > 1 and answer and isinstance(answer, dict) and not held:
            raise NotTogetherError("the answer has none of the lists that were asked for")
        named = " and ".join(f'"{name}"' for name in lists)
        raise AnswerRefusedError(f"The answer must be an object with {_A_LIST[len(lists) > 1]} {named} of objects.")
    drafts = [(kind, draft) for name, kind in lists.items() for draft in held.get(name, ())]
    if len(lists) > 1 and drafts and not any("sentences" in draft for _, draft in drafts):
        raise NotTogetherError("the records of the answer cite no sentences")
    return drafts


_A_LIST = ("a list", "the lists")


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


@cache
def answer_model(
    kinds: Sequence[str], most_records: int, *, readings: bool, described: frozenset[str] = frozenset()
) -> type[RecordsAnswer]:
    """The response model of a question: a list of drafts for each kind, none longer than ``most_records``.

    Of one kind the list is called "records", of several "strikes", "statements", ...: their schema is as short as it
    can be, and describes only the fields of kinds that are ``described``.

    Only its JSON Schema tells of the drafts: instructor walks through the validators of a response
    model in every call, and ours are not pydantic's.
    """
    lists = {f"{kind}s": kind for kind in kinds} if len(kinds) > 1 else {"records": kinds[0]}
    name = "Records" if len(kinds) > 1 else f"{KINDS[kinds[0]].draft.__name__}s"
    fields: Any = {key: (list[KINDS[kind].draft], Field(max_length=most_records)) for key, kind in lists.items()}  # type: ignore[misc]
    schema = create_model(name, **fields).model_json_schema()
    if not readings:
        for kind in kinds:
            schema = for_small_models(schema, KINDS[kind].draft)
    if len(kinds) > 1:
        schema = compact(schema, described={KINDS[kind].draft.__name__ for kind in described})
    asked = create_model(name, __base__=RecordsAnswer)
    asked.schema_of_drafts, asked.lists = schema, lists
    return asked
