"""Reads a service's HTTP reply as an answer, a refusal of this very question, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from extract.ask.service.storable import parsed

Json = dict[str, Any]

RECORDED = "recorded-"
"""What the id of an answer begins with that was recorded: one that is played costs nothing."""

_LONGEST_MESSAGE = 300
"""Code points of a service's own words that are shown: a sentence or two, which is where the reason stands."""

_SUCCESS = range(200, 300)


def is_success(status: int) -> bool:
    """True for 200 and its kin: gateways also send answers as 201, 203 or 206."""
    return status in _SUCCESS


# Codes and types of errors; the wording of messages differs from server to server and version to version.
_TOO_LONG_CODES = frozenset(
    {"context_length_exceeded", "exceed_context_size_error", "request_too_large", "string_above_max_length"}
)
_CONTENT_CODES = frozenset(
    {"content_filter", "content_policy_violation", "data_inspection_failed", "invalid_prompt", "moderation"}
)
_TOO_LONG = re.compile(
    r"context (?:length|size|window|limit)|(?:prompt|input|request|message)s? (?:is|are) too (?:long|large)"
    r"|request too large|too many tokens|max_tokens\W.*too large|reduce the length|length of the messages"
    r"|token count .*exceed|must have less than \d+ tokens|too large for model with",
    re.IGNORECASE | re.DOTALL,
)
_CONTENT = re.compile(
    r"content[ _](?:management policy|filter|policy|exists risk)|usage polic|moderation|flagged|safety system",
    re.IGNORECASE,
)
_NO_CREDIT_CODES = frozenset(
    {"insufficient_quota", "billing_error", "billing_hard_limit_reached", "billing_not_active"}
)
_NO_CREDIT = re.compile(r"credit balance is too low|insufficient (?:balance|credits)", re.IGNORECASE)
_PAYMENT_REQUIRED = 402
_TOO_LONG_STATUS = frozenset({400, 413, 422, 429})
"""What services send for a text that is too long; 429 where one question is over a minute's quota."""

_CONTENT_STATUS = frozenset({400, 403, 422, 451})
"""What services send for a text that their filter stops; 451 is RFC 7725's "unavailable for legal reasons"."""

_BAD_REQUEST = 400
_BODY_TOO_LARGE = 413


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a service will not answer this question, however often it is asked, and how it says so."""

    reason: Literal["too long", "content"]
    message: str

    @property
    def code(self) -> str:
        """OpenAI's code for this reason, whatever the service called it."""
        return "context_length_exceeded" if self.reason == "too long" else "content_filter"


def answer_in(content: bytes) -> Json | None:
    """The body of an answer in the one shape that is read; None where there is none in it.

    No answer are a gateway's page, an error sent as a success or inside a choice, and a choice without a message.
    Text in parts becomes one text, and a count of tokens that is no number becomes 0.

    Source: answers of OpenAI, Azure, OpenRouter, Mistral, Gemini, vLLM and llama.cpp; Anthropic's Messages API.
    """
    body = _parsed(content)
    if not isinstance(body, dict):
        return None
    told = _completion(body) if "choices" in body else _message(body)
    return told | {"usage": _usage(told["usage"])} if told and "usage" in told else told


def _completion(body: Json) -> Json | None:
    """OpenAI's shape."""
    choices = body["choices"] if isinstance(body["choices"], list) else []
    told = [_choice(choice) for choice in choices]
    return body | {"choices": told} if told and None not in told else None


def _choice(choice: object) -> Json | None:
    if not isinstance(choice, dict) or choice.get("error"):
        return None
    message = choice.get("message")
    if message is None and choice.get("finish_reason") == "content_filter":
        message = {}
    if not isinstance(message, dict):
        return None
    said: Json = {"role": "assistant"} | message | {"content": _text(message.get("content"))}
    if "tool_calls" in message:
        said["tool_calls"] = _calls(message["tool_calls"])
    if said["content"] is None and not (said.get("tool_calls") or said.get("refusal") or choice.get("finish_reason")):
        return None
    return {"index": 0, "finish_reason": "stop"} | choice | {"message": said}


def _text(content: object) -> str | None:
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else None


def _calls(calls: object) -> list[Json] | None:
    """The calls of functions that have arguments as text; None where there is none."""
    listed = calls if isinstance(calls, list) else []
    functions = [(call, call.get("function")) for call in listed if isinstance(call, dict)]
    return [
        {"id": "", "type": "function"} | call
        for call, function in functions
        if isinstance(function, dict) and isinstance(function.get("arguments"), str)
    ] or None


def _message(body: Json) -> Json | None:
    """Anthropic's shape."""
    content = body.get("content")
    if not isinstance(content, list) or not (body.get("stop_reason") or body.get("type") == "message"):
        return None
    blocks = [block for block in content if isinstance(block, dict) and _BLOCKS.get(block.get("type", "")) in block]
    return body | {"content": blocks}


_BLOCKS = {"text": "text", "tool_use": "input"}
"""What each kind of block that is read must hold."""


def _usage(usage: object) -> Json | None:
    return {name: _tokens(name, value) for name, value in usage.items()} if isinstance(usage, dict) else None


def _tokens(name: str, value: object) -> object:
    if name.endswith("_details"):
        return _usage(value)
    return 0 if name.endswith("_tokens") and not isinstance(value, int) else value


def refusal_in(status: int, content: bytes) -> Refusal | None:
    """The service's objection to this very question; None for faults of the service, the key or the set-up.

    Source: errors of OpenAI, Azure, Anthropic, Gemini, Groq, Mistral, OpenRouter, vLLM, llama.cpp, LM Studio, TGI.
    """
    error = _error(_parsed(content))
    message = " ".join(str(error.get("message") or "").split())[:_LONGEST_MESSAGE]
    codes = {error.get("code"), error.get("type")}
    if codes & _TOO_LONG_CODES or status == _BODY_TOO_LARGE:
        return Refusal("too long", message or f"HTTP status {status}")
    # 429 is a matter of pace, unless the one request is over the limit of a whole minute.
    said = _TOO_LONG.search(message) if status in _TOO_LONG_STATUS else None
    if said and (status != 429 or said[0].lower() == "request too large"):  # noqa: PLR2004
        return Refusal("too long", message)
    if status in _CONTENT_STATUS and (codes & _CONTENT_CODES or _CONTENT.search(message)):
        return Refusal("content", message or "content filter")
    return None


def is_out_of_credit(status: int, content: bytes) -> bool:
    """True if the account cannot pay: no wait mends that, though some services say it as they say "too fast".

    Source: errors of OpenAI (429), Anthropic (400, 402), DeepSeek and OpenRouter (402).
    """
    if status < _BAD_REQUEST:
        return False
    error = _error(_parsed(content))
    told = {error.get("code"), error.get("type")} & _NO_CREDIT_CODES or _NO_CREDIT.search(error.get("message") or "")
    return status == _PAYMENT_REQUIRED or bool(told)


def _parsed(content: bytes) -> object:
    try:
        return parsed(content)
    except ValueError:
        return None


def _error(body: object) -> Json:
    """The error in a body: Gemini puts a list around it, LM Studio and TGI send bare text, vLLM no "error" at all."""
    if isinstance(body, list):
        return _error(body[0]) if body else {}
    if not isinstance(body, dict):
        return {}
    error = body.get("error", body)
    error = error if isinstance(error, dict) else {"message": error}
    return {name: value for name, value in error.items() if isinstance(value, str)}
