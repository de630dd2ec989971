"""What a model's service sends back, as llama.cpp and OpenAI do: answers, refusals and errors of the chat protocol."""

from __future__ import annotations

import json
from typing import Any

from helpers.local_server import Received, Reply

JSON = {"content-type": "application/json"}


def completion(content: str | None, *, finish_reason: str = "stop", **message: Any) -> Reply:
    """A chat completion with one choice; each costs 7 tokens of prompt and 3 of answer."""
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": {"role": "assistant", "content": content, **message},
    }
    return _chat([choice])


def no_choices() -> Reply:
    """A chat completion that holds no answer."""
    return _chat([])


def records(*drafts: dict[str, Any]) -> Reply:
    """The answer that the client asks for."""
    return completion(json.dumps({"records": drafts}, ensure_ascii=False))


def tool_call(name: str, arguments: dict[str, Any]) -> Reply:
    """A chat completion that calls a function."""
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
    return completion(None, finish_reason="tool_calls", tool_calls=[call])


def error(status: int, message: str) -> Reply:
    """An error as OpenAI words them."""
    return Reply(json.dumps({"error": {"message": message, "type": "error"}}).encode(), status=status, headers=JSON)


def messages(request: Received) -> list[str]:
    """What the messages of a request say, the newest last."""
    return [message["content"] for message in json.loads(request.body)["messages"]]


def _chat(choices: list[dict[str, Any]]) -> Reply:
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": choices,
        "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10},
    }
    return Reply(json.dumps(body, ensure_ascii=False).encode(), headers=JSON)
