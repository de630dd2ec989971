"""Speaks to OpenAI and to every server that speaks like it."""

from __future__ import annotations

from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion

from extract.ask.service.dialect import Dialect, Json, merged, phrase, schema_of, unfenced
from extract.ask.service.thoughts import without_thoughts

_FIRST = ("messages", "model")
"""Of a request, as the SDK puts it; the rest follows by name."""

_WITH_KEY: Any = {"security": {"bearer_auth": True}}
"""The key of the account, never the one for its administration that the SDK may find in the environment."""


class _Completion(ChatCompletion):
    """A completion that costs nothing to log: instructor makes its debug lines whether anybody reads them or not."""

    def __repr__(self) -> str:
        return f"<completion {self.id}>"

    __str__ = __repr__


class ChatService:
    """The chat completions of one server."""

    connection_error: type[Exception] = openai.APIConnectionError
    sdk_error: type[Exception] = openai.OpenAIError

    def __init__(self, *, base_url: str | None, api_key: str, http: httpx2.AsyncClient) -> None:
        """Make one; ``http`` owns retries, the SDK does none."""
        self._sdk = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, http_client=http, max_retries=0)

    async def complete(self, asked: Json, dialect: Dialect) -> ChatCompletion:
        """The answer to a request, as text where the model gave it as the arguments of a function."""
        request = phrase(asked, dialect)
        body = {name: request[name] for name in (*_FIRST, *sorted(request.keys() - set(_FIRST)))}
        # Not chat.completions.create: that looks all through the schema for what to convert, longer than sending takes.
        completion: Any = await self._sdk.post("/chat/completions", body=body, cast_to=_Completion, options=_WITH_KEY)
        # A gateway's page is no completion at all; that is told when the answer is read.
        for choice in getattr(completion, "choices", None) or ():
            message = choice.message
            calls = [call.function.arguments for call in message.tool_calls or () if call.type == "function"]
            if calls and dialect.constraint == "tool":
                message.content, message.tool_calls = merged(calls), None
            elif message.content:
                message.content = unfenced(without_thoughts(message.content, schema_of(asked)[1].get("properties", ())))
        return completion  # type: ignore[no-any-return]  # of any type until it is read
