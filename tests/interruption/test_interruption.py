"""A user relies on: whenever and however a run dies, the next one goes on, pays for nothing twice and ends the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from helpers.fault_server import read
from helpers.local_server import LocalServer, Received, Reply, StartServer, serving

from extract.cassette.format import parse, read_request

ROOT = Path(__file__).parents[2]
ARTICLES = 6
IN_FLIGHT = 4
KILLS = 12
KEY = "OPENAI_API_KEY"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed as on POSIX systems")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles") / "in"
    folder.mkdir()
    for number in range(ARTICLES):
        text = f"Rebels shelled the port of Tera{number}.\nIt rained.\nRebels shelled the market of Juba{number}.\n"
        (folder / f"a{number}.txt").write_text(text)
    return folder


class Machine:
    """Runs the command as a user does, with a folder of its own for what it records and writes."""

    def __init__(self, folder: Path, articles: Path) -> None:
        """Nothing recorded or written so far."""
        self.articles, self.tapes, self.out = articles, folder / "tapes", folder / "out"
        self.runs = 0

    def start(self, server: LocalServer, *, before: str = "") -> subprocess.Popen[str]:
        script = f"import sys; from extract.cli.main import main; {before}; sys.exit(main())" if before else ""
        program = ["-c", script] if before else ["-m", "extract"]
        options = ["--model", "openai/test", "--base-url", f"{server.url}/v1", "--questions", "each"]
        options += ["--concurrency", str(IN_FLIGHT)]
        where = ["--cassettes", str(self.tapes), "--out", str(self.out)]
        self.runs += 1
        return subprocess.Popen(
            [sys.executable, *program, str(self.articles), *options, *where, "--quiet"],
            stderr=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                KEY: f"run-{self.runs}",
            },
        )

    def sent(self, server: LocalServer) -> list[Received]:
        """What the last run sent: what the one before had under way when it was killed may arrive after it."""
        return [each for each in server.received if each.headers.get("authorization") == f"Bearer run-{self.runs}"]

    def end(self, server: LocalServer) -> None:
        """A run that nobody disturbs."""
        process = self.start(server)
        _, said = process.communicate()
        assert (process.returncode, said) == (0, "")

    def recorded(self) -> set[str]:
        return {each.request.key for file in self.tapes.rglob("*.yaml") for each in parse(file.read_bytes()).exchanges}

    def results(self) -> dict[str, bytes]:
        """All that was recorded and written, but for run.json, which tells how long it took."""
        files = {*self.out.rglob("*"), *self.tapes.rglob("*.yaml")} - {self.out / "run.json"}
        return {file.relative_to(self.out.parent).as_posix(): file.read_bytes() for file in files if file.is_file()}


def key(request: Received) -> str:
    return read_request("POST", request.path, request.body).key


class Killer:
    """A model whose service ends the process that asks, at the request it is told."""

    def __init__(self) -> None:
        """Ends nothing yet."""
        self.process: subprocess.Popen[str] | None = None
        self.number = signal.SIGKILL
        self.after = 0
        self._lock = threading.Lock()

    def __call__(self, request: Received) -> Reply:
        with self._lock:
            self.after -= 1
            if self.after == 0 and self.process is not None:
                self.process.send_signal(self.number)
        return read(request)


MANY_ARTICLES = 130
LARGE_HERE = "import extract.load.corpus as a, extract.pipeline.run as b; a.LARGE = b.LARGE = 5"


@pytest.fixture(scope="module")
def reconciled(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A large run of three batches that nobody disturbed."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "in").mkdir()
    for number in range(MANY_ARTICLES):
        (folder / "in" / f"a{number:03}.txt").write_text(f"Rebels shelled the port of Tera{number % 40} on Monday.\n")
    machine = Machine(folder, folder / "in")
    with serving(read) as server:
        _, said = machine.start(server, before=LARGE_HERE).communicate()
    assert said == ""
    assert (machine.out / "events" / "part-00000.jsonl").read_bytes()
    return machine


LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux lists them")


def reconciling(machine: Machine, server: LocalServer) -> tuple[subprocess.Popen[str], list[int]]:
    """A large run in its second pass, and the processes that reconcile."""
    process = machine.start(server, before=LARGE_HERE)
    while process.poll() is None and not any(machine.out.glob(".*/.*/tellings.db")):
        time.sleep(0.001)
    return process, [child for child in children(process.pid) if is_worker(child)]


@LINUX
def test_a_run_whose_workers_are_killed_ends_as_one_undisturbed(
    tmp_path: Path, reconciled: Machine, http_server: StartServer
) -> None:
    machine = Machine(tmp_path, reconciled.articles)
    machine.tapes = reconciled.tapes
    process, workers = reconciling(machine, http_server(read))
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    _, said = process.communicate()
    assert (process.returncode, said) == (0, "")
    assert written(machine.out) == written(reconciled.out)
    assert "was killed (signal 9: Killed)" in (machine.out / "run.json").read_text()


@LINUX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_ended_while_it_reconciles_leaves_no_process_and_goes_on(
    tmp_path: Path, reconciled: Machine, http_server: StartServer, number: signal.Signals
) -> None:
    server = http_server(read)
    machine = Machine(tmp_path, reconciled.articles)
    machine.tapes = reconciled.tapes
    process, workers = reconciling(machine, server)
    process.send_signal(number)
    _, said = process.communicate()

    assert workers
    if number == signal.SIGKILL:
        assert process.returncode == -number
    else:
        assert process.returncode == 128 + number
        assert said.startswith("extract: interrupted; ")
        assert len(said.splitlines()) == 1
        assert not list(machine.out.rglob("*"))
    # Of a parent that was killed they find out by themselves, and whoever adopts them may let them wait.
    tries = 2_000 if number == signal.SIGKILL else 1
    while (left := {state_of(worker) for worker in workers} - {"", "Z"}) and tries:
        tries -= 1
        time.sleep(0.01)
    assert not left
    if number != signal.SIGKILL:
        return

    _, said = machine.start(server, before=LARGE_HERE).communicate()
    assert said == ""
    assert not server.received
    assert written(machine.out) == written(reconciled.out)


def written(folder: Path) -> dict[str, bytes]:
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != "run.json"]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _stat(stat)[1:2] == [str(parent)]]


def is_worker(process: int) -> bool:
    """True of one that works, not of loky's that look after its locks."""
    return b"popen_loky" in Path(f"/proc/{process}/cmdline").read_bytes()


