"""What a model's service says over HTTP: an answer, a refusal of this very question, or neither."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]

RECORDED = "recorded-"
"""What the id of an answer begins with that was recorded: one that is played costs nothing."""

_LONGEST_MESSAGE = 300

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
_CONTENT_STATUS = frozenset({400, 403, 422, 451})
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
    """The body of an answer; None where there is none in it (a gateway's page, an error sent as a success)."""
    body = _parsed(content)
    if isinstance(body, dict) and (body.get("choices") or body.get("content") or "stop_reason" in body):
        return body
    return None


def refusal_in(status: int, content: bytes) -> Refusal | None:
    """What speaks against this very question; None for faults of the service, the key or the set-up.

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
        parsed: object = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return parsed


def _error(body: object) -> Json:
    """The error in a body: Gemini puts a list around it, LM Studio and TGI send bare text, vLLM no "error" at all."""
    if isinstance(body, list):
        return _error(body[0]) if body else {}
    if not isinstance(body, dict):
        return {}
    error = body.get("error", body)
    error = error if isinstance(error, dict) else {"message": error}
    return {name: value for name, value in error.items() if isinstance(value, str)}
