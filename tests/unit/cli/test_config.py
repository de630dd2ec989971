"""A user relies on: a file gives options, a flag goes before it, and nothing in it is passed over in silence."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from extract.base.errors import ConfigError
from extract.base.settings import MODEL_VARIABLE, NOT_RECORDED
from extract.cli.arguments import run_parser
from extract.cli.config import parse_configured


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)


def write(options: str, file: str = "rashomon.toml") -> None:
    Path(file).write_text(f"[tool.rashomon]\n{options}\n", encoding="utf-8")


def parse(*arguments: str) -> argparse.Namespace:
    return parse_configured(run_parser(), ["in/", *arguments])


def test_without_a_file_the_flags_stand_alone() -> None:
    options = parse("--window", "2")
    assert (options.window, options.model, options.configured) == (2, None, None)


@pytest.mark.parametrize("file", ["rashomon.toml", "pyproject.toml"])
def test_a_file_in_the_current_folder_gives_options_of_every_kind(file: str) -> None:
    write('model = "ollama/x"\nwindow = 3\ncassettes = "tapes"\nquiet = true\nno-record = true', file)
    options = parse()
    assert (options.model, options.window, options.cassettes, options.quiet) == ("ollama/x", 3, Path("tapes"), True)
    assert options.record_mode == NOT_RECORDED
    assert options.configured == f"Options from {file}: model, window, cassettes, quiet, no-record"


def test_a_file_can_be_named_and_then_no_other_is_read(tmp_path: Path) -> None:
    write("window = 3")
    (tmp_path / "other.toml").write_text("[tool.rashomon]\nconcurrency = 4\n", encoding="utf-8")
    options = parse("--config", "other.toml")
    assert (options.concurrency, options.window) == (4, None)


def test_the_programs_own_file_goes_before_the_shared_one() -> None:
    write("window = 3")
    write("concurrency = 4", "pyproject.toml")
    options = parse()
    assert (options.window, options.concurrency) == (3, None)


def test_a_flag_goes_before_the_environment_and_that_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('model = "ollama/file"\nrecord-mode = "once"')
    assert parse("--model", "ollama/flag").model == "ollama/flag"
    assert parse("--no-record").record_mode == NOT_RECORDED
    assert parse().record_mode == "once"
    monkeypatch.setenv(MODEL_VARIABLE, "ollama/environment")
    assert parse().model is None, "the run asks the environment"


def test_a_project_file_of_others_is_none_of_ours() -> None:
    Path("pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n", encoding="utf-8")
    assert parse().configured is None
    Path("pyproject.toml").write_text("tool = 3\n", encoding="utf-8")
    assert parse().configured is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ('modle = "x"', "unknown key 'modle'; did you mean 'model'"),
        ('base_url = "x"', "did you mean 'base-url'"),
        ("zzz = 1", "known are add-to, base-url"),
        ('api-key = "sk-1"', "environment"),
        ('paths = ["in/"]', "command line"),
        ("window = 0", "window: '0' is not a whole number above 0"),
        ("window = [1]", "neither a text nor a number"),
        ("window = true", "neither a text nor a number"),
        ("quiet = 1", "true or false"),
        ('record-mode = "sometimes"', "none, once, new_episodes, all"),
        ('no-record = true\nrecord-mode = "all"', "exclude each other"),
        ("version = true", "unknown key 'version'"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_the_file(options: str, said: str) -> None:
    write(options)
    with pytest.raises(ConfigError, match=r"rashomon\.toml, \[tool\.rashomon\]: ") as error:
        parse()
    assert said in str(error.value)
    assert "sk-1" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"[tool.rashomon\n", "no valid TOML"), (b"\xff\xfe", "no valid TOML"), (b"window = 3\n", "no table")],
)
def test_a_file_that_cannot_be_used_is_an_error(content: bytes, said: str) -> None:
    Path("rashomon.toml").write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        parse()


def test_a_file_that_is_named_must_be_there() -> None:
    with pytest.raises(ConfigError, match=r"cannot read .*gone\.toml"):
        parse("--config", "gone.toml")


def test_every_option_of_the_command_can_stand_in_a_file() -> None:
    names = {name for action in run_parser()._actions for name in action.option_strings if name.startswith("--")}
    for name in names - {"--help", "--version", "--config"}:
        write(f"{name.removeprefix('--')} = {{}}")
        with pytest.raises(ConfigError, match=r"neither a text nor a number|true or false"):
            parse()
