"""A user relies on: where there is no Ray, or no cluster, one line says what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.cli.main import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Rebels shelled the port of Tera.\n")


def test_without_ray_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    asked = ["a.txt", "--model", "openai/test", "--base-url", "http://127.0.0.1:9/v1", "--engine", "ray"]
    assert main(asked) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "pip install 'rashomon-events[ray]'" in said


def test_workers_are_for_a_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["a.txt", "--workers", "2"])
    assert "--workers is for --engine ray" in capsys.readouterr().err
