from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.gold_cases import Case

from extract.cli import main as cli
from extract.evaluate import Evaluation
from schemas import Actor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with gold.json and, in out/, the results of a run."""
    case = Case()
    case.wants("raid", ("a", "A raid\x1b[31m in the north."), kind="strike")
    case.wants("denial", ("a", "Ann denied it."), kind="statement", speaker="Ann")
    case.finds("E1", ("a", "Ann denied it."), kind="statement", speaker=Actor(raw="Dan", name="Dan"))
    (tmp_path / "gold.json").write_text(case.gold().model_dump_json(), encoding="utf-8")
    (tmp_path / "out" / "articles").mkdir(parents=True)
    (tmp_path / "out" / "events.json").write_text(case.events.model_dump_json(), encoding="utf-8")
    (tmp_path / "out" / "articles" / "a.txt").write_text(case.texts["a"], encoding="utf-8")
    return tmp_path


def evaluate(folder: Path, *options: str) -> int:
    return cli.main(["evaluate", str(folder / "gold.json"), str(folder / "out"), *options])


def test_it_prints_every_score_as_plain_columns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(folder) == 0
    printed = capsys.readouterr()
    lines = [line.split() for line in printed.out.splitlines()]
    assert ["statement", "1", "1", "1", "1.000", "1.000", "1.000"] in lines
    assert ["strike", "1", "0", "0", "0.000", "0.000", "0.000"] in lines
    assert ["speaker", "1", "0", "0", "0.000", "0.000"] in lines
    assert "1 of 1 spans stand in their article" in printed.out
    assert "Wrongly merged: 0" in printed.out
    assert "\x1b" not in printed.out
    assert printed.err == ""


def test_misses_are_listed_on_request_without_what_steers_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate(folder)
    assert "raid" not in capsys.readouterr().out
    evaluate(folder, "--misses")
    printed = capsys.readouterr().out
    assert "- raid (strike): a: A raid[31m in the north." in printed
    assert "- speaker of denial (wrong): Ann wanted, Dan found in E1" in printed


def test_json_holds_the_scores_and_the_cases(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(folder, "--json") == 0
    evaluation = Evaluation.model_validate_json(capsys.readouterr().out)
    assert evaluation.events["all"].f1 == 0.6667
    assert [missed.gold for missed in evaluation.missed] == ["raid"]


def test_texts_may_be_elsewhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "out" / "articles").rename(folder / "news")
    evaluate(folder)
    assert "not checked" in capsys.readouterr().out
    evaluate(folder, "--texts", str(folder / "news"))
    assert "1 of 1 spans" in capsys.readouterr().out


@pytest.mark.parametrize("options", [(), ("nowhere.json", "out"), ("a", "b", "--fast"), ("gold.json", "gold.json")])
def test_what_cannot_be_used_is_one_line_and_exits_2(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folder)
    try:
        status: object = cli.main(["evaluate", *options])
    except SystemExit as leaving:
        status = leaving.code
    printed = capsys.readouterr()
    assert status == 2
    assert printed.out == ""
    assert printed.err.startswith("extract: error: ")
    assert printed.err.count("\n") == 1


def test_texts_in_a_folder_that_is_not_there_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(folder, "--texts", str(folder / "nowhere")) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "extract", "evaluate", str(folder / "gold.json"), str(folder / "out"), "--json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(cli.__file__).parents[1]
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == cli.UNREAD


def test_the_same_files_print_the_same_bytes(folder: Path) -> None:
    command = [sys.executable, "-m", "extract", "evaluate", str(folder / "gold.json"), str(folder / "out"), "--json"]
    runs = [
        subprocess.run(
            command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}, cwd=Path(cli.__file__).parents[1]
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert json.loads(runs[0].stdout)["events"]["all"]["right"] == 1
