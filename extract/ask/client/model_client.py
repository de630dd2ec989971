"""Puts questions to a model, checking each answer inside the call so that a bad one is asked again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NoReturn, TypeVar

import httpx2
import instructor
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException, ResponseParsingError
from openai.types.chat import ChatCompletion

from extract.ask.checked_answers import Check, Marking, whole_drafts
from extract.ask.client.answer import answer_model, marking_now
from extract.ask.client.chat import ChatService
from extract.ask.client.dialect_fallback import DialectFallback, Service
from extract.ask.client.failure import first_line, provider_error
from extract.ask.client.messages import MessagesService
from extract.ask.client.opinion import OpinionAnswer
from extract.ask.service.models import Api, Manner
from extract.ask.service.protocol import RECORDED
from extract.ask.service.thoughts import HOW_TO_STOP, begins_with_thoughts
from extract.ask.service.usage import usage_in
from extract.base.errors import InvariantError, NotTogetherError, ProviderError, TooLongError
from extract.base.hidden import without_tags
from extract.base.types import Answer

# Every failed attempt is in the answer we return; instructor's own lines would say it twice, and on the terminal.
logging.getLogger("instructor").addHandler(logging.NullHandler())

Shape = TypeVar("Shape", bound=instructor.ResponseSchema)


class ModelClient:
    """Asks one model; safe to share between concurrent calls."""

    def __init__(
        self, name: str, *, base_url: str | None, api_key: str, transport: httpx2.AsyncBaseTransport, manner: Manner
    ) -> None:
        """Make a client of a server; ``transport`` owns retries, the SDK does none.

        Raises:
            ConfigError: the provider's SDK is not installed.
        """
        self._name = name
        self._reached = False
        self._http = httpx2.AsyncClient(transport=transport, timeout=httpx2.Timeout(600, connect=20))
        services: dict[Api, Callable[..., Service]] = {"chat": ChatService, "messages": MessagesService}
        self._service = services[manner.api](base_url=base_url, api_key=api_key, http=self._http)
        self.negotiation = DialectFallback(self._service, manner.dialect, settled=manner.settled)
        self._create: Any = instructor.patch(create=self._complete, mode=instructor.Mode.JSON_SCHEMA)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ask(
        self,
        messages: list[dict[str, str]],
        *,
        kinds: tuple[str, ...],
        check: Check,
        most_records: int,
        max_tokens: int,
        reasks: int,
        readings: bool = False,
        described: frozenset[str] = frozenset(),
    ) -> Answer:
        """The records of one window that pass the check, after at most ``reasks`` further questions.

        With ``readings`` the model is asked for its own readings beside the words that it copies.  Asked for several
        kinds, it is told what the fields of those are that are ``described``; of the others the prompt tells.

        Raises:
            ConfigError: the server refuses the key or does not know the model.
            TooLongError: the window does not fit, or the answer was cut off; the records that are
                whole are in its ``partial``.
            NotTogetherError: asked for several kinds, it answered in quite another form; the cost is in ``partial``.
            ProviderError: the server could not be reached or refused the request; what an earlier
                answer gave is in its ``partial``.
        """
        marking = Marking(check, numbered=readings)
        shape = answer_model(kinds, most_records, readings=readings, described=described)
        answer, _ = await self._put(marking, messages, shape, max_tokens=max_tokens, reasks=reasks)
        return answer

    async def compare(self, messages: list[dict[str, str]], *, max_tokens: int, reasks: int) -> Answer:
        """The model's opinion on two passages, after at most ``reasks`` further questions.

        Raises:
            ConfigError, TooLongError, ProviderError: as in `ask`.
        """
        marking = Marking(_no_record)
        answer, given = await self._put(marking, messages, OpinionAnswer, max_tokens=max_tokens, reasks=reasks)
        return replace(answer, opinion=given.opinion()) if given else answer

    async def _put(
        self, marking: Marking, messages: list[dict[str, str]], shape: type[Shape], *, max_tokens: int, reasks: int
    ) -> tuple[Answer, Shape | None]:
        """The answer, and what it was parsed to; None where it has an error."""
        token = marking_now.set(marking)
        try:
            given: Shape = await self._create(
                model=self._name,
                messages=messages,
                response_model=shape,
                max_retries=reasks,
                temperature=0,
                max_tokens=max_tokens,
            )
        except IncompleteOutputException as error:
            return _cut_off(marking, error.last_completion, max_tokens, getattr(shape, "lists", {})), None
        except InstructorRetryException as error:
            if isinstance(error.__cause__, InvariantError):
                raise error.__cause__ from None
            if isinstance(error.__cause__, NotTogetherError):
                raise NotTogetherError(str(error.__cause__), _answer(marking, error=None)) from None
            if not isinstance(error.__cause__, ResponseParsingError):
                raise self._failure(error.__cause__ or error, marking) from error
            return _answer(marking, error=_refusal(error) or first_line(error.__cause__)), None
        finally:
            marking_now.reset(token)
            self._reached = self._reached or bool(marking.usages or marking.replayed)
        return _answer(marking, error=None), given

    async def _complete(self, **asked: Any) -> ChatCompletion:
        # In a question that is put again the model's own words stand, which it may have from the article.
        asked["messages"] = [
            {**one, "content": without_tags(one["content"])} if isinstance(one.get("content"), str) else one
            for one in asked["messages"]
        ]
        completion = await self.negotiation.complete(asked)
        # Counted here: instructor turns the usage of each answer into that of all so far.
        usage = getattr(completion, "usage", None)
        marking = marking_now.get()
        recorded = str(getattr(completion, "id", "")).startswith(RECORDED)
        counted = marking.replayed if recorded else marking.usages
        counted.append(usage_in(usage.model_dump() if usage else None))
        return completion

    def _failure(self, cause: BaseException, marking: Marking) -> Exception:
        failure = provider_error(cause, self._service, reached=self._reached)
        if isinstance(failure, ProviderError) and (marking.usages or marking.replayed):
            failure.partial = _answer(marking, error=str(failure))
        return failure


def _answer(marking: Marking, *, error: str | None) -> Answer:
    return Answer(
        grounded=marking.records(),
        rejected=tuple(marking.rejected()),
        error=None if marking.attempts else error,
        attempts=len(marking.usages) + len(marking.replayed),
        usages=tuple(marking.usages),
        replayed=tuple(marking.replayed),
    )


def _no_record(_kind: str, draft: Mapping[str, Any]) -> NoReturn:
    raise InvariantError(f"an opinion has no records: {draft!r}")


def _cut_off(marking: Marking, completion: Any, max_tokens: int, lists: Mapping[str, str]) -> Answer:
    """The answer before this one, if there is one; else an error with the whole records of this one."""
    if marking.attempts:
        return _answer(marking, error=None)
    choices = getattr(completion, "choices", None) or []
    text = (choices[0].message.content or "") if choices else ""
    drafts = whole_drafts(text, lists)
    if drafts:
        marking.mark(drafts)
    what = f"the answer was cut off after {max_tokens} tokens" + (
        f"; {HOW_TO_STOP}" if begins_with_thoughts(text) else ""
    )
    kept = f"{what}; {len(drafts)} whole records before that are kept" if drafts else what
    raise TooLongError(what, replace(_answer(marking, error=None), error=kept))


def _refusal(error: InstructorRetryException) -> str | None:
    """The model's words in place of an answer: a refusal in the protocol's own field, or thoughts alone."""
    choices = getattr(error.last_completion, "choices", None) or []
    refusals = [choice.message.refusal for choice in choices if choice.message.refusal]
    if refusals:
        return f"the model refused to answer: {refusals[0]}"
    if any(begins_with_thoughts(choice.message.content or "") for choice in choices):
        return HOW_TO_STOP
    withheld = any(choice.finish_reason == "content_filter" for choice in choices)
    return "the service withheld the answer because of its content" if withheld else None
