"""A user relies on: the same question finds the same answer on any machine, and files are readable and exact."""

from __future__ import annotations

import json

import pytest
import yaml

from extract.cassette.format import (
    HEADER,
    Exchange,
    ModelRequest,
    Recorded,
    Reply,
    dump,
    dump_line,
    parse,
    read_reply,
    read_request,
)

URL = "http://127.0.0.1:8089/v1/chat/completions"
BODY = {"model": "small", "messages": [{"role": "user", "content": "Who said so?"}], "temperature": 0}

CHOICE = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "{}"}}


def request(body: object = BODY, *, url: str = URL) -> ModelRequest:
    return read_request("POST", url, json.dumps(body).encode())


def exchange(question: str = "Who said so?", answer: str = "He did.", *, label: str = "", order: int = 0) -> Exchange:
    asked = request({"model": "small", "messages": [{"role": "user", "content": question}]})
    return Exchange(asked, Reply({"choices": [{"message": {"content": answer}}]}), label, order)


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("https://api.example.org/v1/chat/completions", "chat/completions"),
        ("https://example.org/api/v1/chat/completions?timeout=5", "chat/completions"),
        ("http://localhost:11434/chat/completions/", "chat/completions"),
        ("https://api.example.org/v1/messages", "messages"),
        ("https://example.org/proxy/anthropic/v1/messages", "messages"),
    ],
)
def test_servers_differ_in_host_port_and_prefix_only(url: str, endpoint: str) -> None:
    assert request(url=url).endpoint == endpoint


def test_the_same_question_has_the_same_key_on_every_server() -> None:
    other = request(dict(reversed(BODY.items())), url="https://api.example.org/api/chat/completions")

    assert other.key == request().key


@pytest.mark.parametrize(
    "changed",
    [
        {"model": "large"},
        {"temperature": 0.1},
        {"max_tokens": 10},
        {"messages": [{"role": "user", "content": "Who said so? "}]},
    ],
)
def test_any_change_of_the_question_changes_the_key(changed: dict[str, object]) -> None:
    assert request({**BODY, **changed}).key != request().key


@pytest.mark.parametrize(
    ("model", "stored"),
    [
        ("/home/someone/models/small.gguf", "small.gguf"),
        ("~/models/small.gguf", "small.gguf"),
        (r"C:\Users\someone\small.gguf", "small.gguf"),
        ("models/small.gguf", "small.gguf"),
        ("qwen2.5:7b", "qwen2.5:7b"),
        ("meta/llama-4", "meta/llama-4"),
    ],
)
def test_a_local_model_is_stored_by_name_not_by_path(model: str, stored: str) -> None:
    reply = read_reply(200, json.dumps({"model": model, "choices": [CHOICE]}).encode(), request())

    assert request({**BODY, "model": model}).body["model"] == stored
    assert reply is not None
    assert (reply.body["model"], reply.body["choices"]) == (stored, [CHOICE])


def test_recording_the_same_answer_again_changes_nothing() -> None:
    answers = [
        read_reply(
            200,
            json.dumps({"id": f"chatcmpl-{n}", "created": n, "timings": n, "choices": [CHOICE]}).encode(),
            request(),
        )
        for n in (1, 2)
    ]

    fixed = {"id": f"recorded-{request().key[:16]}", "created": 0, "choices": [CHOICE]}
    assert answers == [Reply(fixed), Reply(fixed)]


def test_a_refusal_of_the_question_is_recorded_without_what_the_server_adds() -> None:
    sent = {"error": {"message": "It exceeds the context length", "request_id": "r1"}, "account": "me"}

    kept = read_reply(400, json.dumps(sent).encode(), request())

    error = {"message": "It exceeds the context length", "type": "invalid_request_error"}
    assert kept == Reply({"type": "error", "error": {**error, "code": "context_length_exceeded"}}, 400)
    refused = Exchange(request(), kept, "strike", 1)
    assert parse(dump([refused]).encode()).exchanges == [refused]
    assert read_reply(400, json.dumps(kept.body).encode(), request()) == kept


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 529])
def test_a_fault_of_service_or_setup_is_not_recorded(status: int) -> None:
    assert read_reply(status, b'{"error": {"message": "Something is wrong", "type": "error"}}', request()) is None


def test_blocks_are_used_where_yaml_can_hold_the_text_in_them() -> None:
    text = dump([exchange("[1] He said “no”.\n[2] She left.\n\nStatements in sentence 1?")])

    assert "content: |-\n          [1] He said “no”.\n          [2] She left.\n" in text


def test_interactions_stand_in_article_order_and_questions_before_those_asked_again() -> None:
    again = request({"messages": [{"content": "a"}, {"content": "b"}, {"content": "again"}]})
    asked = [
        exchange(label="meeting", order=2),
        Exchange(again, Reply({"choices": [1]}), "strike", 1),
        exchange(label="strike", order=1),
        exchange(label="meeting", order=10),
    ]

    assert parse(dump(asked).encode()).exchanges == [asked[2], asked[1], asked[0], asked[3]]


def test_a_file_that_is_still_growing_is_yaml_too() -> None:
    text = dump([exchange("first")]) + dump_line(exchange("second\nline")) + dump_line(exchange("third"))

    questions = [each["request"]["body"]["messages"][0]["content"] for each in yaml.safe_load(text)["interactions"]]

    assert questions == ["first", "second\nline", "third"]


def test_an_answer_with_half_a_character_survives() -> None:
    broken = exchange(answer="cut in mid-emoji \ud83d")

    assert parse(dump([broken]).encode()).exchanges == [broken]
    assert parse((HEADER + dump_line(broken)).encode()).exchanges == [broken]


@pytest.mark.parametrize("after", [b"", b"\0" * 50, b"\n"], ids=["nothing", "zeros", "a line end"])
@pytest.mark.parametrize("kept", range(3))
def test_wherever_writing_stops_only_the_last_answer_is_lost(kept: int, after: bytes) -> None:
    first, *lines = (exchange(question) for question in ("who", "die Straße – “ja”", "日本\r\nend", "ни"))
    whole = dump([first]).encode() + b"".join(dump_line(each).encode() for each in lines[:kept])
    last = dump_line(lines[kept]).encode() if kept < len(lines) else b""

    for length in range(1, len(last) - 1):
        found = parse(whole + last[:length] + after)
        assert found == Recorded([first, *lines[:kept]], appended=kept, torn=1)


def test_answers_after_one_cut_short_are_found() -> None:
    lines = [dump_line(exchange(question)).encode() for question in "abc"]

    found = parse(HEADER.encode() + lines[0] + lines[1][:-9] + b"\n" + b"\0\0\n" + lines[2])

    assert found == Recorded([exchange("a"), exchange("c")], appended=2, torn=2)


@pytest.mark.parametrize("zeros", [b"", b"\0" * 9])
def test_a_file_of_which_only_a_beginning_was_written_is_empty(zeros: bytes) -> None:
    for length in range(1, len(HEADER)):
        assert parse(HEADER.encode()[:length] + zeros) == Recorded([], torn=1)
    assert parse(b"") == parse(HEADER.encode()) == Recorded([])


@pytest.mark.parametrize(
    "text",
    [
        "just a line",
        "- a list",
        "version: 2\ninteractions: []\n",
        "version: 1\ninteractions:\n- request: {}\n",
        "version: 1\ninteractions:\n- !!python/object:os.system {}\n",
    ],
)
def test_what_is_no_recording_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse(text.encode())
