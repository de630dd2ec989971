"""A user relies on: what `extract` exports is there, sync and async, inside an event loop, and fails under one root."""

from __future__ import annotations

import asyncio
import inspect
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import error, messages, records

import extract
from extract.base import errors
from schemas import EventSet

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tera.txt"
    path.write_text("Rebels shelled the port of Tera on Monday.\n", encoding="utf-8")
    return path


def find_shelling(request: Received) -> Reply:
    if "\nStrikes in" not in messages(request)[1]:
        return records()
    return records({"sentences": [1], "attacker": "Rebels", "place": "Tera"})


def test_the_async_door_gives_what_the_other_gives_and_leaves_the_loop_free(
    http_server: StartServer, article: Path
) -> None:
    server = http_server(find_shelling)
    url = f"{server.url}/v1"
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    async def main() -> EventSet:
        ticking = asyncio.create_task(tick())
        events = await extract.run_async([article], model="openai/test", base_url=url, record_mode="off")
        ticking.cancel()
        return events

    assert asyncio.run(main()) == extract.run([article], model="openai/test", base_url=url, record_mode="off")
    assert ticks > 1


def test_runs_side_by_side_keep_their_recordings_apart(http_server: StartServer, article: Path, tmp_path: Path) -> None:
    server = http_server(find_shelling)

    async def one(name: str) -> EventSet:
        return await extract.run_async(
            [article], model=f"openai/{name}", base_url=f"{server.url}/v1", cassettes=tmp_path / "tapes"
        )

    async def both() -> list[EventSet]:
        return await asyncio.gather(one("first"), one("second"))

    first, second = asyncio.run(both())
    assert first == second
    assert len(first.events) == 1
    for name in ("first", "second"):
        again = extract.run([article], model=f"openai/{name}", cassettes=tmp_path / "tapes", record_mode="none")
        assert again == first


def test_a_cancelled_run_stops_asking_and_keeps_what_was_answered(
    http_server: StartServer, article: Path, tmp_path: Path
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def slow(request: Received) -> Reply:
        if request.number == 2:
            asked.set()
            answer.wait(timeout=20)
        return find_shelling(request)

    server = http_server(slow)
    settings = {"model": "openai/test", "base_url": f"{server.url}/v1", "cassettes": tmp_path / "tapes"}
    settings |= {"questions": "each"}

    async def main() -> None:
        running = asyncio.create_task(extract.run_async([article], concurrency=1, **settings))  # type: ignore[arg-type]
        await asyncio.to_thread(asked.wait, 20)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(main())
    answer.set()
    assert len(server.received) == 2
    assert len(extract.run([article], **settings).records) == 1  # type: ignore[arg-type]
    assert len(server.received) == 4, "the first answer was kept, the other two questions were asked"


def test_errors_of_an_async_run_arrive_where_it_is_awaited(http_server: StartServer, article: Path) -> None:
    server = http_server(lambda _: error(401, "no such key"))
    with pytest.raises(extract.ConfigError, match="refuses the key"):
        asyncio.run(extract.run_async([article], model="openai/test", base_url=f"{server.url}/v1", record_mode="off"))
    with pytest.raises(extract.InputError):
        asyncio.run(extract.run_async(["gone.txt"]))


def test_both_doors_take_the_same_arguments() -> None:
    assert inspect.signature(extract.run) == inspect.signature(extract.run_async)
    assert inspect.iscoroutinefunction(extract.run_async)


def test_every_error_has_one_root_and_is_exported_and_documented() -> None:
    defined = {name for name, value in vars(errors).items() if inspect.isclass(value) and issubclass(value, Exception)}
    assert all(issubclass(getattr(errors, name), extract.ExtractError) for name in defined)
    inside = {"Ungrounded", "NotSentError", *(each.__name__ for each in errors.ProviderError.__subclasses__())}
    assert defined - inside <= set(extract.__all__)
    assert [name for name in extract.__all__ if f"`{name}`" not in API] == []
    assert all(hasattr(extract, name) for name in extract.__all__)


def test_every_argument_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(\w+)` \|", API.split("## Errors")[0], re.MULTILINE))
    assert documented == set(inspect.signature(extract.run).parameters)


def test_importing_it_loads_nothing_heavy() -> None:
    script = "import sys, extract; print([m for m in ('openai', 'vcr', 'pydantic', 'asyncio') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
