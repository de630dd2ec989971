"""A user relies on: wherever a run with batches is killed, nothing is asked twice or lost, and the end is the same.

A run is a forked process that is killed with SIGKILL: by the service, before or after a request has had its effect, or
by itself at a step on the disk.
"""

from __future__ import annotations

import os
import signal
import traceback
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from helpers.batch_runs import patch_pauses, reader, told
from helpers.batch_server import BatchProvider
from helpers.local_server import Received, Reply, serving

from extract.base import durable
from extract.base.settings import MODEL_VARIABLE
from extract.cli.main import main
from extract.pipeline.batch import job

ARTICLES = 2
QUESTIONS = 3 * ARTICLES + 1
"""Three kinds of each article; one answer fails the checks and is asked for again."""

EACH = ["--questions", "each"]
BATCH = ["--batch", *EACH]
KILLED = -signal.SIGKILL
STEPS = ("append", "sync", "replace", "replace_all", "write", "sync_folder")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    patch_pauses(monkeypatch)
    monkeypatch.setattr(job, "MOST_QUESTIONS", 4)
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-0123456789")
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(ARTICLES):
        Path(f"in/a{number}.txt").write_text(f"Rebels shelled the port of Tera{number} on Monday.\n")


def run(options: list[str], before: Callable[[], None], started: Callable[[int], None]) -> int:
    """The exit status of a run in a process of its own; minus the number of the signal that ended it."""
    with warnings.catch_warnings():
        # Of forking beside the server's threads, which newer Pythons warn of: the child touches none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        status = 70
        try:
            before()
            status = main([*options, "--quiet"])
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    started(child)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at(step: int) -> Callable[[], None]:
    """Has the process kill itself at a step on the disk, before the even ones and after the odd ones."""

    def patch() -> None:
        count = 0

        def counted(name: str) -> Callable[..., Any]:
            real = getattr(durable, name)

            def taken(*args: Any, **kwargs: Any) -> Any:
                nonlocal count
                mine, count = count, count + 2
                if mine == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                done = real(*args, **kwargs)
                if mine + 1 == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return done

            return taken

        for name in STEPS:
            setattr(durable, name, counted(name))

    return patch


def nothing() -> None:
    """Let the process live."""


class Killer:
    """Kills the process that sends the request of a number, before the service acts on it or after."""

    def __init__(self) -> None:
        """Nobody so far."""
        self.child = 0
        self.at: tuple[int, bool] | None = None
        self._seen = 0

    def start(self, child: int) -> None:
        self.child, self._seen = child, 0

    def before(self, _: Received) -> Reply | None:
        return self._kill(after=False)

    def after(self, _: Received) -> Reply | None:
        self._seen += 1
        return self._kill(after=True)

    def _kill(self, *, after: bool) -> Reply | None:
        if (self._seen - after, after) != self.at:
            return None
        os.kill(self.child, signal.SIGKILL)
        return Reply()


def until_done(options: list[str], deaths: list[Callable[[], None]], killer: Killer | None = None) -> list[int]:
    """The exit statuses of runs, the first of which die as told."""
    statuses: list[int] = []
    waiting = list(deaths)
    while len(statuses) < len(deaths) + 12:
        before = waiting.pop(0) if waiting else nothing
        statuses.append(run(options, before, killer.start if killer else lambda _: None))
        if killer:
            killer.at = None
        if statuses[-1] not in (3, KILLED):
            return statuses
    raise AssertionError(f"it waits for ever: {statuses}")


@pytest.fixture
def expected() -> dict[str, bytes]:
    """The result of a run that nobody kills, by the kind of service."""
    # What SDKs import late would be imported anew by every child.
    import_module("openai.resources.files")
    import_module("openai.resources.batches")
    found = {}
    for api in ("openai", "anthropic"):
        with serving(reader(api, wrong_at_first="Tera1")) as server:
            base_url = f"{server.url}/v1" if api == "openai" else server.url
            where = ["--base-url", base_url, "--cassettes", f"live-{api}", *EACH]
            assert main(["in", "--model", f"{api}/test", *where, "--out", f"live-{api}-out", "--quiet"]) == 0
        found[api] = Path(f"live-{api}-out/events.json").read_bytes()
    return found


def batch_of(api: str, url: str) -> list[str]:
    """The command line of a run that asks a server by batches."""
    where = ["--base-url", f"{url}/v1" if api == "openai" else url, "--cassettes", str(Path("tapes").absolute())]
    return ["in", "--model", f"{api}/test", *where, *BATCH]


@pytest.mark.parametrize(("api", "after"), [("openai", False), ("openai", True), ("anthropic", True)])
def test_the_service_is_asked_for_nothing_twice_whichever_request_a_run_dies_in(
    api: str, after: bool, expected: dict[str, bytes]
) -> None:
    killer = Killer()
    provider = BatchProvider(
        api, reader(api, wrong_at_first="Tera1"), ready_after=0, fail=killer.before, fail_after=killer.after
    )
    with serving(provider) as server:
        options = batch_of(api, server.url)
        deaths = 0
        for number in range(40):
            killer.at = number % 7, after
            status = run(options, nothing, killer.start)
            deaths += status == KILLED
            if status not in (3, KILLED):
                break
    assert status == 0
    assert deaths > 3
    assert (told(provider), provider.at_once) == ([1] * QUESTIONS, 0)
    assert Path("out/events.json").read_bytes() == expected[api]


@pytest.mark.parametrize("api", ["openai", "anthropic"])
def test_so_it_is_at_steps_on_the_disk(api: str, expected: dict[str, bytes]) -> None:
    provider = BatchProvider(api, reader(api, wrong_at_first="Tera1"), ready_after=0)
    with serving(provider) as server:
        options = batch_of(api, server.url)
        statuses = until_done(options, [dying_at(step) for step in range(3, 24, 3)])
    assert statuses[-1] == 0
    assert statuses.count(KILLED) > 4
    assert (told(provider), provider.at_once) == ([1] * QUESTIONS, 0)
    assert Path("out/events.json").read_bytes() == expected[api]
    assert not list(Path("tapes/test/.batches").glob("rashomon-*"))
