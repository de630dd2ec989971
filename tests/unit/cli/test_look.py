"""A user relies on: before anything is asked, articles and doubts are listed, and how to mend what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.input_files import FIRST, SECOND, mail

from extract.cli.main import main

WALL = "Envoys meet\n\nThe envoys met on Thursday. To continue reading, subscribe to read the rest of this report."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EXTRACT_MODEL", raising=False)
    into = tmp_path / "in"
    into.mkdir()
    (into / "wall.txt").write_text(WALL)
    (into / "whole.eml").write_bytes(mail(attached=True).as_bytes())
    (into / "two.json").write_text(
        json.dumps({"text": f"Published: 9 March 2021\n\n{FIRST} {SECOND}", "date": "2021-03-04"})
    )
    (into / "latin.txt").write_bytes(
        f"Les émissaires se sont réunis à Genève, où ils ont négocié. {'Été. ' * 40}".encode("cp1252")
    )
    (into / "a.docx").write_bytes(b"x")
    (into / "a.bin").write_bytes(b"x")
    return into


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_each_article_is_told_with_what_is_doubtful(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "look", "in")
    assert "in/whole.eml: Envoys meet in Vienna\n    Example Wire · 2021-03-04 (field of the file) · en" in out
    assert "! perhaps only what stands before a paywall" in out
    assert "! its head says 2021-03-09, its file 2021-03-04" in out
    assert "! not read: its attachments map.pdf" in out
    assert "iconv -f CP1252 -t UTF-8" in out
    assert "in/a.bin (not of a format that is read)" in out
    assert "3 articles, 3 doubtful, 1 without a day, 2 without an outlet; 3 questions." in out
    assert not (folder.parent / "out").exists()


def test_what_is_not_installed_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.load.formats.find_spec", lambda _: None)
    (folder / "b.warc").write_bytes(b"x")
    assert "pip install 'rashomon-events[inputs]' would read 2 files more." in printed(capsys, "look", "in")


@pytest.mark.usefixtures("folder")
def test_programs_get_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, "look", "in", "--json"))
    assert told["format"] == "rashomon.look/1"
    assert [one["id"] for one in told["articles"]] == ["two", "wall", "whole"]
    assert told["plan"] is None
    assert len(told["failed"]) == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [("look",), ("--dry-run",)])
def test_with_a_model_the_cost_is_told_too(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    out = printed(capsys, *arguments, "in", "--model", "openai/gpt-4o-mini")
    assert "perhaps only what stands before a paywall" in out
    assert "openai/gpt-4o-mini would be asked 3 questions" in out
    told = json.loads(printed(capsys, *arguments, "in", "--model", "openai/gpt-4o-mini", "--json"))
    assert told["plan"]["calls"] == 3


@pytest.mark.usefixtures("folder")
def test_a_dry_run_without_a_model_looks(capsys: pytest.CaptureFixture[str]) -> None:
    assert "for the cost, name it (--model)" in printed(capsys, "--dry-run", "in")
