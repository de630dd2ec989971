"""Asks a model for records through instructor, checking each inside the call so that a bad answer is asked again.

The only module that imports instructor and the SDKs of the providers.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar, Self, cast

import httpx2
import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException, ResponseParsingError
from pydantic import Field, create_model

from extract.errors import ConfigError, ContentRefusedError, InvariantError, ProviderError, TooLongError
from extract.marking import Check, Marking, whole_drafts
from extract.protocol import refusal_in
from extract.types import Answer
from schemas import KINDS

# Every failed attempt is in the answer we return; instructor's own lines would say it twice, and on the terminal.
logging.getLogger("instructor").addHandler(logging.NullHandler())

_MEND = "Give the whole answer again. Leave out a record that the sentences do not bear out."


class AnswerRefusedError(ResponseParsingError):
    """An answer with something to mend; instructor sends its text back to the model.

    Our own text rather than pydantic's: that one changes with pydantic's version, and with it the
    request that a recording is found by.
    """


_marking: ContextVar[Marking] = ContextVar("_marking")


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
            data = json.loads(json_data)
        except json.JSONDecodeError:
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
        if faults := _marking.get().mark(drafts):
            raise AnswerRefusedError("\n".join([*(f"- {fault}" for fault in faults), _MEND]))
        return cls.model_construct(records=drafts)


@cache
def answer_model(kind: str, most_records: int) -> type[RecordsAnswer]:
    """The response model for one kind: a list of its drafts, no longer than ``most_records``.

    Only its JSON Schema tells of the drafts: instructor walks through the validators of a response
    model in every call, and ours are not pydantic's.
    """
    draft = KINDS[kind].draft
    name = f"{draft.__name__}s"
    records: Any = (list[draft], Field(max_length=most_records))  # type: ignore[valid-type]
    told = create_model(name, __base__=RecordsAnswer, records=records)
    asked = create_model(name, __base__=RecordsAnswer)
    asked.schema_of_drafts = told.model_json_schema()
    return asked


class ModelClient:
    """Asks one model; safe to share between concurrent calls."""

    def __init__(self, name: str, *, base_url: str | None, api_key: str, transport: httpx2.AsyncBaseTransport) -> None:
        """Make a client of an OpenAI-compatible server; ``transport`` owns retries, the SDK does none."""
        self._name = name
        self._reached = False
        self._http = httpx2.AsyncClient(transport=transport, timeout=httpx2.Timeout(600, connect=20))
        sdk = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, http_client=self._http, max_retries=0)
        self._instructor = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)
        self._instructor.on("completion:response", _count_answer)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ask(
        self,
        messages: list[dict[str, str]],
        *,
        kind: str,
        check: Check,
        most_records: int,
        max_tokens: int,
        reasks: int,
    ) -> Answer:
        """The records of one window that pass the check, after at most ``reasks`` further questions.

        Raises:
            ConfigError: the server refuses the key or does not know the model.
            TooLongError: the window does not fit, or the answer was cut off; the records that are
                whole are in its ``partial``.
            ProviderError: the server could not be reached or refused the request; what an earlier
                answer gave is in its ``partial``.
        """
        marking = Marking(check)
        token = _marking.set(marking)
        try:
            result = await self._instructor.chat.completions.create(
                model=self._name,
                messages=cast("Any", messages),
                response_model=answer_model(kind, most_records),
                max_retries=reasks,
                temperature=0,
                max_tokens=max_tokens,
            )
        except IncompleteOutputException as error:
            return _cut_off(marking, error.last_completion, max_tokens)
        except InstructorRetryException as error:
            if isinstance(error.__cause__, InvariantError):
                raise error.__cause__ from None
            if not isinstance(error.__cause__, ResponseParsingError):
                partial = _answer(marking, error.total_usage, error=None) if marking.attempts else None
                raise _provider_error(error.__cause__ or error, reached=self._reached, partial=partial) from error
            return _answer(marking, error.total_usage, error=_refusal(error) or _first_line(error.__cause__))
        finally:
            _marking.reset(token)
            self._reached = self._reached or marking.answers > 0
        return _answer(marking, getattr(result, "_total_usage", None), error=None)


def _answer(marking: Marking, usage: Any, *, error: str | None) -> Answer:
    return Answer(
        grounded=marking.records(),
        rejected=tuple(marking.rejected()),
        error=None if marking.attempts else error,
        attempts=marking.answers,
        prompt_tokens=getattr(usage, "prompt_tokens", 0) or 0,
        completion_tokens=getattr(usage, "completion_tokens", 0) or 0,
    )


def _cut_off(marking: Marking, completion: Any, max_tokens: int) -> Answer:
    """The answer before this one, if there is one; else an error with the whole records of this one."""
    usage = getattr(completion, "usage", None)
    if marking.attempts:
        return _answer(marking, usage, error=None)
    choices = getattr(completion, "choices", None) or []
    drafts = whole_drafts(choices[0].message.content or "") if choices else []
    if drafts:
        marking.mark(drafts)
    what = f"the answer was cut off after {max_tokens} tokens"
    kept = f"{what}; {len(drafts)} whole records before that are kept" if drafts else what
    raise TooLongError(what, replace(_answer(marking, usage, error=None), error=kept))


def _count_answer(_: Any) -> None:
    _marking.get().answers += 1


def _refusal(error: InstructorRetryException) -> str | None:
    """What the model said instead of answering, where it did so in the protocol's own way."""
    choices = getattr(error.last_completion, "choices", None) or []
    refusals = [choice.message.refusal for choice in choices if choice.message.refusal]
    if refusals:
        return f"the model refused to answer: {refusals[0]}"
    withheld = any(choice.finish_reason == "content_filter" for choice in choices)
    return "the service withheld the answer because of its content" if withheld else None


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _provider_error(cause: BaseException, *, reached: bool, partial: Answer | None) -> Exception:
    response = getattr(cause, "response", None)
    if response is not None and (refusal := refusal_in(response.status_code, response.content)):
        if refusal.reason == "too long":
            return TooLongError(f"too long for the model: {refusal.message}", partial)
        return ContentRefusedError(f"the service refuses this content: {refusal.message}", partial)
    if isinstance(cause, openai.APIConnectionError):
        # A connection that fails later, or in another way, is a fault of this call and not of the set-up.
        if isinstance(cause.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout) and not reached:
            return ConfigError(f"no model server answers: {_first_line(cause.__cause__)}")
        cause = cause.__cause__ or cause
    if isinstance(cause, openai.AuthenticationError | openai.PermissionDeniedError):
        return ConfigError(f"the server refuses the key: {_first_line(cause)}")
    if isinstance(cause, openai.NotFoundError):
        return ConfigError(f"the server does not know the model: {_first_line(cause)}")
    what = f"{type(cause).__name__}: {_first_line(cause)}"
    message = what if isinstance(cause, openai.OpenAIError) else f"the server sent no answer ({what})"
    return ProviderError(message, partial)
