from __future__ import annotations

from typing import Any

from helpers.local_server import Reply
from helpers.model_server import completion, error, no_choices, tool_call

from benchmarks.answer_store import Exchange
from benchmarks.reading.cost import cost

SYSTEM = {"role": "system", "content": "Read."}
FIRST, SECOND = {"role": "user", "content": "One."}, {"role": "user", "content": "Two."}


def exchange(reply: Reply, *messages: dict[str, Any], seconds: float = 1.5) -> Exchange:
    return Exchange({"messages": [SYSTEM, *messages]}, reply.status, reply.body, seconds)


def test_what_was_sent_and_waited_for_adds_up() -> None:
    spent = cost([exchange(completion("{}"), FIRST), exchange(tool_call("f", {}), SECOND)])
    assert (spent.calls, spent.unparsed, spent.reasks, spent.tokens, spent.seconds) == (2, 0, 0, 20, 3.0)


def test_answers_that_are_not_json_do_not_parse() -> None:
    replies = [completion('{"records": ['), completion(None), no_choices(), error(400, "too long"), Reply(b"<html>")]
    assert cost([exchange(reply, FIRST) for reply in replies]).unparsed == 5


def test_what_continues_an_earlier_request_is_a_re_ask() -> None:
    answer = {"role": "assistant", "content": "?"}
    ends = [(FIRST,), (SECOND,), (FIRST, answer, SECOND), (FIRST, answer, SECOND, answer, FIRST)]
    assert cost([exchange(completion("{}"), *messages) for messages in ends]).reasks == 2
