"""Asks a model for records through instructor, checking each inside the call so that a bad answer is asked again.

The only module that imports instructor and the SDKs of the providers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, Self, cast

import httpx2
import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException, ResponseParsingError
from pydantic import Field, ModelWrapValidatorHandler, create_model, model_validator

from extract.errors import ConfigError, ProviderError, Ungrounded
from extract.types import Answer, Grounded
from schemas import KINDS

Check = Callable[[Mapping[str, Any]], Grounded]
"""Grounds one draft, or raises `extract.errors.Ungrounded`."""

_MEND = "Give the whole answer again. Leave out a record that the sentences do not bear out."


class AnswerRefused(ResponseParsingError):
    """An answer with something to mend; instructor sends its text back to the model.

    Our own text rather than pydantic's: that one changes with pydantic's version, and with it the
    request that a recording is found by.
    """


@dataclass(slots=True)
class _Marking:
    """What the checks made of the attempts of one call."""

    check: Check
    attempts: list[tuple[tuple[Grounded, ...], tuple[tuple[Mapping[str, object], str], ...]]] = field(
        default_factory=list
    )

    def mark(self, drafts: Sequence[Mapping[str, Any]]) -> None:
        """Check each draft of one attempt.

        Raises:
            AnswerRefused: some draft did not pass.
        """
        grounded: list[Grounded] = []
        rejected: list[tuple[Mapping[str, object], str]] = []
        for draft in drafts:
            try:
                candidate = self.check(draft)
            except Ungrounded as refusal:
                rejected.append((draft, str(refusal)))
            else:
                if candidate not in grounded:
                    grounded.append(candidate)
        self.attempts.append((tuple(grounded), tuple(rejected)))
        if rejected:
            raise AnswerRefused("\n".join([*(f"- {reason}" for _, reason in rejected), _MEND]))

    def best(self) -> tuple[tuple[Grounded, ...], tuple[tuple[Mapping[str, object], str], ...]] | None:
        """The attempt with the most good records, the later of equals; None if no attempt could be read."""
        return max(enumerate(self.attempts), key=lambda a: (len(a[1][0]), a[0]))[1] if self.attempts else None


_marking: ContextVar[_Marking] = ContextVar("_marking")


class RecordsAnswer(instructor.ResponseSchema):  # type: ignore[misc]
    """Shape of every answer: an object with a list of records; each is checked on its own as it is validated."""

    records: list[Any]

    _schema: ClassVar[dict[str, Any] | None] = None

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The JSON Schema, made once: instructor asks for it in every call, and it takes longer than all else here."""
        if cls._schema is None:
            cls._schema = super().model_json_schema(*args, **kwargs)
        return cls._schema

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **kwargs: Any) -> Self:
        """Validate a JSON text.

        Raises:
            AnswerRefused: it is no JSON, or not as asked.
        """
        try:
            return cls.model_validate(json.loads(json_data), **{**kwargs, "strict": None})
        except json.JSONDecodeError:
            raise AnswerRefused("The answer is not valid JSON.") from None

    @model_validator(mode="wrap")
    @classmethod
    def _check_each_record(cls, data: Any, _: ModelWrapValidatorHandler[Self]) -> Self:
        drafts = data.get("records") if isinstance(data, dict) else None
        if not isinstance(drafts, list) or not all(isinstance(draft, dict) for draft in drafts):
            raise AnswerRefused('The answer must be an object with a list "records" of objects.')
        _marking.get().mark(drafts)
        return cls.model_construct(records=drafts)


@cache
def answer_model(kind: str, most_records: int) -> type[RecordsAnswer]:
    """The response model for one kind: a list of its drafts, no longer than ``most_records``."""
    draft = KINDS[kind].draft
    model = create_model(
        f"{draft.__name__}s", __base__=RecordsAnswer, records=(list[draft], Field(max_length=most_records))  # type: ignore[valid-type]
    )
    return cast("type[RecordsAnswer]", model)


class ModelClient:
    """Asks one model; safe to share between concurrent calls."""

    def __init__(self, name: str, *, base_url: str | None, api_key: str, transport: httpx2.AsyncBaseTransport) -> None:
        """Make a client of an OpenAI-compatible server; ``transport`` owns retries, the SDK does none."""
        self._name = name
        self._http = httpx2.AsyncClient(transport=transport, timeout=httpx2.Timeout(600, connect=20))
        sdk = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, http_client=self._http, max_retries=0)
        self._instructor = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)

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
            ProviderError: the server could not be reached or refused the request.
        """
        marking = _Marking(check)
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
            usage = getattr(error.last_completion, "usage", None)
            return _answer(marking, usage, error=f"the answer was cut off after {max_tokens} tokens")
        except InstructorRetryException as error:
            if not isinstance(error.__cause__, ResponseParsingError):
                raise _provider_error(error.__cause__ or error) from error
            return _answer(marking, error.total_usage, error=_first_line(error.__cause__))
        finally:
            _marking.reset(token)
        return _answer(marking, getattr(result, "_total_usage", None), error=None)


def _answer(marking: _Marking, usage: Any, *, error: str | None) -> Answer:
    best = marking.best()
    grounded, rejected = best or ((), ())
    return Answer(
        grounded=grounded,
        rejected=rejected,
        error=error if best is None else None,
        attempts=max(1, len(marking.attempts)),
        prompt_tokens=getattr(usage, "prompt_tokens", 0) or 0,
        completion_tokens=getattr(usage, "completion_tokens", 0) or 0,
    )


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _provider_error(cause: BaseException) -> Exception:
    if isinstance(cause, openai.AuthenticationError | openai.PermissionDeniedError):
        return ConfigError(f"the server refuses the key: {_first_line(cause)}")
    if isinstance(cause, openai.NotFoundError):
        return ConfigError(f"the server does not know the model: {_first_line(cause)}")
    return ProviderError(f"{type(cause).__name__}: {_first_line(cause)}")
