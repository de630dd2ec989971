"""A user relies on: a key is sent to its service and stands nowhere else, whatever the service does with it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import anthropic_server as claude
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import completion, error, records

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


def spoken(tmp_path: Path, *arguments: str, **environment: str) -> tuple[subprocess.CompletedProcess[bytes], str]:
    """A run of the command, and every byte it printed or wrote, names of files included."""
    done = subprocess.run(
        [sys.executable, "-m", "extract", "in.txt", "--log-level", "debug", *arguments],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path.cwd()), "HOME": str(tmp_path), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    told = [done.stdout, done.stderr, *(path.read_bytes() for path in files), *(str(path).encode() for path in files)]
    return done, b"\n".join(told).decode("utf-8", "replace")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.txt").write_text("Rebels shelled Tera on Monday.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ANSWERS)
def test_the_key_is_nowhere_but_in_the_request(http_server: StartServer, folder: Path, name: str) -> None:
    slow = ("--timeout", "5") if name == "broken off" else ()
    server = http_server(lambda request: ANSWERS[name](request) if request.number <= 2 else error(400, "enough"))
    done, told = spoken(folder, "--model", "openai/test", "--base-url", f"{server.url}/v1", *slow, OPENAI_API_KEY=KEY)
    assert server.received
    assert all(request.headers["authorization"] == f"Bearer {KEY}" for request in server.received)
    assert done.returncode in (0, 1, 2)
    assert KEY not in told
    assert "Traceback" not in told


def test_anthropics_key_is_nowhere_either(http_server: StartServer, folder: Path) -> None:
    server = http_server(lambda _: claude.error(401, "authentication_error", f"invalid key {KEY}"))
    done, told = spoken(folder, "--model", "anthropic/test", "--base-url", server.url, ANTHROPIC_API_KEY=KEY)
    assert KEY in str(server.received[0].headers)
    assert done.returncode == 2
    assert "refuses the key" in told
    assert KEY not in told


def test_a_key_with_a_line_break_in_it_is_not_told_by_the_error(folder: Path) -> None:
    broken = f"{KEY}\n{KEY}"
    done, told = spoken(folder, "--model", "openai/test", "--base-url", "http://127.0.0.1:9/v1", OPENAI_API_KEY=broken)
    assert done.returncode == 2
    assert "OPENAI_API_KEY is no key" in told
    assert KEY not in told
    assert "Traceback" not in told
