"""A user relies on: two workers of a Ray cluster give what one process gives, to the byte, and go on as it does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from helpers.fault_server import read
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.many_stories import many_stories
from helpers.model_server import completion, messages
from helpers.stories import SETTINGS

from extract.large import reconcile_shards
from extract.results.shards import ARTICLES, EVENTS, RECORDS, UNSURE, StoredArticle, shard_files

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RESULTS = ("events.json", "records.jsonl", "events.csv")
ARTICLES_READ = 11

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="needs Ray: pip install 'rashomon-events[ray]'")


@pytest.fixture(scope="module")
def two_nodes() -> Iterator[str]:
    """The address of a cluster of two nodes."""
    command = [sys.executable, str(HERE / "two_nodes.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True
    ) as nodes:
        assert nodes.stdout is not None
        yield nodes.stdout.readline().strip()
        nodes.communicate(timeout=60)


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RAY_", "EXTRACT_"))}
    # Workers find the program and the tests where this process does.
    places = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return {**kept, "PYTHONPATH": places, "RAY_USAGE_STATS_ENABLED": "0", **more}


def extract(
    folder: Path, *arguments: str, command: tuple[str, ...] = ("-m", "extract"), **variables: str
) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, *command, "in", "--log-level", "error", *arguments]
    return subprocess.run(
        words, cwd=folder, env=environment(**variables), capture_output=True, text=True, check=False, timeout=300
    )


def asking(server: LocalServer) -> list[str]:
    return ["--model", "openai/test", "--base-url", f"{server.url}/v1", "--questions", "each", "--concurrency", "4"]


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in RESULTS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(ARTICLES_READ):
        town = f"Tera{number // 2}"
        text = f"Rebels shelled the port of {town}.\nRebels shelled the depot of {town}.\nPublished on 3 May 2024.\n"
        (tmp_path / "in" / f"a{number:02}.txt").write_text(text)
    return tmp_path


def service(request: Received) -> Reply:
    """Reads shellings, but of the port of Tera3 it never says anything that could be used."""
    return completion("I will not say.") if "Tera3" in messages(request)[1] else read(request)


def test_two_workers_give_what_one_process_gives(folder: Path, two_nodes: str, http_server: StartServer) -> None:
    server = http_server(service)
    (folder / "own.csv").write_text("id,name,aliases,kind,country\nzlf,Zed Front,Rebels,militia,SO\n")
    tables = ("--tables", "own.csv")
    one = extract(folder, *asking(server), *tables, "--out", "one", "--cassettes", "alone")
    asked_by_one = len(server.received)
    there = ("--engine", "ray", "--workers", "2", *tables)
    two = extract(folder, *asking(server), "--out", "two", "--cassettes", "shared", *there, RAY_ADDRESS=two_nodes)

    assert b'"own.csv"' in written(folder / "two")["events.json"]
    assert (one.returncode, two.returncode) == (1, 1), two.stderr
    assert written(folder / "two") == written(folder / "one")
    assert json.loads(written(folder / "two")["events.json"])["failed"]
    assert len(server.received) == 2 * asked_by_one
    assert cassettes(folder / "shared") == cassettes(folder / "alone")

    again = extract(
        folder, "--model", "openai/test", "--record-mode", "none", "--out", "three", "--cassettes", "shared", *there,
        RAY_ADDRESS=two_nodes,
    )  # fmt: skip
    assert again.returncode == 1, again.stderr
    assert written(folder / "three") == written(folder / "one")
    report = json.loads((folder / "three" / "run.json").read_text())
    assert report["replayed"] == report["calls"] == asked_by_one
    assert len(server.received) == 2 * asked_by_one


def test_what_was_answered_before_the_run_broke_off_is_not_asked_again(
    folder: Path, two_nodes: str, http_server: StartServer
) -> None:
    server = http_server(read)
    there = ("--engine", "ray", "--workers", "2")
    first = extract(folder, *asking(server), *there, "--max-calls", "12", RAY_ADDRESS=two_nodes)
    assert first.returncode == 1, first.stderr
    asked = len(server.received)
    assert asked <= 12
    then = extract(folder, *asking(server), *there, RAY_ADDRESS=two_nodes)
    assert then.returncode == 0, then.stderr
    report = json.loads((folder / "out" / "run.json").read_text())
    assert report["replayed"] == asked
    assert len(server.received) == report["calls"]


def test_a_large_result_is_the_same_from_two_workers(folder: Path, two_nodes: str, http_server: StartServer) -> None:
    large, server = (str(HERE / "large_there.py"),), http_server(service)
    one = extract(folder, *asking(server), "--out", "one", command=large)
    there = ("--engine", "ray", "--workers", "2")
    two = extract(folder, *asking(server), "--out", "two", *there, command=large, RAY_ADDRESS=two_nodes)
    assert (one.returncode, two.returncode) == (1, 1), two.stderr
    assert not (folder / "two" / "events.json").exists()
    assert shards(folder / "two") == shards(folder / "one")
    assert shards(folder / "one")["failed/part-00000.jsonl"]


def test_an_error_of_a_worker_ends_the_run_as_it_does_in_one_process(folder: Path, two_nodes: str) -> None:
    (folder / "cassettes" / "test").mkdir(parents=True)
    replay = ("--model", "openai/test", "--record-mode", "none")
    alone = extract(folder, *replay)
    there = extract(folder, *replay, "--engine", "ray", "--workers", "2", RAY_ADDRESS=two_nodes)
    assert (alone.returncode, there.returncode) == (2, 2)
    # Ray's own log may say something before.
    *_, last = there.stderr.replace(f"{folder}/", "").splitlines(keepends=True)
    assert last == alone.stderr


def test_a_cluster_that_is_not_there_is_an_error_in_one_line(folder: Path, http_server: StartServer) -> None:
    done = extract(folder, *asking(http_server(read)), "--engine", "ray", RAY_ADDRESS="127.0.0.1:9")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1, done.stderr
    assert "RAY_ADDRESS" in done.stderr


def test_partitions_on_two_workers_give_the_same_events(tmp_path: Path, two_nodes: str) -> None:
    room = many_stories(seed=3, articles=60)
    for name in ("here", "there"):
        with ARTICLES.writer(tmp_path / name) as articles, RECORDS.writer(tmp_path / name) as records:
            for info in sorted(room.articles, key=lambda one: one.id):
                articles.write(StoredArticle(**dict(info), text=room.texts[info.id]))
                records.write_all(record for record in room.records if record.article_id == info.id)
    reconcile_shards(tmp_path / "here", settings=SETTINGS)
    command = [sys.executable, str(HERE / "reconcile_there.py"), str(tmp_path / "there")]
    subprocess.run(command, env=environment(RAY_ADDRESS=two_nodes), check=True, timeout=300)
    for part in (EVENTS.name, UNSURE.name):
        found = [file.read_bytes() for file in shard_files(tmp_path / "there" / part)]
        assert found == [file.read_bytes() for file in shard_files(tmp_path / "here" / part)]
        assert found


def shards(folder: Path) -> dict[str, bytes]:
    found = [*folder.rglob("*.jsonl"), folder / "events.csv"]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def cassettes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*.yaml")}
