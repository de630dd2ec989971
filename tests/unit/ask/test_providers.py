"""A user relies on: each provider is asked in its own way and held to the schema; its errors are understood.

The servers are real ones on loopback that answer as the providers do.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from helpers import anthropic_server as claude
from helpers.local_server import Answer as Replying
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import completion, error, messages, records, tool_call

from extract.ask.client import ModelClient
from extract.ask.service.dialect import Dialect
from extract.ask.service.models import PROVIDERS, Manner
from extract.ask.service.transport import RetryingTransport
from extract.base.errors import ConfigError, ContentRefusedError, ProviderError, TooLongError
from extract.base.types import Answer, Grounded, Usage
from schemas import Strike

GOOD = {"sentences": [1], "place": "Tera"}
OTHER = {"sentences": [2], "place": "Juba"}


def check(_kind: str, draft: Mapping[str, Any]) -> Grounded:
    return Grounded("strike", "a", Strike.model_validate(draft), (), {})


async def no_sleep(_: float) -> None:
    pass


def ask(
    url: str, provider: str, *, times: int = 1, manner: Manner | None = None, question: str = "Strikes?"
) -> tuple[list[Answer], ModelClient]:
    """Puts a question several times, each twice at most; the answers and the client."""

    async def main() -> tuple[list[Answer], ModelClient]:
        client = ModelClient(
            "test",
            base_url=url if provider == "anthropic" else f"{url}/v1",
            api_key="secret-key",
            transport=RetryingTransport(attempts=2, sleep=no_sleep),
            manner=manner or PROVIDERS[provider].manner,
        )
        asked = [{"role": "system", "content": "Read."}, {"role": "user", "content": question}]
        try:
            put = [
                client.ask(asked, kinds=("strike",), check=check, most_records=4, max_tokens=50, reasks=1)
                for _ in range(times)
            ]
            return await asyncio.gather(*put), client
        finally:
            await client.close()

    return asyncio.run(main())


def places(answer: Answer) -> list[str | None]:
    return [grounded.draft.place for grounded in answer.grounded if isinstance(grounded.draft, Strike)]


def refusing(refusals: Mapping[str, Reply], answer: Reply) -> Replying:
    """A server that refuses requests whose body holds a text, and answers the others."""

    def reply(request: Received) -> Reply:
        body = request.body.decode()
        return next((refusal for text, refusal in refusals.items() if text in body), answer)

    return reply


def openai_error(status: int, message: str, *, param: str | None = None, code: str | None = None) -> Reply:
    told = {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}
    return Reply(json.dumps(told).encode(), status=status, headers={"content-type": "application/json"})


NO_TEMPERATURE = openai_error(
    400,
    "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
    param="temperature",
    code="unsupported_value",
)
NO_SCHEMA = openai_error(400, "This response_format type is unavailable now", code="invalid_request_error")


# --- OpenAI and what speaks like it


def test_openai_is_held_to_a_strict_schema(http_server: StartServer) -> None:
    server = http_server(lambda _: records(GOOD))
    [answer], client = ask(server.url, "openai")
    assert places(answer) == ["Tera"]
    [request] = server.received
    body = json.loads(request.body)
    told = body["response_format"]["json_schema"]
    assert (request.path, request.headers["authorization"]) == ("/v1/chat/completions", "Bearer secret-key")
    assert (body["response_format"]["type"], told["strict"], told["name"]) == ("json_schema", True, "Strikes")
    assert told["schema"]["additionalProperties"] is False
    assert told["schema"]["$defs"]["Strike"]["required"] == list(told["schema"]["$defs"]["Strike"]["properties"])
    assert (body["max_completion_tokens"], body["temperature"]) == (50, 0)
    assert client.negotiation.dialect.described == "strict json_schema, max_completion_tokens, temperature 0"


def test_what_a_strict_schema_makes_a_model_write_is_understood(http_server: StartServer) -> None:
    optional = dict.fromkeys(("attacker", "target", "date", "weapon", "stated_reason", "in_response_to"))
    whole = {**GOOD, **optional, "occurrence": "single", "method": "other", "casualties": [], "according_to": []}
    [answer], _ = ask(http_server(lambda _: records({**whole, "assertion": "asserted"})).url, "openai")
    assert (places(answer), answer.rejected) == (["Tera"], ())


def test_a_reasoning_model_that_refuses_a_temperature_is_asked_without(http_server: StartServer) -> None:
    server = http_server(refusing({'"temperature"': NO_TEMPERATURE}, records(GOOD)))
    answers, client = ask(server.url, "openai", times=5)
    assert [places(answer) for answer in answers] == [["Tera"]] * 5
    assert [answer.attempts for answer in answers] == [1] * 5
    assert client.negotiation.refused == 1
    assert len(server.received) <= 10
    assert "no temperature" in client.negotiation.dialect.described


def test_a_server_without_schemas_is_made_to_call_a_function(http_server: StartServer) -> None:
    server = http_server(refusing({"response_format": NO_SCHEMA}, tool_call("Strikes", {"records": [GOOD, OTHER]})))
    [answer], client = ask(server.url, "openai")
    assert places(answer) == ["Tera", "Juba"]
    body = json.loads(server.received[-1].body)
    assert body["tool_choice"] == {"type": "function", "function": {"name": "Strikes"}}
    assert body["tools"][0]["function"]["parameters"]["properties"]["records"]["maxItems"] == 4
    assert client.negotiation.dialect.constraint == "tool"
    assert len(server.received) == 3


def test_a_second_call_of_the_function_is_not_lost(http_server: StartServer) -> None:
    calls = [
        {
            "id": f"call_{n}",
            "type": "function",
            "function": {"name": "Strikes", "arguments": json.dumps({"records": [d]})},
        }
        for n, d in enumerate((GOOD, OTHER))
    ]
    server = http_server(lambda _: completion(None, finish_reason="tool_calls", tool_calls=calls))
    [answer], _ = ask(server.url, "openai", manner=Manner("chat", Dialect("tool")))
    assert places(answer) == ["Tera", "Juba"]


def test_a_bad_answer_of_a_function_is_asked_again(http_server: StartServer) -> None:
    def reply(request: Received) -> Reply:
        return tool_call("Strikes", {"strikes": []} if request.number == 1 else {"records": [GOOD]})

    server = http_server(reply)
    [answer], _ = ask(server.url, "openai", manner=Manner("chat", Dialect("tool")))
    assert (places(answer), answer.attempts) == (["Tera"], 2)
    assert 'The answer must be an object with a list "records"' in messages(server.received[1])[-1]


def test_a_server_that_refuses_every_way_is_told_in_its_own_words(http_server: StartServer) -> None:
    server = http_server(refusing({"": NO_SCHEMA}, records()))
    with pytest.raises(ProviderError, match="unavailable now"):
        ask(server.url, "openai")
    assert len(server.received) == 3


def test_after_an_answer_a_refusal_changes_nothing(http_server: StartServer) -> None:
    server = http_server(lambda _: NO_SCHEMA)
    settled = Manner("chat", Dialect("strict json_schema"), settled=True)
    with pytest.raises(ProviderError, match="unavailable now"):
        ask(server.url, "openai", manner=settled)
    assert len(server.received) == 1


def test_a_question_too_long_is_not_taken_for_a_refused_parameter(http_server: StartServer) -> None:
    too_long = error(400, "max_tokens is too large: 50. This model's maximum context length is 8 tokens: unsupported.")
    server = http_server(lambda _: too_long)
    with pytest.raises(TooLongError):
        ask(server.url, "ollama")
    assert len(server.received) == 1


def test_ollama_makes_a_grammar_of_the_schema_as_it_is(http_server: StartServer) -> None:
    server = http_server(lambda _: records(GOOD))
    [answer], _ = ask(server.url, "ollama")
    assert places(answer) == ["Tera"]
    body = json.loads(server.received[0].body)
    assert "strict" not in body["response_format"]["json_schema"]
    assert body["response_format"]["json_schema"]["schema"]["$defs"]["Strike"]["required"] == ["sentences"]
    assert (body["max_tokens"], body["temperature"]) == (50, 0)


def test_a_model_that_ollama_does_not_have_is_named(http_server: StartServer) -> None:
    missing = openai_error(404, 'model "test" not found, try pulling it first')
    with pytest.raises(ConfigError, match=r"does not know the model.*try pulling"):
        ask(http_server(lambda _: missing).url, "ollama")


def test_an_answer_in_a_code_block_is_read(http_server: StartServer) -> None:
    fenced = completion("```json\n" + json.dumps({"records": [GOOD]}) + "\n```")
    [answer], client = ask(http_server(lambda _: fenced).url, "ollama")
    assert (places(answer), client.negotiation.prose) == (["Tera"], 0)


def test_answers_that_are_no_json_are_counted(http_server: StartServer) -> None:
    [answer], client = ask(http_server(lambda _: completion("I found a strike in Tera.")).url, "ollama")
    assert answer.error is not None
    assert (client.negotiation.prose, client.negotiation.answers) == (2, 2)


def test_cached_tokens_are_counted_over_answers_asked_again(http_server: StartServer) -> None:
    def reply(request: Received) -> Reply:
        given = json.loads((records(GOOD) if request.number == 2 else completion("no")).body)
        given["usage"]["prompt_tokens_details"] = {"cached_tokens": 4}
        return Reply(json.dumps(given).encode(), headers={"content-type": "application/json"})

    [answer], _ = ask(http_server(reply).url, "openai")
    assert answer.usages == (Usage(7, 4, 0, 3),) * 2
    assert (answer.usage, answer.replayed) == (Usage(14, 8, 0, 6), ())


def test_prompts_that_a_server_cut_are_counted(http_server: StartServer) -> None:
    def reply(request: Received) -> Reply:
        given = json.loads(records(GOOD).body)
        given["usage"]["prompt_tokens"] = len(request.body)
        return Reply(json.dumps(given).encode(), headers={"content-type": "application/json"})

    _, whole = ask(http_server(reply).url, "ollama")
    assert whole.negotiation.cut == 0
    _, cut = ask(http_server(lambda _: records(GOOD)).url, "ollama", question="Strikes? " * 100)
    assert cut.negotiation.cut == 1


# --- Anthropic


def test_anthropic_is_held_to_the_schema_and_keeps_the_prompt(http_server: StartServer) -> None:
    server = http_server(lambda _: claude.records(GOOD))
    [answer], client = ask(server.url, "anthropic")
    assert places(answer) == ["Tera"]
    [request] = server.received
    body = claude.asked(request)
    headers = {name.lower(): value for name, value in request.headers.items()}
    assert request.path == "/v1/messages"
    assert "secret-key" in headers.get("authorization", headers.get("x-api-key", ""))
    assert body["system"] == [{"type": "text", "text": "Read.", "cache_control": {"type": "ephemeral"}}]
    assert body["messages"] == [{"role": "user", "content": "Strikes?"}]
    told = body["output_config"]["format"]
    assert told["type"] == "json_schema"
    assert told["schema"]["additionalProperties"] is False
    assert not any(f'"{word}"' in json.dumps(told) for word in ("maxItems", "minLength", "minimum", "default"))
    assert body["max_tokens"] == 50
    assert "temperature" not in body
    assert answer.usage == Usage(32, 20, 5, 3)
    assert client.negotiation.dialect.constraint == "json_schema"


def test_an_older_claude_is_made_to_use_a_tool(http_server: StartServer) -> None:
    refusal = claude.error(400, "invalid_request_error", "'claude-test' does not support output format.")
    server = http_server(refusing({"output_config": refusal}, claude.tool_use(GOOD)))
    [answer], client = ask(server.url, "anthropic")
    assert places(answer) == ["Tera"]
    body = claude.asked(server.received[-1])
    assert body["tool_choice"] == {"type": "tool", "name": "Strikes", "disable_parallel_tool_use": True}
    assert client.negotiation.dialect.constraint == "tool"


def test_anthropic_is_asked_again_with_what_it_said(http_server: StartServer) -> None:
    said = (claude.message(claude.text("")), claude.records(GOOD))
    server = http_server(lambda request: said[request.number - 1])
    [answer], _ = ask(server.url, "anthropic")
    assert (places(answer), answer.attempts, answer.usage) == (["Tera"], 2, Usage(64, 40, 10, 6))
    again = claude.asked(server.received[1])["messages"]
    assert [message["role"] for message in again] == ["user", "assistant", "user"]
    assert all(message["content"] for message in again)


@pytest.mark.parametrize(
    ("reply", "what", "said"),
    [
        (claude.error(401, "authentication_error", "invalid x-api-key"), ConfigError, "refuses the key"),
        (claude.error(403, "permission_error", "not for you"), ConfigError, "refuses the key"),
        (claude.error(404, "not_found_error", "model: test"), ConfigError, "does not know the model"),
        (
            claude.error(400, "invalid_request_error", "prompt is too long: 9 tokens > 8 maximum"),
            TooLongError,
            "9 tokens",
        ),
        (claude.error(413, "request_too_large", "Request exceeds the maximum size"), TooLongError, "maximum size"),
        (claude.error(529, "overloaded_error", "Overloaded"), ProviderError, "Overloaded"),
        (claude.error(429, "rate_limit_error", "slow down", **{"retry-after": "1"}), ProviderError, "slow down"),
        (claude.error(500, "api_error", "Internal server error"), ProviderError, "Internal server error"),
        (claude.message(claude.text('{"rec'), stop_reason="max_tokens"), TooLongError, "cut off after 50 tokens"),
        (
            claude.message(claude.text('{"rec'), stop_reason="model_context_window_exceeded"),
            TooLongError,
            "cut off",
        ),
        (
            claude.error(400, "invalid_request_error", "Output blocked by content filtering policy"),
            ContentRefusedError,
            "content filtering policy",
        ),
    ],
)
def test_what_anthropic_cannot_answer_is_told_as_what_it_is(
    http_server: StartServer, reply: Reply, what: type[Exception], said: str
) -> None:
    server = http_server(lambda _: reply)
    with pytest.raises(what, match=said) as caught:
        ask(server.url, "anthropic")
    assert type(caught.value) is what
    assert len(str(caught.value).splitlines()) == 1


def test_a_refusal_of_claude_is_told(http_server: StartServer) -> None:
    server = http_server(lambda _: claude.message(claude.text("I will not."), stop_reason="refusal"))
    [answer], _ = ask(server.url, "anthropic")
    assert answer.error == "the model refused to answer: I will not."
    assert answer.usage.completion_tokens == 3 * answer.attempts


def test_records_that_are_whole_in_a_message_cut_off_are_kept(http_server: StartServer) -> None:
    said = json.dumps({"records": [GOOD, OTHER]})[:-8]
    server = http_server(lambda _: claude.message(claude.text(said), stop_reason="max_tokens"))
    with pytest.raises(TooLongError) as caught:
        ask(server.url, "anthropic")
    assert caught.value.partial is not None
    assert places(caught.value.partial) == ["Tera"]


def test_without_its_sdk_anthropic_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "anthropic", None)
    with pytest.raises(ConfigError, match=r"rashomon-events\[anthropic\]"):
        ask("http://127.0.0.1:9", "anthropic")
