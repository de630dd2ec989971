"""A user relies on: the example of docs/tables.md goes as it says, from what is unknown to one event that is placed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import messages, records

from extract.cli import main as cli
from extract.results.read import read_events
from schemas import EventSet, StrikeEvent

DOC = (Path(__file__).parents[3] / "docs" / "tables.md").read_text(encoding="utf-8")
_FILE = re.compile(r"^`([\w/.]+)`\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"^\$ python -m extract (.+)\n((?:(?!\$|```).*\n)*)", re.MULTILINE)
FILES, SHOWN = dict(_FILE.findall(DOC)), {words.split()[0]: shown for words, shown in _SHOWN.findall(DOC)}
TOLD = {
    "Tin Azrou": {"attacker": "Sons of the Valley", "place": "the village of Tin Azrou", "date": "Friday"},
    "Wadi Ihariken": {"attacker": "The SOV", "place": "Wadi Ihariken", "date": "3 May 2024"},
}


def answer(request: Received) -> Reply:
    question = messages(request)[-1]
    told = next((strike for place, strike in TOLD.items() if place in question), None)
    if told is None or "strike" not in question.splitlines()[-1].lower():
        return records()
    return records({"sentences": [1], "target": told["place"], **told})


def run(*words: str) -> EventSet:
    assert cli.main(["news/", *words, "--cassettes", "cassettes", "--quiet"]) == 0
    return read_events(Path("out"))


def test_the_example(
    http_server: StartServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    for name, content in FILES.items():
        if name.startswith("news/"):
            Path(name).write_text(content, encoding="utf-8")
    server = http_server(answer)
    assert len(run("--model", "openai/test", "--base-url", f"{server.url}/v1").events) == 2
    asked = len(server.received)
    capsys.readouterr()

    cli.main(["unknown", "out/"])
    assert capsys.readouterr().out == SHOWN["unknown"]

    for name in ("unknown/actors.csv", "unknown/places.csv", "unknown/outlets.csv"):
        columns = Path(name).read_text(encoding="utf-8").split(",count,", maxsplit=1)[0]
        assert FILES[name].startswith(f"{columns}\n")
        Path(name).write_text(FILES[name], encoding="utf-8")
    found = run("--model", "openai/test", "--record-mode", "none", "--tables", "unknown/")
    (event,) = found.events
    assert isinstance(event, StrikeEvent)
    assert event.place
    assert (event.place.latitude, event.place.longitude, event.place.table) == (19.02, 1.61, "places.csv")
    assert (event.sources.outlets, event.sources.origins_max) == (2, 1)
    assert [article.outlet for article in found.articles] == ["Valley Gazette", "Hill Post"]
    assert len(server.received) == asked
    tables = json.loads(Path("out/run.json").read_text(encoding="utf-8"))["tables"]
    assert [(one["name"], one["used"], one["refused"]) for one in tables] == [
        ("actors.csv", 2, 0), ("outlets.csv", 2, 0), ("places.csv", 1, 0),
    ]  # fmt: skip

    cli.main(["explain", "strike-event"])
    explained = capsys.readouterr().out.splitlines()
    assert [line for line in SHOWN["explain"].splitlines() if line.strip() not in map(str.strip, explained)] == []
    cli.main(["unknown", "out/"])
    assert "Nothing" in capsys.readouterr().out
