"""A user relies on: nothing is paid for twice, whatever else is in the folder and whoever else is asking."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpers.fault_server import read
from helpers.local_server import LocalServer, Received, Reply, StartServer

from extract.pipeline import RunResult, run_paths


def article(path: Path, town: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Rebels shelled the port of {town}.\n")


def run(folder: Path, server: LocalServer, **settings: object) -> RunResult:
    where = {"cassettes": folder / "cassettes", "base_url": f"{server.url}/v1", "kinds": {"strike"}, **settings}
    return run_paths([folder / "in"], model="openai/test", **where)  # type: ignore[arg-type]


def test_answers_follow_the_text_when_files_of_its_name_come_and_go(http_server: StartServer, tmp_path: Path) -> None:
    server = http_server(read)
    article(tmp_path / "in" / "afp" / "story.txt", "Tera")
    assert run(tmp_path, server).events.articles[0].id == "story"
    asked = len(server.received)

    article(tmp_path / "in" / "efe" / "story.txt", "Juba")
    article(tmp_path / "in" / "sub" / "afp" / "story.txt", "Lomé")
    both = run(tmp_path, server)
    assert len({one.id for one in both.events.articles}) == 3
    assert len(server.received) == 3 * asked

    (tmp_path / "in" / "efe" / "story.txt").unlink()
    (tmp_path / "in" / "sub" / "afp" / "story.txt").unlink()
    again = run(tmp_path, server)
    assert (again.events.articles[0].id, len(server.received)) == ("story", 3 * asked)
    replayed = run(tmp_path, server, record_mode="none", base_url=None)
    assert replayed.events == again.events


def test_runs_that_share_a_folder_ask_each_question_once(http_server: StartServer, tmp_path: Path) -> None:
    def slowly(request: Received) -> Reply:
        time.sleep(0.05)
        return read(request)

    server = http_server(slowly)
    for number in range(12):
        article(tmp_path / "in" / f"a{number:02}.txt", f"Tera{number}")
    with ThreadPoolExecutor(3) as threads:
        results = list(threads.map(lambda _: run(tmp_path, server), range(3)))
    assert len(server.received) == 12
    assert results[0].events == results[1].events == results[2].events
    assert not list((tmp_path / "cassettes" / "test").glob(".asking/*"))
