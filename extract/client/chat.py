"""Speaks to OpenAI and to every server that speaks like it."""

from __future__ import annotations

from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion

from extract.dialect import Dialect, Json, merged, phrase, unfenced


class ChatService:
    """The chat completions of one server."""

    connection_error: type[Exception] = openai.APIConnectionError
    sdk_error: type[Exception] = openai.OpenAIError

    def __init__(self, *, base_url: str | None, api_key: str, http: httpx2.AsyncClient) -> None:
        """Make one; ``http`` owns retries, the SDK does none."""
        self._sdk = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, http_client=http, max_retries=0)

    async def complete(self, asked: Json, dialect: Dialect) -> ChatCompletion:
        """The answer to a request, as text where the model gave it as the arguments of a function."""
        completion: Any = await self._sdk.chat.completions.create(**phrase(asked, dialect))
        # A gateway's page is no completion at all; that is told when the answer is read.
        for choice in getattr(completion, "choices", None) or ():
            message = choice.message
            calls = [call.function.arguments for call in message.tool_calls or () if call.type == "function"]
            if calls and dialect.constraint == "tool":
                message.content, message.tool_calls = merged(calls), None
            elif message.content:
                message.content = unfenced(message.content)
        return completion  # type: ignore[no-any-return]  # of any type until it is read
