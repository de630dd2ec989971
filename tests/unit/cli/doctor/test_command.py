"""A user relies on: doctor says what is wrong with a set-up and what to do, and exits 1 only where something is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.batch_server import BatchProvider
from helpers.local_server import Reply, StartServer
from helpers.model_server import completion, error, messages, records

from extract.base.settings import DEFAULT_MODEL, MODEL_VARIABLE
from extract.cli import main as cli

CASSETTES = Path(__file__).parents[4] / "cassettes"
KEY = "sk-never-to-be-seen"
Doctor = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Doctor:
    """Runs it in an empty folder with a key in the environment: exit status and lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def examine(*options: str) -> tuple[int, list[str]]:
        status = cli.main(["doctor", *options])
        printed = capsys.readouterr().out
        assert KEY not in printed
        assert "\x1b" not in printed
        return status, printed.splitlines()

    return examine


def problems(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("problem")]


def recorded(folder: Path) -> Path:
    """The project's own recordings in a folder; the file of one article."""
    shutil.copytree(CASSETTES, folder)
    return min(folder.rglob("*.yaml"))


# --- the service


def test_a_server_that_holds_answers_to_the_schema_is_well(http_server: StartServer, doctor: Doctor) -> None:
    server = http_server(lambda _: records())
    status, lines = doctor("--model", "openai/test", "--base-url", f"{server.url}/v1")
    assert (status, problems(lines)) == (0, [])
    assert any("held to the schema" in line for line in lines)
    [question] = [request for request in server.received if request.path.endswith("completions")]
    assert "sea" in messages(question)[-1]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (completion("The sea, the sea,\nso wide and free."), "not in the shape"),
        (completion('{"poem": "The sea"}'), "not in the shape"),
        (error(401, "bad key"), "refuses the key"),
        (error(404, "no such model"), "does not know the model"),
    ],
    ids=["verse", "other JSON", "key", "model"],
)
def test_what_is_wrong_with_a_service_is_told(
    http_server: StartServer, doctor: Doctor, reply: Reply, said: str
) -> None:
    server = http_server(lambda _: reply)
    status, lines = doctor("--model", "openai/test", "--base-url", f"{server.url}/v1")
    [problem] = problems(lines)
    assert status == 1
    assert said in problem


def test_it_tells_whether_the_service_takes_batches(http_server: StartServer, doctor: Doctor) -> None:
    without = http_server(lambda _: records())
    with_them = http_server(BatchProvider("openai", lambda _: records()))
    told = [
        doctor("--model", "openai/test", "--base-url", f"{server.url}/v1", *more)
        for server in (without, with_them)
        for more in ((), ("--batch",))
    ]
    assert [status for status, _ in told] == [0, 1, 0, 0]
    assert ["takes no batches" in "".join(lines) for _, lines in told] == [True, True, False, False]
    assert doctor("--model", "ollama/test", "--base-url", f"{without.url}/v1", "--batch")[0] == 1


def test_a_server_that_is_not_there_is_told_at_once_with_what_to_do(doctor: Doctor) -> None:
    status, lines = doctor("--model", "ollama/test", "--base-url", "http://127.0.0.1:9/v1")
    assert status == 1
    assert "no server answers at http://127.0.0.1:9/v1" in problems(lines)[0]
    assert "ollama serve" in lines[-1]


def test_a_model_file_that_is_not_there_is_a_problem(doctor: Doctor) -> None:
    status, lines = doctor("--model", "gguf/gone.gguf")
    assert status == 1
    assert "gone.gguf" in problems(lines)[0]


# --- the options


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--model", "nobody/x"], "'nobody/x' is not known"), (["--model", "openai/x"], "export OPENAI_API_KEY")],
)
def test_what_is_wrong_with_the_model_or_key_is_told(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    status, lines = doctor(*options)
    assert status == 1
    assert said in problems(lines)[0]


def test_a_mistake_in_the_configuration_file_is_a_problem(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "rashomon.toml").write_text('[tool.rashomon]\nmodle = "x"\n', encoding="utf-8")
    status, lines = doctor()
    assert status == 1
    assert "did you mean 'model'" in problems(lines)[0]


def test_the_model_of_the_configuration_file_is_the_one_examined(
    http_server: StartServer, doctor: Doctor, tmp_path: Path
) -> None:
    server = http_server(lambda _: records())
    text = f'[tool.rashomon]\nmodel = "openai/test"\nbase-url = "{server.url}/v1"\n'
    (tmp_path / "rashomon.toml").write_text(text, encoding="utf-8")
    assert doctor()[0] == 0
    assert server.received


def test_without_a_model_and_without_recordings_the_ways_to_a_model_are_named(doctor: Doctor) -> None:
    status, lines = doctor()
    assert status == 1
    assert any("gguf/" in line for line in lines)


# --- recordings and folders


def test_the_recordings_of_this_project_are_those_of_its_prompts(doctor: Doctor, tmp_path: Path) -> None:
    recorded(tmp_path / "cassettes")
    status, lines = doctor()
    assert (status, problems(lines)) == (0, [])
    assert any("about 5 articles can be read" in line for line in lines)


def test_recordings_of_other_prompts_are_told_and_a_problem_only_for_a_replay(
    http_server: StartServer, doctor: Doctor, tmp_path: Path
) -> None:
    file = recorded(tmp_path / "cassettes")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("You read news and list", "You read the news and list"), encoding="utf-8")
    status, lines = doctor()
    assert status == 1
    assert f"other prompts than those of now: {file.name}" in problems(lines)[0]
    assert any("--record-mode new_episodes" in line for line in lines)
    server = http_server(lambda _: records())
    status, lines = doctor("--model", "openai/test", "--base-url", f"{server.url}/v1")
    assert (status, problems(lines)) == (0, [])
    assert any(line.startswith("note") and file.name in line for line in lines)


def test_a_recording_that_cannot_be_read_or_is_torn_is_named(doctor: Doctor, tmp_path: Path) -> None:
    recorded(tmp_path / "cassettes")
    folder = tmp_path / "cassettes" / DEFAULT_MODEL.removeprefix("gguf/")
    (folder / "broken.yaml").write_text("- nothing of ours", encoding="utf-8")
    (folder / "torn.yaml").write_text('version: 1\ninteractions:\n- {"request": {', encoding="utf-8")
    status, lines = doctor()
    assert status == 1
    assert "broken.yaml is not a recording" in problems(lines)[0]
    assert any(line.startswith("note") and "cut short by a crash in torn.yaml" in line for line in lines)


def test_a_folder_that_cannot_take_results_is_a_problem(doctor: Doctor, tmp_path: Path) -> None:
    recorded(tmp_path / "cassettes")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "events.json").write_text("mine", encoding="utf-8")
    for out in ("file", "mine"):
        status, lines = doctor("--out", out)
        assert (status, len(problems(lines))) == (1, 1)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_a_problem(doctor: Doctor, tmp_path: Path) -> None:
    recorded(tmp_path / "cassettes")
    (tmp_path / "locked").mkdir(mode=0o500)
    status, lines = doctor("--out", "locked/out")
    assert status == 1
    assert "results cannot be written" in problems(lines)[0]


def test_help_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(["doctor", "--help"])
    assert exit_.value.code == 0
    assert "python -m extract doctor --model ollama/NAME" in capsys.readouterr().out
