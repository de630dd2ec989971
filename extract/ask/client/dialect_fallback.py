"""Finds the dialect a server takes: tries the strictest first, and a weaker one where the server refuses it."""

from __future__ import annotations

from typing import Protocol

from openai.types.chat import ChatCompletion

from extract.ask.service.dialect import Dialect, Json, after_refusal
from extract.ask.service.protocol import refusal_in
from extract.base import log

MOST_BYTES_A_TOKEN = 8
"""No tokenizer makes so few tokens of a text; twice what it is for news in English."""


class Service(Protocol):
    """One server and the SDK it is spoken to with."""

    connection_error: type[Exception]
    sdk_error: type[Exception]

    async def complete(self, asked: Json, dialect: Dialect) -> ChatCompletion:
        """The answer to a request put in a dialect."""


class DialectFallback:
    """Asks in the dialect that is agreed on; safe to share between concurrent calls.

    ``answers`` counts what came back, ``prose`` those of them that cannot be JSON, ``cut`` the
    prompts of which a server has read far fewer tokens than they have, ``refused`` the dialects that
    it did not take.  Once a server
    has answered, its dialect stays: a later refusal is about something else.
    """

    def __init__(self, service: Service, dialect: Dialect, *, settled: bool) -> None:
        """Begin with a dialect; ``settled`` where there is nothing to find out."""
        self.dialect = dialect
        self.answers = 0
        self.prose = 0
        self.refused = 0
        self.cut = 0
        self._service = service
        self._settled = settled

    async def complete(self, asked: Json) -> ChatCompletion:
        """The answer to a request."""
        while True:
            dialect = self.dialect
            try:
                completion = await self._service.complete(asked, dialect)
            except self._service.sdk_error as error:
                if not self._adapted(dialect, error):
                    raise
                continue
            self._settled = True
            self._look_at(asked, completion)
            return completion

    def _adapted(self, dialect: Dialect, error: Exception) -> bool:
        """True if the request is to be put again, in the dialect that is tried now."""
        if self.dialect != dialect:
            return True
        response = getattr(error, "response", None)
        if self._settled or response is None or refusal_in(response.status_code, response.content):
            return False
        weaker = after_refusal(dialect, response.status_code, str(error))
        if weaker is None:
            return False
        self.refused += 1
        log.debug("way of asking refused", was=dialect.described, tried_next=weaker.described, error=str(error))
        self.dialect = weaker
        return True

    def _look_at(self, asked: Json, completion: ChatCompletion) -> None:
        self.answers += 1
        told = getattr(getattr(completion, "usage", None), "prompt_tokens", 0)
        size = sum(len(str(message.get("content") or "").encode()) for message in asked["messages"])
        self.cut += 0 < told < size / MOST_BYTES_A_TOKEN
        choices = getattr(completion, "choices", None) or ()
        texts = [choice.message.content or "" for choice in choices if choice.finish_reason == "stop"]
        self.prose += any(text.strip() and not text.lstrip().startswith("{") for text in texts)
