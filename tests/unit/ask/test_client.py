"""A user relies on: a bad answer is asked again with its reasons, good records are kept, faults are told.

The server is a real one on loopback that speaks as llama.cpp and OpenAI do.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from helpers.local_server import Answer as Replying
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.model_server import JSON, completion, error, messages, no_choices, records

from extract.ask.checked_answers import Check
from extract.ask.client import ModelClient
from extract.ask.service.models import PROVIDERS
from extract.ask.service.transport import RetryingTransport
from extract.base.errors import (
    ConfigError,
    ContentRefusedError,
    InvariantError,
    ProviderError,
    TooLongError,
    Ungrounded,
)
from extract.base.types import Answer, Grounded
from schemas import Strike

GOOD = {"sentences": [1], "place": "Tera"}
OTHER = {"sentences": [2], "place": "Juba"}
BAD = {"sentences": [1], "place": "nowhere"}


def check(_kind: str, draft: Mapping[str, Any]) -> Grounded:
    """Refuses what happened nowhere, and an attacker who is nobody; without the latter a record can be kept."""
    if draft["place"] == "nowhere":
        raise Ungrounded(["place: “nowhere” does not stand there"])
    if draft.get("attacker") == "nobody":
        kept = {name: value for name, value in draft.items() if name != "attacker"}
        raise Ungrounded(["attacker: “nobody” does not stand there"], check(_kind, kept))
    return Grounded("strike", "a", Strike.model_validate(draft), (), {})


async def no_sleep(_: float) -> None:
    pass


def client_of(url: str) -> ModelClient:
    transport = RetryingTransport(attempts=2, sleep=no_sleep)
    manner = PROVIDERS["gguf"].manner
    return ModelClient("test", base_url=f"{url}/v1", api_key="key", transport=transport, manner=manner)


async def put(client: ModelClient, question: str = "Strikes?", checked: Check = check, reasks: int = 1) -> Answer:
    asked = [{"role": "system", "content": "Read."}, {"role": "user", "content": question}]
    return await client.ask(asked, kinds=("strike",), check=checked, most_records=4, max_tokens=50, reasks=reasks)


def ask(url: str, *questions: str, reasks: int = 1) -> list[Answer]:
    """Puts the questions one after the other."""

    async def main() -> list[Answer]:
        client = client_of(url)
        try:
            return [await put(client, question, reasks=reasks) for question in questions or ["Strikes?"]]
        finally:
            await client.close()

    return asyncio.run(main())


def in_turn(*replies: Reply) -> Replying:
    """Each reply once, in this order; a request more than that is an error of the test."""
    return lambda request: replies[request.number - 1]


def places(answer: Answer) -> list[str | None]:
    return [grounded.draft.place for grounded in answer.grounded if isinstance(grounded.draft, Strike)]


# --- answers


def test_a_good_answer_costs_one_request(http_server: StartServer) -> None:
    server = http_server(in_turn(records(GOOD, OTHER)))
    [answer] = ask(server.url)
    assert places(answer) == ["Tera", "Juba"]
    assert (answer.rejected, answer.error, answer.attempts) == ((), None, 1)
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (7, 3)
    assert [request.path for request in server.received] == ["/v1/chat/completions"]


def test_nothing_found_is_an_answer(http_server: StartServer) -> None:
    server = http_server(in_turn(records()))
    [answer] = ask(server.url)
    assert (answer.grounded, answer.rejected, answer.error, len(server.received)) == ((), (), None, 1)


def test_the_request_asks_for_the_schema_of_the_kind_and_is_the_same_every_time(http_server: StartServer) -> None:
    server = http_server(lambda _: records(GOOD))
    ask(server.url, "Strikes?", "Strikes?")
    first, second = (json.loads(request.body) for request in server.received)
    assert first == second
    assert (first["model"], first["temperature"], first["max_tokens"]) == ("test", 0, 50)
    schema = json.dumps(first["response_format"])
    assert '"attacker"' in schema
    assert '"maxItems": 4' in schema


def test_what_is_asked_reaches_the_server_unchanged(http_server: StartServer) -> None:
    server = http_server(in_turn(records()))
    question = "  {{ 7 * 7 }} {% if x %}\r\n\t“{0}” %s \u2028 \\n İ 😀  \n"
    ask(server.url, question)
    assert messages(server.received[0]) == ["Read.", question]


def test_a_bad_answer_is_asked_again_with_its_reasons_and_the_second_is_used(http_server: StartServer) -> None:
    server = http_server(in_turn(records(BAD), records(OTHER)))
    [answer] = ask(server.url)
    assert places(answer) == ["Juba"]
    assert (answer.rejected, answer.error, answer.attempts) == ((), None, 2)
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (14, 6)
    *asked, given, again = messages(server.received[1])
    assert asked == messages(server.received[0])
    assert json.loads(given) == {"records": [BAD]}
    assert "place: “nowhere” does not stand there" in again
    assert len(server.received) == 2


@pytest.mark.parametrize("reasks", [0, 1, 2])
def test_a_record_that_never_passes_is_listed_with_its_reason_after_so_many_reasks(
    http_server: StartServer, reasks: int
) -> None:
    server = http_server(lambda _: records(BAD))
    [answer] = ask(server.url, reasks=reasks)
    assert len(server.received) == answer.attempts == reasks + 1
    assert answer.rejected == (("strike", BAD, "place: “nowhere” does not stand there"),)
    assert (answer.grounded, answer.error) == ((), None)


def test_one_bad_record_does_not_sink_nine_good_ones(http_server: StartServer) -> None:
    good = [{"sentences": [number], "place": f"Tera {number}"} for number in range(1, 10)]
    server = http_server(lambda _: records(*good[:4], BAD, *good[4:]))
    [answer] = ask(server.url)
    assert places(answer) == [record["place"] for record in good]
    assert [refused.draft for refused in answer.rejected] == [BAD]
    assert answer.error is None


def test_the_attempt_with_more_records_is_used(http_server: StartServer) -> None:
    server = http_server(in_turn(records(GOOD, OTHER, BAD), records(OTHER)))
    [answer] = ask(server.url)
    assert places(answer) == ["Tera", "Juba"]
    assert [refused.draft for refused in answer.rejected] == [BAD]


def test_a_fault_that_a_record_can_do_without_is_listed_but_not_asked_again(http_server: StartServer) -> None:
    faulty = {**GOOD, "attacker": "nobody"}
    server = http_server(in_turn(records(faulty)))
    [answer] = ask(server.url)
    assert places(answer) == ["Tera"]
    assert answer.rejected == (("strike", faulty, "kept without: attacker: “nobody” does not stand there"),)
    assert answer.attempts == 1


def test_a_record_given_twice_is_one(http_server: StartServer) -> None:
    server = http_server(in_turn(records(GOOD, OTHER, GOOD)))
    [answer] = ask(server.url)
    assert places(answer) == ["Tera", "Juba"]


# --- answers that cannot be read


@pytest.mark.parametrize(
    ("unreadable", "reason"),
    [
        (completion('{"records": ['), "JSON"),
        (completion("I found no strikes."), "JSON"),
        (completion(""), "JSON"),
        (completion(None), "JSON"),
        (completion("[]"), "records"),
        (completion('{"strikes": []}'), "records"),
        (completion('{"records": ["Tera"]}'), "records"),
        (completion(None, refusal="I cannot help with that."), "I cannot help with that."),
    ],
    ids=["cut JSON", "prose", "empty", "null", "a list", "other key", "no objects", "refusal"],
)
def test_an_answer_of_another_shape_is_asked_again_and_told_if_it_stays_so(
    http_server: StartServer, unreadable: Reply, reason: str
) -> None:
    mended = http_server(in_turn(unreadable, records(GOOD)))
    [answer] = ask(mended.url)
    assert (places(answer), answer.error, answer.attempts) == (["Tera"], None, 2)

    stubborn = http_server(lambda _: unreadable)
    [answer] = ask(stubborn.url)
    assert (answer.grounded, answer.rejected, answer.attempts) == ((), (), 2)
    assert answer.error is not None
    assert reason in answer.error
    assert len(stubborn.received) == 2


@pytest.mark.parametrize("said", ['{"rec', '{"records": [', '{"records": [{"sentences": [1], "pla'])
def test_an_answer_cut_off_is_an_error_that_says_so_and_is_not_asked_again(http_server: StartServer, said: str) -> None:
    server = http_server(in_turn(completion(said, finish_reason="length")))
    with pytest.raises(TooLongError) as caught:
        ask(server.url)
    answer = caught.value.partial
    assert answer is not None
    assert answer.error == str(caught.value) == "the answer was cut off after 50 tokens"
    assert (answer.grounded, answer.attempts, answer.usage.completion_tokens) == ((), 1, 3)


def test_records_that_are_whole_in_an_answer_cut_off_are_kept_with_the_error(http_server: StartServer) -> None:
    said = json.dumps({"records": [GOOD, BAD, OTHER]})[:-8]
    server = http_server(in_turn(completion(said, finish_reason="length")))
    with pytest.raises(TooLongError) as caught:
        ask(server.url)
    answer = caught.value.partial
    assert answer is not None
    assert (places(answer), [refused.draft for refused in answer.rejected]) == (["Tera"], [BAD])
    assert answer.error == "the answer was cut off after 50 tokens; 2 whole records before that are kept"


def test_a_window_that_does_not_fit_is_told_apart(http_server: StartServer) -> None:
    with pytest.raises(TooLongError, match="maximum context length is 8 tokens"):
        ask(http_server(lambda _: error(400, "This model's maximum context length is 8 tokens.")).url)


def test_content_that_is_refused_is_told_apart(http_server: StartServer) -> None:
    with pytest.raises(ContentRefusedError, match="content management policy"):
        ask(http_server(lambda _: error(400, "It was filtered under our content management policy.")).url)


def test_an_answer_withheld_for_its_content_says_so(http_server: StartServer) -> None:
    server = http_server(lambda _: completion(None, finish_reason="content_filter"))
    [answer] = ask(server.url)
    assert answer.error == "the service withheld the answer because of its content"


def test_good_records_are_kept_when_the_second_answer_is_cut_off(http_server: StartServer) -> None:
    server = http_server(in_turn(records(GOOD, BAD), completion('{"rec', finish_reason="length")))
    [answer] = ask(server.url)
    assert (places(answer), answer.error) == (["Tera"], None)
    assert [refused.draft for refused in answer.rejected] == [BAD]


@pytest.mark.parametrize(
    "reply",
    [
        no_choices(),
        Reply(b'{"id"', headers=JSON),
        Reply(b"<html>gateway</html>", headers={"content-type": "text/html"}),
    ],
    ids=["no choices", "no JSON of the protocol", "a web page"],
)
def test_an_answer_against_the_protocol_is_an_error_of_the_server(http_server: StartServer, reply: Reply) -> None:
    server = http_server(lambda _: reply)
    with pytest.raises(ProviderError, match="the server sent no answer"):
        ask(server.url)


# --- servers that do not answer


@pytest.mark.parametrize(
    ("status", "what", "said"),
    [(401, ConfigError, "key"), (403, ConfigError, "key"), (404, ConfigError, "model"), (400, ProviderError, "400")],
)
def test_a_server_that_refuses_is_told_with_its_reason_and_not_asked_again(
    http_server: StartServer, status: int, what: type[Exception], said: str
) -> None:
    server = http_server(lambda _: error(status, "because of the moon"))
    with pytest.raises(what) as caught:
        ask(server.url)
    assert type(caught.value) is what
    assert said in str(caught.value)
    assert "because of the moon" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert len(server.received) == 1


def test_a_fault_that_does_not_pass_is_an_error_of_this_window(http_server: StartServer) -> None:
    server = http_server(lambda _: error(500, "out of memory"))
    with pytest.raises(ProviderError, match="out of memory"):
        ask(server.url)
    assert len(server.received) == 2


def test_where_nobody_listens_the_run_cannot_start() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ConfigError, match="no model server answers"):
        ask(url)


def test_a_connection_lost_after_an_answer_is_an_error_of_that_window_alone(http_server: StartServer) -> None:
    broken = Reply(b"{", headers=JSON, promised_bytes=100)
    server = http_server(lambda request: records(GOOD) if request.number == 1 else broken)
    with pytest.raises(ProviderError, match=r"the server sent no answer \(RemoteProtocolError: "):
        ask(server.url, "first", "second")


def test_a_first_answer_that_never_comes_is_an_error_of_that_window_alone(http_server: StartServer) -> None:
    server = http_server(lambda _: Reply(b"{", headers=JSON, promised_bytes=100))
    with pytest.raises(ProviderError, match=r"the server sent no answer \("):
        ask(server.url)


# --- many at once


def test_calls_in_flight_at_once_get_their_own_answers_and_checks(http_server: StartServer) -> None:
    count = 20
    server = http_server(_echo_together(count))

    def check_of(number: int) -> Check:
        def own_check(kind: str, draft: Mapping[str, Any]) -> Grounded:
            if draft["place"] != f"place {number}":
                raise Ungrounded([f"place: it is place {number}"])
            return check(kind, draft)

        return own_check

    async def main() -> list[Answer]:
        client = client_of(server.url)
        try:
            return await asyncio.gather(*(put(client, f"place {n}", check_of(n)) for n in range(count)))
        finally:
            await client.close()

    answers = asyncio.run(main())
    assert [places(answer) for answer in answers] == [[f"place {number}"] for number in range(count)]
    assert [answer.attempts for answer in answers] == [2] * count
    assert len(server.received) == 2 * count
    assert _reasons(server) == {f"place {number}": f"place: it is place {number}" for number in range(count)}


def _echo_together(count: int) -> Replying:
    """Answers when ``count`` questions have come: first all wrong, then each with the place it asks about."""
    together = threading.Barrier(count, timeout=20)

    def reply(request: Received) -> Reply:
        said = messages(request)
        together.wait()
        return records({"sentences": [1], "place": said[1] if len(said) > 2 else "elsewhere"})

    return reply


def _reasons(server: LocalServer) -> dict[str, str]:
    """By question, the reason in the request that asks again."""
    again: list[Sequence[str]] = [said for request in server.received if len(said := messages(request)) > 2]
    return {said[1]: line[2:] for said in again for line in said[-1].splitlines() if line.startswith("- ")}


def test_a_record_that_is_left_out_when_asked_again_is_listed(http_server: StartServer) -> None:
    server = http_server(in_turn(records(GOOD, BAD), records(GOOD)))
    [answer] = ask(server.url)
    assert places(answer) == ["Tera"]
    assert answer.rejected == (("strike", BAD, "left out when asked again: place: “nowhere” does not stand there"),)


def test_what_an_answer_gave_is_kept_where_asking_again_fails(http_server: StartServer) -> None:
    server = http_server(in_turn(records(GOOD, BAD), error(400, "no")))
    with pytest.raises(ProviderError) as caught:
        ask(server.url)
    assert caught.value.partial is not None
    assert places(caught.value.partial) == ["Tera"]


def test_a_broken_check_is_our_bug_and_not_the_servers(http_server: StartServer) -> None:
    def broken(_kind: str, _draft: Mapping[str, Any]) -> Grounded:
        raise KeyError("spans")

    async def main(url: str) -> None:
        client = client_of(url)
        try:
            await put(client, checked=broken)
        finally:
            await client.close()

    server = http_server(in_turn(records(GOOD)))
    with pytest.raises(InvariantError, match="spans"):
        asyncio.run(main(server.url))
