"""A user relies on: the same question finds the same answer on any machine, and files are readable and exact."""

from __future__ import annotations

import json

import pytest
import yaml

from extract.cassette_format import HEADER, Exchange, ModelRequest, dump, dump_line, parse, read_answer, read_request

URL = "http://127.0.0.1:8089/v1/chat/completions"
BODY = {"model": "small", "messages": [{"role": "user", "content": "Who said so?"}], "temperature": 0}


def request(body: object = BODY, *, url: str = URL) -> ModelRequest:
    return read_request("POST", url, json.dumps(body).encode())


def exchange(question: str = "Who said so?", answer: str = "He did.", *, label: str = "", order: int = 0) -> Exchange:
    asked = request({"model": "small", "messages": [{"role": "user", "content": question}]})
    return Exchange(asked, {"choices": [{"message": {"content": answer}}]}, label, order)


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
    answer = read_answer(json.dumps({"model": model, "choices": [{}]}).encode(), request())

    assert request({**BODY, "model": model}).body["model"] == stored
    assert answer == {"model": stored, "choices": [{}]}


def test_recording_the_same_answer_again_changes_nothing() -> None:
    answers = [
        read_answer(
            json.dumps({"id": f"chatcmpl-{n}", "created": n, "timings": n, "choices": [{"n": 1}]}).encode(), request()
        )
        for n in (1, 2)
    ]

    assert answers[0] == answers[1] == {"id": f"recorded-{request().key[:16]}", "created": 0, "choices": [{"n": 1}]}


def test_blocks_are_used_where_yaml_can_hold_the_text_in_them() -> None:
    text = dump([exchange("[1] He said “no”.\n[2] She left.\n\nStatements in sentence 1?")])

    assert "content: |-\n          [1] He said “no”.\n          [2] She left.\n" in text


def test_interactions_stand_in_article_order_and_questions_before_those_asked_again() -> None:
    again = request({"messages": [{"content": "a"}, {"content": "b"}, {"content": "again"}]})
    asked = [
        exchange(label="meeting", order=2),
        Exchange(again, {"choices": [1]}, "strike", 1),
        exchange(label="strike", order=1),
        exchange(label="meeting", order=10),
    ]

    found, _ = parse(dump(asked).encode())

    assert found == [asked[2], asked[1], asked[0], asked[3]]


def test_a_file_that_is_still_growing_is_yaml_too() -> None:
    text = dump([exchange("first")]) + dump_line(exchange("second\nline")) + dump_line(exchange("third"))

    questions = [each["request"]["body"]["messages"][0]["content"] for each in yaml.safe_load(text)["interactions"]]

    assert questions == ["first", "second\nline", "third"]


def test_an_answer_with_half_a_character_survives() -> None:
    broken = exchange(answer="cut in mid-emoji \ud83d")

    assert parse(dump([broken]).encode())[0] == [broken]
    assert parse((HEADER + dump_line(broken)).encode())[0] == [broken]


@pytest.mark.parametrize("kept", range(2))
def test_wherever_writing_stops_only_the_last_answer_is_lost(kept: int) -> None:
    lines = [dump_line(exchange(question)).encode() for question in ("die Straße – “ja”", "日本\r\nend")]
    whole = HEADER.encode() + b"".join(lines[:kept])

    for length in range(1, len(lines[kept])):
        found, readable = parse(whole + lines[kept][:length])
        assert (len(found), readable) == (kept, len(whole))


def test_a_file_of_which_only_a_beginning_was_written_is_empty() -> None:
    for length in range(len(HEADER)):
        assert parse(HEADER.encode()[:length]) == ([], 0)


@pytest.mark.parametrize(
    "text",
    [
        "just a line",
        "- a list",
        "version: 2\ninteractions: []\n",
        "version: 1\ninteractions:\n- request: {}\n",
        "version: 1\ninteractions:\n- {request: 1}\n- [\n",
        "version: 1\ninteractions:\n- !!python/object:os.system {}\n",
    ],
)
def test_what_is_no_recording_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse(text.encode())
