"""A user relies on: a key is sent to its service and stands nowhere else, whatever the service does with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import anthropic_server as claude
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import completion, error, records

from extract.base.settings import MODEL_VARIABLE
from extract.cli.main import main

KEY = "sk-live-0123456789abcdefSECRET"
JSON = {"content-type": "application/json"}
ECHO = {"x-echo": KEY, "set-cookie": f"session={KEY}", "openai-organization": KEY, **JSON}


def echoing(reply: Reply) -> Reply:
    """The reply with the key in its headers too."""
    return Reply(reply.body, status=reply.status, headers=ECHO)


def spilling(answer: Reply) -> Reply:
    """An answer that holds the key in every part that a service may put something in."""
    body = json.loads(answer.body)
    body |= {"id": KEY, "system_fingerprint": KEY, "model": KEY, "provider": KEY}
    return echoing(Reply(json.dumps(body).encode()))


ANSWERS: dict[str, Callable[[Received], Reply]] = {
    "good": lambda _: spilling(records({"sentences": [1], "place": "Tera"})),
    "words": lambda _: spilling(records({"sentences": [1], "place": KEY, "attacker": f"Rebels {KEY}"})),
    "prose": lambda _: spilling(completion(f"Your key is {KEY}.")),
    "refusal": lambda _: spilling(completion(None, refusal=f"not for {KEY}")),
    "cut off": lambda _: spilling(completion(f'{{"records": [{{"place": "{KEY}"', finish_reason="length")),
    "no JSON": lambda _: echoing(Reply(f"<html>{KEY}</html>".encode())),
    "400": lambda _: echoing(error(400, f"Bad request with {KEY}")),
    "401": lambda _: echoing(error(401, f"Incorrect API key provided: {KEY}.")),
    "404": lambda _: echoing(error(404, f"no model for {KEY}")),
    "too long": lambda _: echoing(error(400, f"maximum context length is 8 tokens, {KEY}")),
    "content": lambda _: echoing(error(400, f"filtered under our content management policy, {KEY}")),
    "schema": lambda _: echoing(error(400, f"response_format is not supported for {KEY}")),
    "broken off": lambda _: Reply(KEY.encode(), headers=ECHO, promised_bytes=1000),
}


class Command:
    """Runs the command in the folder of one article, and looks at every byte it prints or writes."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """Nothing is told so far."""
        self._folder, self._capfd = folder, capfd

    def told(self, *arguments: str) -> tuple[int, str]:
        """Its status and all it told, names of files included."""
        status = main(["in.txt", "--log-level", "debug", *arguments])
        files = [path for path in self._folder.rglob("*") if path.is_file()]
        written = [path.read_bytes().decode("utf-8", "replace") for path in files]
        return status, "\n".join([*self._capfd.readouterr(), *written, *map(str, files)])


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    (tmp_path / "in.txt").write_text("Rebels shelled Tera on Monday.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    return Command(tmp_path, capfd)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_key_is_nowhere_but_in_the_request(http_server: StartServer, command: Command, name: str) -> None:
    slow = ("--timeout", "1") if name == "broken off" else ()
    server = http_server(lambda request: ANSWERS[name](request) if request.number <= 2 else error(400, "enough"))
    status, told = command.told("--model", "openai/test", "--base-url", f"{server.url}/v1", *slow)
    assert server.received
    assert all(request.headers["authorization"] == f"Bearer {KEY}" for request in server.received)
    assert status in (0, 1, 2)
    assert KEY not in told
    assert "Traceback" not in told


def test_anthropics_key_is_nowhere_either(http_server: StartServer, command: Command) -> None:
    server = http_server(lambda _: claude.error(401, "authentication_error", f"invalid key {KEY}"))
    status, told = command.told("--model", "anthropic/test", "--base-url", server.url)
    assert KEY in str(server.received[0].headers)
    assert status == 2
    assert "refuses the key" in told
    assert KEY not in told


def test_a_key_with_a_line_break_in_it_is_not_told_by_the_error(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n{KEY}")
    status, told = command.told("--model", "openai/test", "--base-url", "http://127.0.0.1:9/v1")
    assert status == 2
    assert "OPENAI_API_KEY is no key" in told
    assert KEY not in told
    assert "Traceback" not in told
