"""A user relies on: the package of docs/kinds.md has its kind read, reconciled, shown and exported as others are."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import Received, Reply, serving
from helpers.model_server import completion, messages

ROOT = Path(__file__).parents[3]
DOC = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")
_FILE = re.compile(r"^`(rashomon_protest/[\w.]+)`\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ENTRY_POINT = re.compile(r'^\[project\.entry-points\."(.+)"\]\n(\w+) = "(.+)"', re.MULTILINE)

MARCHED = "Some 3,000 people marched through Lyon on 4 May 2024, called by the Blue League and the Red Front."
AS_WELL = "At least 5,000 people joined the march in Lyon on 4 May 2024, the Blue League said; police used tear gas."
ARTICLES = {"first": MARCHED, "second": AS_WELL}
DRAFTS: Mapping[str, dict[str, Any]] = {
    MARCHED: {"organisers": ["the Blue League", "the Red Front"], "size": "Some 3,000"},
    AS_WELL: {"organisers": ["the Blue League"], "size": "At least 5,000", "response": "police used tear gas"},
}


def answer(request: Received) -> Reply:
    """A model that is asked one question for all kinds, that of the package among them."""
    question = messages(request)[-1]
    assert "meetings and protests in sentence 1?" in question
    told = next(draft for sentence, draft in DRAFTS.items() if sentence in question)
    return completion(json.dumps({"protests": [{"sentences": [1], "date": "4 May 2024", "place": "Lyon", **told}]}))


@dataclass(frozen=True)
class Ran:
    """The folder that a run worked in, the environment its package is installed in, and what it was asked."""

    folder: Path
    environment: Mapping[str, str]
    asked: tuple[str, ...]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "extract", *words)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def events(self, out: str = "out") -> dict[str, Any]:
        held: dict[str, Any] = json.loads((self.folder / out / "events.json").read_text(encoding="utf-8"))
        return held


def install(package: Path) -> None:
    """Put the files of the documentation into a folder that Python looks in, as an installer would."""
    package.mkdir()
    files = _FILE.findall(DOC)
    assert len(files) == 5
    for name, text in files:
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    (entry,) = _ENTRY_POINT.findall(DOC)
    group, name, value = entry
    about = package / "rashomon_protest-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: rashomon-protest\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{group}]\n{name} = {value}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    folder = tmp_path_factory.mktemp("own-kind")
    install(folder / "installed")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    path = os.pathsep.join([str(folder / "installed"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "OPENAI_API_KEY": "none"}
    environment.pop("EXTRACT_MODEL", None)
    with serving(answer) as server:
        before = Ran(folder, environment, ())
        done = before.command(
            "first.txt", "second.txt", "--model", "openai/test", "--base-url", f"{server.url}/v1", "--window", "1"
        )
        assert done.returncode == 0, done.stderr
        yield Ran(folder, environment, tuple(messages(request)[-1] for request in server.received))


def test_its_records_are_read_and_told_as_one_event(ran: Ran) -> None:
    found = ran.events()
    (event,) = found["events"]
    assert event["title"] == "Protest march in Lyon: Blue League and Red Front"
    assert [event["date"]["earliest"], event["date"]["latest"]] == ["2024-05-04", "2024-05-04"]
    assert event["articles"] == ["first", "second"]
    tolls = [(claim["value"]["unit"], claim["value"]["low"]) for claim in event["claims"] if claim["field"] == "size"]
    assert sorted(tolls) == [("people", 3000), ("people", 5000)]
    assert [claim["value"]["raw"] for claim in event["claims"] if claim["field"] == "response"] == [
        "police used tear gas"
    ]
    assert {conflict["field"] for conflict in event["conflicts"]} == {"size"}
    assert {record["organisers"][0]["role"] for record in found["records"]} == {"organiser"}


def test_all_kinds_are_asked_for(ran: Ran) -> None:
    assert {question.rsplit("\n", 1)[-1].partition(" in ")[0] for question in ran.asked} == {
        "Strikes, statements, meetings and protests"
    }


def test_it_is_shown_in_the_table_the_report_and_the_terminal(ran: Ran) -> None:
    (row,) = csv.DictReader((ran.folder / "out" / "events.csv").read_text(encoding="utf-8").splitlines())
    assert (row["kind"], row["organisers"]) == ("protest", "Blue League; Red Front")
    assert (row["people_low"], row["people_high"], row["killed_low"]) == ("3000", "", "")
    page = (ran.folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "Protest march in Lyon" in page
    assert "police used tear gas" in page
    shown = ran.command("first.txt", "second.txt", "--model", "openai/test", "--record-mode", "none", "--window", "1")
    assert "protest" in shown.stdout + shown.stderr
    assert "1 event" in shown.stderr


@pytest.mark.parametrize(
    ("format_", "file", "expected"),
    [
        ("csv", "records.csv", "Blue League; Red Front"),
        ("ftm", "entities.ftm.json", '"role": ["organisers"]'),
        ("geojson", "events.geojson", '"organisers": "Blue League; Red Front"'),
    ],
)
def test_it_is_exported(ran: Ran, format_: str, file: str, expected: str) -> None:
    done = ran.command("export", "out", "--to", format_, "--out", f"export-{format_}")
    assert done.returncode == 0, done.stderr
    assert expected in (ran.folder / f"export-{format_}" / file).read_text(encoding="utf-8")


def test_it_is_measured_against_gold(ran: Ran) -> None:
    gold = {
        "articles": {name: len(text) + 1 for name, text in ARTICLES.items()},
        "events": [
            {
                "id": "march",
                "kind": "protest",
                "organisers": ["Blue League", "Red Front"],
                "size": [{"unit": "people", "value": 3000}, {"unit": "people", "value": 5000}],
            }
        ],
        "mentions": [
            {"event": "march", "article": name, "start": 0, "end": len(text), "anchor": text}
            for name, text in ARTICLES.items()
        ],
    }
    (ran.folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    done = ran.command("evaluate", "gold.json", "out", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["events"]["protest"]["f1"] == 1.0
    assert found["fields"]["organisers"]["exact"] == 1
    assert found["fields"]["counts"]["asked"] == 2


def test_a_replay_asks_only_for_kinds_that_are_recorded(ran: Ran) -> None:
    done = ran.command(str(ROOT / "seeds"), "--cassettes", str(ROOT / "cassettes"), "--out", "seeds")
    assert done.returncode == 0, done.stderr
    assert "Nothing is recorded of protest: not asked for" in done.stderr
    assert "protest" not in {record["kind"] for record in ran.events("seeds")["records"]}


def test_one_that_cannot_be_imported_is_named(ran: Ran, tmp_path: Path) -> None:
    about = tmp_path / "broken-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[rashomon.kinds]\nflood = nowhere:FLOOD\n", encoding="utf-8")
    broken = Ran(ran.folder, {**ran.environment, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}, ())
    done = broken.command("first.txt", "--model", "openai/test", "--record-mode", "none", "--out", "broken")
    assert done.returncode == 2
    assert "the kind 'flood' (nowhere:FLOOD of broken) cannot be imported" in done.stderr
    assert "Traceback" not in done.stderr
    assert "cannot be imported" in broken.command("doctor").stdout


def test_the_check_up_names_it(ran: Ran) -> None:
    assert "kinds: strike, statement, meeting, protest" in ran.command("doctor").stdout


def test_the_code_of_the_documentation_reads_the_events(ran: Ran) -> None:
    code = re.findall(r"```python\n(.*?)```", DOC, re.DOTALL)[-1]
    done = ran.python("-c", code)
    assert done.returncode == 0, done.stderr
