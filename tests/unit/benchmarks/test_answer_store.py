"""A user relies on: what was asked once is never asked again, and nothing that was not answered looks answered."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from typing import Any

import httpx2
import pytest
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import completion, error
from httpx2 import Response

from benchmarks.answer_store import AnswerStore, serve

ASKED = {"model": "local", "messages": [{"role": "user", "content": "Who fired?"}]}


def ask(base_url: str, request: dict[str, Any] = ASKED) -> Response:
    return httpx2.post(f"{base_url}/chat/completions", json=request)


def test_an_answer_is_kept_for_the_next_run(http_server: StartServer, tmp_path: Path) -> None:
    server = http_server(lambda _: completion("Rebels."))
    with serve(AnswerStore(f"{server.url}/v1", tmp_path)) as base_url:
        first = ask(base_url).json()
    nobody = AnswerStore("http://127.0.0.1:9/v1", tmp_path)
    with serve(nobody) as base_url:
        assert ask(base_url, dict(reversed(ASKED.items()))).json() == first
    assert len(server.received) == 1
    assert [(one.content, one.tokens, one.request) for one in nobody.exchanges] == [("Rebels.", 10, ASKED)]


def test_the_path_of_the_server_is_its_own_and_answers_are_found_under_another(
    http_server: StartServer, tmp_path: Path
) -> None:
    server = http_server(lambda _: completion("Rebels."))
    for base in ("/v1", "", "/api/v2"):
        with serve(AnswerStore(server.url + base, tmp_path / base.strip("/"))) as base_url:
            ask(base_url)
    assert [request.path for request in server.received] == [
        "/v1/chat/completions",
        "/v1/chat/completions",
        "/api/v2/chat/completions",
    ]
    with serve(AnswerStore("http://127.0.0.1:9/elsewhere", tmp_path / "api/v2")) as base_url:
        assert "Rebels." in ask(base_url).text


def test_another_question_is_asked(http_server: StartServer, tmp_path: Path) -> None:
    server = http_server(lambda _: completion("Rebels."))
    with serve(AnswerStore(server.url, tmp_path)) as base_url:
        ask(base_url)
        ask(base_url, {**ASKED, "temperature": 0})
    assert len(server.received) == 2


@pytest.mark.parametrize(("status", "times"), [(400, 1), (429, 2), (503, 2)])
def test_a_refusal_is_kept_and_a_fault_of_the_server_is_not(
    http_server: StartServer, tmp_path: Path, status: int, times: int
) -> None:
    server = http_server(lambda _: error(status, "no"))
    store = AnswerStore(server.url, tmp_path)
    with serve(store) as base_url:
        assert [ask(base_url).status_code for _ in range(2)] == [status, status]
    assert len(server.received) == times
    assert [one.content for one in store.exchanges] == [None, None]


@pytest.mark.parametrize("broken", [None, Reply(b"{", promised_bytes=99)])
def test_without_a_server_a_request_counts_as_unanswered(
    http_server: StartServer, tmp_path: Path, broken: Reply | None
) -> None:
    url = http_server(lambda _: broken).url if broken else "http://127.0.0.1:9"
    store = AnswerStore(url, tmp_path)
    with serve(store) as base_url:
        assert ask(base_url).is_client_error
    assert (len(store.unanswered), store.exchanges, list(tmp_path.iterdir())) == (1, [], [])


def test_an_answer_nobody_waited_for_is_kept_and_counted(http_server: StartServer, tmp_path: Path) -> None:
    client, asked = socket.socket(), threading.Event()

    def hang_up_on(_: Received) -> Reply:
        client.close()
        asked.set()
        return completion("Rebels.")

    store = AnswerStore(http_server(hang_up_on).url, tmp_path)
    body = json.dumps(ASKED).encode()
    with serve(store) as base_url:
        client.connect(("127.0.0.1", int(base_url.split(":")[2].split("/")[0])))
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body)}\r\n\r\n"
        client.sendall(head.encode() + body)
        asked.wait()
        store.settle()
    assert (store.abandoned, store.unanswered) == (1, [])
    assert len(list(tmp_path.iterdir())) == 1