def state_of(process: int) -> str:
    """Its letter for what it is doing; nothing if it is gone."""
    return "".join(_stat(Path(f"/proc/{process}/stat"))[:1])


def _stat(file: Path) -> list[str]:
    try:
        return file.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def seen_in(folder: Path, process: subprocess.Popen[str]) -> None:
    """Return when the run begins to write its results, or has ended."""
    while process.poll() is None and not any(folder.glob(".*")):
        time.sleep(0.001)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, articles: Path) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("undisturbed"), articles)
    with serving(read) as server:
        machine.end(server)
        assert len(server.received) == 3 * ARTICLES
    return machine


def test_runs_killed_many_times_in_a_row_end_as_one_undisturbed(
    tmp_path: Path, articles: Path, undisturbed: Machine, http_server: StartServer
) -> None:
    chance = random.Random(20)
    machine, killer = Machine(tmp_path, articles), Killer()
    server = http_server(killer)
    endings = [signal.SIGKILL] * (KILLS - 4) + [signal.SIGINT] * 2 + [signal.SIGTERM] * 2
    chance.shuffle(endings)
    for number in endings:
        before = machine.recorded()
        killer.number = number
        # Now and then all has been answered, and it is the writing that is cut off.
        killer.after = chance.choice([1, 2, 2, 3, 5]) if len(before) < 3 * ARTICLES else 0
        killer.process = process = machine.start(server)
        if killer.after == 0:
            seen_in(machine.out, process)
            process.send_signal(number)
        _, said = process.communicate()

        new = {key(request) for request in machine.sent(server)}
        assert not new & before
        assert len(new) == len(machine.sent(server))
        assert len(new - machine.recorded()) <= IN_FLIGHT
        if number != signal.SIGKILL and process.returncode != 0:
            assert process.returncode == 128 + number
            assert said.startswith("extract: interrupted; ")
            assert len(said.splitlines()) == 1

    killer.process = None
    machine.end(server)
    asked = len(server.received)
    # Once more, because a line about an answer cut short would stand in the report of the run that found it.
    machine.end(server)

    assert len(server.received) == asked
    assert all(each.headers["authorization"].startswith("Bearer run-") for each in server.received)
    assert machine.results() == undisturbed.results()
    assert len(server.received) <= 3 * ARTICLES + KILLS * IN_FLIGHT


