"""Runs of the command with batches, and a model for them that finds every shelling."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import anthropic_server, model_server
from helpers.batch_server import BatchProvider
from helpers.local_server import LocalServer, Received, Reply

from extract.ask.client import file_batches, message_batches, patience
from extract.cli.main import main
from extract.pipeline import RunResult, run_paths
from extract.pipeline.batch import job

ARTICLES = 3
KINDS = 3
QUESTIONS = ARTICLES * KINDS
KEY = "sk-never-to-be-told-0123456789"
BAD = {"sentences": [1], "attacker": "Martians", "place": "Mars"}


def patch_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no run wait for anything but an answer."""

    async def at_once(_: float) -> None:
        pass

    for module in (file_batches, message_batches):
        monkeypatch.setattr(module, "GRACE_S", 0)
    monkeypatch.setattr(patience, "pause", at_once)
    monkeypatch.setattr(job, "pause", at_once)


def question_in(request: Received) -> str:
    return str(next(one["content"] for one in json.loads(request.body)["messages"] if one["role"] == "user"))


def is_again(request: Received) -> bool:
    return any(one["role"] == "assistant" for one in json.loads(request.body)["messages"])


def reader(api: str, *, wrong_at_first: str = "nowhere") -> Callable[[Received], Reply]:
    """A model that finds every shelling, but of one place only when it is asked again."""
    answer = model_server.records if api == "openai" else anthropic_server.records

    def read(request: Received) -> Reply:
        place = re.search(r"port of (\w+)", question_in(request))
        if "Strikes in" not in question_in(request) or place is None:
            return answer()
        if place[1] == wrong_at_first and not is_again(request):
            return answer(BAD)
        return answer({"sentences": [1], "attacker": "Rebels", "place": place[1]})

    return read


def error(api: str, status: int, message: str) -> Reply:
    if api == "openai":
        return model_server.error(status, message)
    return anthropic_server.error(status, "invalid_request_error" if status == 400 else "overloaded_error", message)


def options(api: str, server: LocalServer, *more: str, tapes: str = "tapes", out: str = "out") -> list[str]:
    where = ["--base-url", f"{server.url}/v1" if api == "openai" else server.url, "--cassettes", tapes, "--out", out]
    return ["in", "--model", f"{api}/test", "--questions", "each", *where, *more]


def run(api: str, server: LocalServer, **settings: Any) -> RunResult:
    where: Any = {"base_url": f"{server.url}/v1" if api == "openai" else server.url, "cassettes": Path("tapes")}
    return run_paths(["in"], model=f"{api}/test", questions="each", **where, **settings)


def until_done(api: str, server: LocalServer, *more: str, most: int = 12) -> tuple[int, int]:
    """The exit status in the end, and in which run that was."""
    for number in range(1, most + 1):
        status = main(options(api, server, "--batch", *more))
        if status != 3:
            return status, number
    raise AssertionError("it waits for ever")


def told(provider: BatchProvider) -> list[int]:
    return sorted(provider.answered.values())


def files(folder: str) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in Path(folder).rglob("*") if one.is_file()}
