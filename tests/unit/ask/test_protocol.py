"""A user relies on: a question that does not fit is told from a service that is ill, whoever the service is."""

from __future__ import annotations

import json

import pytest

from extract.ask.service.protocol import answer_in, is_out_of_credit, refusal_in

TOO_LONG = {
    "openai": (400, {"error": {"message": "This model's maximum context length is 128 tokens.", "code": "x"}}),
    "openai code": (400, {"error": {"message": "No.", "code": "context_length_exceeded"}}),
    "openai minute": (429, {"error": {"message": "Request too large for gpt on tokens per min (TPM): Limit 10"}}),
    "openai answer": (400, {"error": {"message": "max_tokens is too large: 8000. At most 4096 are supported."}}),
    "anthropic": (400, {"type": "error", "error": {"message": "prompt is too long: 214850 tokens > 200000 maximum"}}),
    "anthropic bytes": (413, {"type": "error", "error": {"type": "request_too_large", "message": "Too big"}}),
    "llama.cpp": (400, {"error": {"code": 400, "message": "No room", "type": "exceed_context_size_error"}}),
    "llama.cpp, before": (500, {"error": {"code": 500, "message": "No room", "type": "exceed_context_size_error"}}),
    "vllm": (400, {"object": "error", "message": "The model's maximum context length is 4096 tokens.", "code": 400}),
    "lm studio": (400, {"error": "The model is loaded with context length of only 4096 tokens"}),
    "gemini": (400, [{"error": {"message": "The input token count (104) exceeds the maximum of 100.", "code": 400}}]),
    "tgi": (422, {"error": "Input validation error: `inputs` must have less than 4096 tokens. Given: 5000"}),
    "groq": (400, {"error": {"message": "Please reduce the length of the messages or completion."}}),
}
CONTENT = {
    "azure": (400, {"error": {"message": "The response was filtered", "code": "content_filter", "status": 400}}),
    "openai": (400, {"error": {"message": "Invalid prompt: it was flagged.", "code": "invalid_prompt"}}),
    "openrouter": (403, {"error": {"message": "Your input was flagged", "code": 403, "metadata": {}}}),
    "deepseek": (400, {"error": {"message": "Content Exists Risk", "type": "invalid_request_error"}}),
    "qwen": (400, {"error": {"message": "Inappropriate", "code": "data_inspection_failed"}}),
}
NEITHER = {
    "key": (401, {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}}),
    "forbidden": (403, {"error": {"message": "Your key may not use this model"}}),
    "model": (404, {"error": {"message": "The model does not exist", "code": "model_not_found"}}),
    "parameter": (400, {"error": {"message": "response_format is not supported", "type": "invalid_request_error"}}),
    "pace": (429, {"error": {"message": "Rate limit reached: too many tokens per minute", "code": "rate_limit"}}),
    "overload": (529, {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}),
    "web page": (502, "<html>Bad gateway</html>"),
    "nothing": (400, None),
    "empty list": (400, []),
}


def body(content: object) -> bytes:
    return json.dumps(content).encode()


@pytest.mark.parametrize(("status", "content"), TOO_LONG.values(), ids=TOO_LONG)
def test_a_question_too_long_is_recognised(status: int, content: object) -> None:
    refusal = refusal_in(status, body(content))
    assert refusal is not None
    assert (refusal.reason, bool(refusal.message)) == ("too long", True)


@pytest.mark.parametrize(("status", "content"), CONTENT.values(), ids=CONTENT)
def test_content_that_is_refused_is_recognised(status: int, content: object) -> None:
    refusal = refusal_in(status, body(content))
    assert refusal is not None
    assert (refusal.reason, bool(refusal.message)) == ("content", True)


@pytest.mark.parametrize(("status", "content"), NEITHER.values(), ids=NEITHER)
def test_what_another_question_would_meet_too_is_no_refusal(status: int, content: object) -> None:
    assert refusal_in(status, body(content)) is None


def test_a_message_is_one_line_and_not_long() -> None:
    refusal = refusal_in(400, body({"error": {"message": "context length\n" * 100}}))
    assert refusal is not None
    assert "\n" not in refusal.message
    assert len(refusal.message) == 300


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[" * 10_000,
        b"{}",
        b'{"choices": []}',
        b'{"error": {"message": "no"}}',
        b"[1]",
        b'{"choices": 7}',
        b'{"choices": [{}]}',
        b'{"choices": [null]}',
        b'{"choices": [{"message": null, "finish_reason": "stop"}]}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"error": {"message": "busy"}, "message": {"content": ""}}]}',
        b'{"content": "Hello"}',
        b'{"content": [{}]}',
        b'{"choices": [{"message": {"content": ' + b"[" * 900 + b"]" * 900 + b"}}]}",
    ],
)
def test_a_success_without_an_answer_is_told_apart(content: bytes) -> None:
    assert answer_in(content) is None
    assert refusal_in(200, content) is None


CHOICE = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "{}"}}
SPOKEN = {"type": "text", "text": "{}"}


@pytest.mark.parametrize(
    "content",
    [{"choices": [CHOICE]}, {"content": [SPOKEN], "type": "message"}, {"content": [], "stop_reason": "refusal"}],
)
def test_answers_of_both_protocols_are_answers(content: object) -> None:
    assert answer_in(body(content)) == content


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"message": {"content": [SPOKEN, SPOKEN, {"type": "image"}]}}, {"role": "assistant", "content": "{}{}"}),
        ({"finish_reason": "content_filter", "message": None}, {"role": "assistant", "content": None}),
        ({"finish_reason": "content_filter"}, {"role": "assistant", "content": None}),
        (
            {"message": {"content": "{}", "tool_calls": "none"}},
            {"role": "assistant", "content": "{}", "tool_calls": None},
        ),
    ],
)
def test_an_answer_of_an_odd_shape_is_read_in_the_usual_one(choice: object, message: object) -> None:
    answer = answer_in(body({"choices": [choice]}))
    assert answer is not None
    assert answer["choices"][0]["message"] == message


def test_tokens_that_are_no_numbers_are_none() -> None:
    usage = {"prompt_tokens": None, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": "many"}}
    answer = answer_in(body({"choices": [CHOICE], "usage": usage}))
    assert answer is not None
    assert answer["usage"] == {
        "prompt_tokens": 0,
        "completion_tokens": 3,
        "prompt_tokens_details": {"cached_tokens": 0},
    }


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (429, {"message": "You exceeded your current quota", "code": "insufficient_quota"}),
        (400, {"message": "Your credit balance is too low to access the API", "type": "invalid_request_error"}),
        (402, {"message": "Insufficient Balance"}),
    ],
)
def test_an_account_that_cannot_pay_is_known_by_its_words_in_each_service(status: int, error: dict[str, str]) -> None:
    assert is_out_of_credit(status, json.dumps({"error": error}).encode())


def test_a_service_that_is_too_busy_wants_no_money() -> None:
    body = json.dumps({"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}).encode()
    assert not is_out_of_credit(429, body)
