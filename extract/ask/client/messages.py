"""Speaks to Anthropic: its Messages API, told as the chat completion that instructor reads.

Instructor's own support for Anthropic is not used: with a current SDK it does not find the
parameter for structured outputs and only describes the schema in the prompt.
"""

from __future__ import annotations

import json
from types import ModuleType

import httpx2
from openai.types.chat import ChatCompletion

from extract.ask.service.dialect import Dialect, Json, merged, schema_of, strict_schema, unfenced
from extract.ask.service.usage import TIER
from extract.base.errors import ConfigError

# Anthropic refuses these in a schema it holds an answer to; what they say is checked when the answer is here.
# Source: https://docs.claude.com/en/docs/build-with-claude/structured-outputs#json-schema-limitations
_NOT_SUPPORTED = frozenset({"default", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"})

_FINISH = {"max_tokens": "length", "model_context_window_exceeded": "length", "refusal": "content_filter"}
_NO_ANSWER = "{}"


def anthropic_sdk() -> ModuleType:
    """Anthropic's SDK.

    Raises:
        ConfigError: it is not installed.
    """
    try:
        import anthropic  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ConfigError("anthropic/… needs its SDK: pip install 'rashomon-events[anthropic]'") from error
    return anthropic


class MessagesService:
    """The messages of one Anthropic account."""

    def __init__(self, *, base_url: str | None, api_key: str, http: httpx2.AsyncClient) -> None:
        """Make one; ``http`` owns retries, the SDK does none.

        Raises:
            ConfigError: the SDK is not installed.
        """
        anthropic = anthropic_sdk()
        self.connection_error: type[Exception] = anthropic.APIConnectionError
        self.sdk_error: type[Exception] = anthropic.AnthropicError
        self._sdk = anthropic.AsyncAnthropic(base_url=base_url, api_key=api_key, http_client=http, max_retries=0)

    async def complete(self, asked: Json, dialect: Dialect) -> ChatCompletion:
        """The answer to a request, as a chat completion."""
        answer = await self._sdk.messages.create(**_request(asked, dialect))
        return ChatCompletion.model_validate(_completion(answer.model_dump() if hasattr(answer, "model_dump") else {}))


def _request(asked: Json, dialect: Dialect) -> Json:
    """The same question in Anthropic's form; what all windows share is kept in its cache.

    Temperature is left out: newer models refuse it.
    """
    told = [message for message in asked["messages"] if message["role"] != "system"]
    system = [message["content"] for message in asked["messages"] if message["role"] == "system"]
    name, schema = schema_of(asked)
    request: Json = {
        "model": asked["model"],
        "max_tokens": asked["max_tokens"],
        "system": [{"type": "text", "text": "\n\n".join(system), "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": each["role"], "content": each.get("content") or _NO_ANSWER} for each in told],
    }
    if dialect.constraint == "tool":
        request["tools"] = [{"name": name, "description": "Hands in the records.", "input_schema": schema}]
        request["tool_choice"] = {"type": "tool", "name": name, "disable_parallel_tool_use": True}
    else:
        closed = strict_schema(schema, without=_NOT_SUPPORTED, all_required=False)
        request["output_config"] = {"format": {"type": "json_schema", "schema": closed}}
    return request


def _completion(message: Json) -> Json:
    content = message.get("content") or []
    calls = [json.dumps(block["input"], ensure_ascii=False) for block in content if block["type"] == "tool_use"]
    text = "".join(block["text"] for block in content if block["type"] == "text")
    refused = message.get("stop_reason") == "refusal"
    said = {
        "role": "assistant",
        "content": None if refused else merged(calls) if calls else unfenced(text),
        "refusal": (text or "no reason given") if refused else None,
    }
    finish = _FINISH.get(message.get("stop_reason") or "", "stop")
    return {
        "id": message.get("id") or "",
        "object": "chat.completion",
        "created": 0,
        "model": message.get("model") or "",
        "choices": [{"index": 0, "finish_reason": finish, "message": said}] if message else [],
        "usage": _usage(message.get("usage") or {}),
    }


def _usage(usage: Json) -> Json:
    """Anthropic counts what it reads from its cache and writes to it beside the input, OpenAI within it."""
    read, written = usage.get("cache_read_input_tokens") or 0, usage.get("cache_creation_input_tokens") or 0
    prompt, answer = (usage.get("input_tokens") or 0) + read + written, usage.get("output_tokens") or 0
    return {
        "prompt_tokens": prompt,
        "completion_tokens": answer,
        "total_tokens": prompt + answer,
        "prompt_tokens_details": {"cached_tokens": read, "cache_write_tokens": written},
        TIER: usage.get(TIER),
    }
