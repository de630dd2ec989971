"""A user relies on: what an earlier run read is read once; what failed gets another chance; nothing is mixed up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import error, messages, records

from extract import run
from extract.base.errors import InputError
from extract.base.settings import MODEL_VARIABLE
from extract.cli.main import main
from schemas import EventSet

TERA = "Rebels shelled the port of Tera on Monday.\n"
JUBA = "Rebels shelled the market of Juba on Monday.\n"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No model but what a test names, in a folder of its own with two articles."""
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("tera.txt").write_text(TERA)
    Path("juba.txt").write_text(JUBA)


class Reader:
    """A model that finds every shelling, and counts the articles it is asked about."""

    def __init__(self, start: StartServer) -> None:
        self.asked: list[str] = []
        self.ill = False
        self.url = start(self.answer).url

    def answer(self, request: Received) -> Reply:
        text = messages(request)[1]
        self.asked += re.findall(r"Rebels shelled the \w+ of (\w+)", text)
        if self.ill:
            return error(400, "the model is ill")
        if "strike" not in text.splitlines()[-1].lower():
            return records()
        lines = re.findall(r"^\[(\d+)\] Rebels shelled the (\w+) of (\w+)", text, re.MULTILINE)
        found = [{"sentences": [int(n)], "attacker": "Rebels", "target": f"the {t}", "place": p} for n, t, p in lines]
        return records(*found)

    def read(self, *words: str) -> int:
        return main([*words, "--model", "openai/test", "--base-url", self.url, "--no-record", "--quiet"])


@pytest.fixture
def reader(http_server: StartServer) -> Reader:
    return Reader(http_server)


def events(folder: str = "out") -> EventSet:
    return EventSet.model_validate_json(Path(folder, "events.json").read_bytes())


def test_only_what_is_new_is_read(reader: Reader) -> None:
    assert reader.read("juba.txt") == 0
    reader.asked.clear()
    assert reader.read("juba.txt", "tera.txt", "--add-to", "out") == 0
    assert set(reader.asked) == {"Tera"}
    assert [article.id for article in events().articles] == ["juba", "tera"]
    assert json.loads(Path("out/run.json").read_bytes())["changes"]["articles"] == ["tera"]


def test_the_same_article_from_elsewhere_is_read_once(reader: Reader) -> None:
    reader.read("juba.txt")
    before = Path("out/events.json").read_bytes()
    Path("copy").mkdir()
    Path("copy/juba.txt").write_text(JUBA)
    assert reader.read("copy/juba.txt", "--add-to", "out/events.json") == 0
    assert Path("out/events.json").read_bytes() == before


def test_what_failed_is_read_again(reader: Reader) -> None:
    reader.ill = True
    assert reader.read("juba.txt") == 1
    reader.ill = False
    assert reader.read("juba.txt", "--add-to", "out") == 0
    assert events().failed == ()
    assert len(events().records) == 1


def test_a_file_that_could_not_be_read_and_can_be_now_is_no_failure_any_more(reader: Reader) -> None:
    Path("bad.txt").write_bytes(b"\xff\xfe\x00")
    assert reader.read("juba.txt", "bad.txt") == 1
    Path("bad.txt").write_text("Rebels shelled the bridge of Wau on Monday.\n")
    assert reader.read("bad.txt", "--add-to", "out") == 0
    assert [article.id for article in events().articles] == ["bad", "juba"]


@pytest.mark.parametrize("name", ["juba.txt", "other/JUBA.txt"])
def test_another_text_under_the_same_id_is_refused_and_nothing_changes(reader: Reader, name: str) -> None:
    reader.read("juba.txt")
    before = Path("out/events.json").read_bytes()
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("Rebels shelled the market of Juba on Tuesday.\n")
    with pytest.raises(InputError, match="holds another text as juba"):
        run([name], add_to=Path("out"), model="openai/test", base_url=reader.url, record_mode="off")
    assert reader.read(name, "--add-to", "out") == 2
    assert Path("out/events.json").read_bytes() == before


def test_results_may_go_elsewhere_and_the_earlier_ones_stay(reader: Reader) -> None:
    reader.read("juba.txt")
    before = Path("out/events.json").read_bytes()
    assert reader.read("tera.txt", "--add-to", "out", "--out", "more") == 0
    assert Path("out/events.json").read_bytes() == before
    assert Path("more/articles/juba.txt").read_text() == JUBA


def test_a_text_that_was_changed_beside_the_results_is_refused(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    reader.read("juba.txt")
    Path("out/articles/juba.txt").write_text("something else")
    assert reader.read("tera.txt", "--add-to", "out") == 2
    assert "out/articles/juba.txt is not the text that was read" in capsys.readouterr().err


def test_without_a_path_there_must_be_something_to_add_to(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--quiet"])
    assert "required: PATH" in capsys.readouterr().err
    assert main(["--add-to", "nowhere/events.json"]) == 2
    assert "cannot read nowhere/events.json" in capsys.readouterr().err
