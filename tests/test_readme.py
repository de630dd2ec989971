"""What the README promises is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import extract
from extract.cli import main as cli
from extract.results.write import WRITERS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_two_commands() -> None:
    first_block = README.split("```")[1].strip().splitlines()[1:]
    assert first_block == ["pip install . && python -m extract seeds/", "pip install '.[test]' && pytest"]


def test_it_names_every_file_that_a_run_writes() -> None:
    assert [writer.file for writer in WRITERS if f"| `{writer.file}` |" not in README] == []


def test_every_option_it_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["review"]):
        with pytest.raises(SystemExit):
            cli.main([*command, "--help"])
    known = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    assert named - known == set()


def test_every_module_it_names_exists() -> None:
    root = Path(extract.__file__).parents[1]
    named = re.findall(r"\bextract/[a-z_/]+(?:\.py|/)", README)
    assert named
    assert [name for name in named if not (root / name).exists()] == []
