"""What Anthropic's Messages API sends back: answers, refusals and errors."""

from __future__ import annotations

import json
from typing import Any

from helpers.local_server import Received, Reply

JSON = {"content-type": "application/json", "request-id": "req_1"}


def message(*content: dict[str, Any], stop_reason: str = "end_turn", **usage: int) -> Reply:
    """A message; each costs 7 tokens of input, 20 read from the cache, 5 written to it, and 3 of output."""
    body = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-test",
        "content": list(content),
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": {
            "input_tokens": 7,
            "cache_read_input_tokens": 20,
            "cache_creation_input_tokens": 5,
            "output_tokens": 3,
            "service_tier": "standard",
            **usage,
        },
    }
    return Reply(json.dumps(body).encode(), headers=JSON)


def text(said: str) -> dict[str, Any]:
    """A block of text."""
    return {"type": "text", "text": said}


def records(*drafts: dict[str, Any]) -> Reply:
    """The answer that the client asks for."""
    return message(text(json.dumps({"records": drafts})))


def tool_use(*drafts: dict[str, Any]) -> Reply:
    """The same, as the input of a tool."""
    call = {"type": "tool_use", "id": "toolu_1", "name": "Strikes", "input": {"records": list(drafts)}}
    return message(call, stop_reason="tool_use")


def error(status: int, kind: str, said: str, **headers: str) -> Reply:
    """An error as Anthropic words them."""
    body = {"type": "error", "error": {"type": kind, "message": said}, "request_id": "req_1"}
    return Reply(json.dumps(body).encode(), status=status, headers={**JSON, **headers})


def asked(request: Received) -> dict[str, Any]:
    """The body of a request."""
    body: dict[str, Any] = json.loads(request.body)
    return body
