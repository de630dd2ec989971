"""A user relies on: one command reads, scores and compares, a rerun needs no model, and what was skipped is said."""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.model_server import messages, records

from benchmarks.reading.__main__ import COMPLETE, INCOMPLETE, UNUSABLE, main

TEXT = "“The bridge is safe,” Mayor Ada Stone said. Rebels shelled it. Engineers warned that the pillars crack."
HEADLINE = "statements whose content overlaps, F1"
QUOTE = "“The bridge is safe,”"

RIVAL = """
import json, pathlib, sys, urllib.request
url, folder, out = sys.argv[1:]
text = (pathlib.Path(folder) / "first.txt").read_text()
body = json.dumps({"messages": [{"role": "user", "content": text}]}).encode()
urllib.request.urlopen(urllib.request.Request(url + "/chat/completions", body)).read()
quote = "pillars"
start = text.index(quote)
evidence = [{"start": start, "end": start + len(quote), "quote": quote}]
records = [{"id": str(n), "kind": "statement", "article_id": "first", "evidence": evidence} for n in range(3)]
events = [{"id": str(n), "kind": "statement", "records": [str(n)], "speaker": "Engineers"} for n in range(3)]
json.dump({"records": records, "events": events}, open(out, "w"))
print("3 records")
"""


HANGS_UP_ONCE = """
import json, pathlib, socket, sys, time
from urllib.parse import urlsplit
url, folder, out = sys.argv[1:]
gone = pathlib.Path(__file__).parent / "gone"
if not gone.exists():
    with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port)) as client:
        body = json.dumps({"messages": [{"role": "user", "content": "first"}]})
        head = f"POST /v1/chat/completions HTTP/1.1\\r\\nContent-Length: {len(body)}\\r\\n\\r\\n"
        client.sendall((head + body).encode())
        while not gone.with_name("arrived").exists():
            time.sleep(0.01)
    gone.touch()
    json.dump({"records": [], "events": []}, open(out, "w"))
    sys.exit()
"""


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def answer(request: Received) -> Reply:
    """A model that finds the mayor's statement."""
    if b"speaker" not in request.body:
        return records()
    asked = messages(request)[-1]
    numbers = [line[1 : line.index("]")] for line in asked.splitlines() if "Ada Stone" in line and line.startswith("[")]
    if not numbers:
        return records()
    draft = {"sentences": [int(numbers[-1])], "speaker": "Mayor Ada Stone", "cue": "said", "content": QUOTE}
    return records({**draft, "act": "claim"})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    attributions = [
        {"source": [span("Mayor Ada Stone")], "cue": [span("said")], "content": [span(QUOTE)]},
        {"source": [span("Engineers")], "cue": [span("warned")], "content": [span("that the pillars crack")]},
    ]
    texts = {"first": TEXT, "second": f"{TEXT}\n"}
    lines = [{"doc_id": name, "text": text, "attributions": attributions} for name, text in texts.items()]
    folder = tmp_path / "data"
    folder.mkdir()
    with gzip.open(folder / "quotes-dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(map(json.dumps, lines)))
    return folder


@pytest.fixture
def rivals(tmp_path: Path) -> Path:
    folder = tmp_path / "rivals"
    folder.mkdir()
    for name in ("plain_instructor.py", "langextract_rival.py"):
        (folder / name).write_text(RIVAL)
    return folder


class Bench:
    """The command on made-up texts and rivals."""

    def __init__(self, server: LocalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.server, self._tmp_path, self._capsys = server, tmp_path, capsys

    def run(self, *more: str, url: str | None = None) -> tuple[int, str, str]:
        """Status, results and messages."""
        where = ["--data", str(self._tmp_path / "data"), "--answers", str(self._tmp_path / "answers")]
        rivals = ["--rivals", str(self._tmp_path / "rivals"), "--sets", "quotes"]
        status = main(["--base-url", url or f"{self.server.url}/v1", *where, *rivals, *more])
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err

    def data(self, *more: str, url: str | None = None) -> Any:
        return json.loads(self.run("--json", *more, url=url)[1])["quotes"]


@pytest.fixture
def bench(
    http_server: StartServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: Path, rivals: Path
) -> Bench:
    assert data.parent == rivals.parent == tmp_path
    return Bench(http_server(answer), tmp_path, capsys)


def test_readers_are_scored_and_compared(bench: Bench) -> None:
    scores = bench.data()
    ours, plain = scores["readers"]["rashomon"], scores["readers"]["instructor"]
    found = [[reader["measures"][HEADLINE][key] for key in ("right", "told", "gold")] for reader in (ours, plain)]
    assert found == [[2, 2, 4], [1, 3, 4]]
    assert ours["measures"]["speaker right"]["f1"] == plain["measures"]["speaker right"]["f1"] == 1
    assert (scores["texts"], scores["better_rival"]) == (2, "instructor")
    assert scores["difference"]["value"] == pytest.approx(4 / 6 - 2 / 7)
    assert plain["cost"]["calls"] == 1
    assert ours["cost"]["tokens"] == 10 * ours["cost"]["calls"] > 0


def test_a_rerun_needs_no_model_and_scores_the_same(bench: Bench) -> None:
    first = bench.data()
    asked = len(bench.server.received)
    assert bench.data(url="http://127.0.0.1:9/v1") == first
    assert len(bench.server.received) == asked


def test_only_what_a_set_scores_is_asked_for_unless_all_is(bench: Bench) -> None:
    one = bench.data()["readers"]["rashomon"]["cost"]["calls"]
    assert bench.data("--all-kinds")["readers"]["rashomon"]["cost"]["calls"] > one


def test_the_table_names_what_is_compared_and_what_was_skipped(bench: Bench) -> None:
    status, printed, said = bench.run()
    assert status == INCOMPLETE
    for words in ("quotes", "rashomon", "instructor", "+0.381", "2.33", "evidence word for word"):
        assert words in printed
    assert f"Skipped: quotes, langextract: {sys.executable} has no langextract (--langextract-python PATH" in said


def test_misses_quote_what_was_missed_and_made_up(bench: Bench) -> None:
    printed = bench.run("--misses", "--limit", "1")[1]
    assert "quotes, rashomon, first: 1 right\n  missed   Engineers: that the pillars crack\n" in printed
    assert "second" not in printed


def test_without_server_and_answers_nothing_is_scored(bench: Bench) -> None:
    status, printed, said = bench.run(url="http://127.0.0.1:9/v1")
    assert (status, printed) == (INCOMPLETE, "")
    assert "rashomon: " in said
    assert said.count("have no kept answer, and http://127.0.0.1:9/v1 gives none: [Errno") == 2


def test_a_rival_that_gave_up_on_a_slow_model_is_asked_again(
    http_server: StartServer, bench: Bench, rivals: Path
) -> None:
    def slow(request: Received) -> Reply:
        (rivals / "arrived").touch()
        while b'"first"' in request.body and not (rivals / "gone").exists():
            time.sleep(0.01)
        return answer(request)

    (rivals / "plain_instructor.py").write_text(
        HANGS_UP_ONCE + RIVAL.replace("import json, pathlib, sys, urllib", "import urllib")
    )
    bench.server = http_server(slow)
    assert bench.data()["readers"]["instructor"]["measures"][HEADLINE]["told"] == 3


def test_absent_texts_and_rivals_are_named(bench: Bench, tmp_path: Path) -> None:
    said = bench.run("--sets", "attacks,quotes", "--rivals", str(tmp_path / "none"))[2]
    assert f"Skipped: attacks: {tmp_path / 'data'} has no attacks-dev.jsonl.gz" in said
    assert f"{tmp_path / 'none'} has no plain_instructor.py" in said


def test_a_rival_that_breaks_is_skipped_with_its_last_words(bench: Bench, rivals: Path) -> None:
    (rivals / "plain_instructor.py").write_text("raise SystemExit('out of luck')")
    said = bench.run()[2]
    assert "instructor: plain_instructor.py stopped with status 1: out of luck" in said


@pytest.mark.parametrize("wrong", [["--sets", "quotes,poems"], ["--limit", "0"], ["--limit", "-1"]])
def test_usage_errors_are_one_line(bench: Bench, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=str(UNUSABLE)):
        bench.run(*wrong)
    assert capsys.readouterr().err.count("\n") == 1


def test_all_readers_make_it_complete(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "langextract.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert bench.run()[0] == COMPLETE