IN_THE_BACKGROUND = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
"""How a script without job control starts it: Ctrl-C is not for it."""


def signalled_in_the_background(
    machine: Machine, server: LocalServer, killer: Killer, number: signal.Signals
) -> tuple[subprocess.Popen[str], str]:
    """A run that got a signal at its second question and has ended, and what it said."""
    killer.number, killer.after = number, 2
    killer.process = process = machine.start(server, before=IN_THE_BACKGROUND)
    _, said = process.communicate()
    return process, said


def test_a_run_in_the_background_ends_when_it_is_told_to(
    tmp_path: Path, articles: Path, undisturbed: Machine, http_server: StartServer
) -> None:
    machine, killer = Machine(tmp_path, articles), Killer()
    server = http_server(killer)
    process, said = signalled_in_the_background(machine, server, killer, signal.SIGTERM)
    assert process.returncode == 128 + signal.SIGTERM
    assert said.startswith("extract: interrupted; ")
    assert len(said.splitlines()) == 1

    machine.end(server)
    assert machine.results() == undisturbed.results()


def test_a_run_in_the_background_hears_no_ctrl_c(
    tmp_path: Path, articles: Path, undisturbed: Machine, http_server: StartServer
) -> None:
    machine, killer = Machine(tmp_path, articles), Killer()
    process, said = signalled_in_the_background(machine, http_server(killer), killer, signal.SIGINT)
    assert (process.returncode, said) == (0, "")
    assert machine.results() == undisturbed.results()


def test_two_runs_at_once_on_one_folder_of_recordings(
    tmp_path: Path, articles: Path, undisturbed: Machine, http_server: StartServer
) -> None:
    server = http_server(read)
    machines = [Machine(tmp_path, articles) for _ in range(2)]
    machines[1].out = tmp_path / "out of the other"
    runs = [machine.start(server) for machine in machines]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0), ("", 0)]

    asked = len(server.received)
    machines[0].end(server)

    assert machines[0].results() == undisturbed.results()
    assert len(server.received) == asked


def limited_to(most_bytes: int) -> str:
    """What a process does to have its files end after so many bytes, as on a full disk."""
    return (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most_bytes}, {most_bytes}))"
    )


@pytest.mark.parametrize("most_bytes", [4_000, 60_000])
def test_a_full_disk_ends_a_large_run_with_a_line(
    tmp_path: Path, reconciled: Machine, http_server: StartServer, most_bytes: int
) -> None:
    machine = Machine(tmp_path, reconciled.articles)
    process = machine.start(http_server(read), before=f"{LARGE_HERE}; {limited_to(most_bytes)}")
    _, said = process.communicate()
    assert process.returncode == 2
    assert said.startswith("extract: error: cannot ")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("most_bytes", [5_000, 22_000])
def test_a_full_disk_ends_the_run_with_a_line_and_the_next_goes_on(
    tmp_path: Path, articles: Path, undisturbed: Machine, http_server: StartServer, most_bytes: int
) -> None:
    server = http_server(read)
    machine = Machine(tmp_path, articles)
    process = machine.start(server, before=limited_to(most_bytes))
    _, said = process.communicate()
    assert process.returncode == 2
    assert said.startswith("extract: error: cannot ")
    assert len(said.splitlines()) == 1
    assert not machine.out.exists()
    before, asked = machine.recorded(), len(server.received)
    # Where the disk was full only for the results, every recording is whole.
    torn = any(not file.read_bytes().endswith(b"\n") for file in machine.tapes.rglob("*.yaml"))

    machine.end(server)
    told = "was cut short by a crash" in (machine.out / "report.html").read_text(encoding="utf-8")
    assert told is torn
    machine.end(server)

    assert not {key(request) for request in server.received[asked:]} & before
    assert machine.results() == undisturbed.results()
