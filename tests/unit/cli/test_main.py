from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from helpers.event_sets import TEXT, full_event_set

from extract import pipeline
from extract.base.errors import ConfigError
from extract.base.settings import MODEL_VARIABLE, NOT_RECORDED, Limits
from extract.cli import main as cli
from extract.pipeline import RunPlan, RunReport, RunResult
from extract.pipeline.costs import Costs
from schemas import EventSet

Run = Callable[..., RunResult]


def report(**fields: Any) -> RunReport:
    given: dict[str, Any] = {
        "model": "ollama/any",
        "record_mode": "none",
        "prompts": {"strike": "strike.v1"},
        "asked_with": "json_schema, max_tokens, temperature 0",
        "calls": 3,
        "replayed": 3,
        "reasks": 0,
        "retries": 0,
        "prompt_tokens": 10,
        "cached_tokens": 4,
        "completion_tokens": 5,
        "seconds": 0.25,
        "skipped": (),
        "notices": (),
        **fields,
    }
    return RunReport(**given)


COMPLETE = full_event_set().model_copy(update={"failed": ()})


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Run], None]:
    """Puts a function in the place of the pipeline: what is tested here is the command around it."""
    here = tmp_path_factory.mktemp("here")
    monkeypatch.chdir(here)
    for folder in ("in", "b", "export"):
        (here / folder).mkdir()
    (here / "a.txt").touch()
    return lambda run: monkeypatch.setattr(pipeline, "run_paths", run)


@pytest.fixture(autouse=True)
def no_model_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)


def returns(events: EventSet, **fields: Any) -> Run:
    return lambda *_, **__: RunResult(events, report(**fields), {"harbour": TEXT})


def test_a_complete_run_writes_its_results_and_exits_0(
    tmp_path: Path,
    stand_in: Callable[[Run], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    stand_in(returns(COMPLETE))
    assert cli.main(["in/", "--out", str(tmp_path)]) == 0
    assert EventSet.model_validate_json((tmp_path / "events.json").read_bytes()) == COMPLETE
    run = json.loads((tmp_path / "run.json").read_bytes())
    assert (run["model"], run["prompts"], run["seconds"]) == ("ollama/any", {"strike": "strike.v1"}, 0.25)
    printed = capsys.readouterr()
    assert "Air strike on the harbour of Tartus" in printed.out
    assert "\x1b" not in printed.out + printed.err


def test_something_failed_exits_1_with_the_results_written(tmp_path: Path, stand_in: Callable[[Run], None]) -> None:
    stand_in(returns(full_event_set()))
    assert cli.main(["in/", "--out", str(tmp_path)]) == 1
    assert (tmp_path / "events.json").exists()


def test_rejected_answers_are_no_failure(tmp_path: Path, stand_in: Callable[[Run], None]) -> None:
    assert COMPLETE.rejected
    stand_in(returns(COMPLETE))
    assert cli.main(["in/", "--out", str(tmp_path)]) == 0


def test_an_error_is_one_line_and_exits_2(
    tmp_path: Path, stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any, **__: Any) -> RunResult:
        raise ConfigError("no model; give one with --model")

    stand_in(fail)
    assert cli.main(["in/", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "extract: error: no model; give one with --model\n"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_take_results_is_refused_before_the_model_is_asked(
    tmp_path: Path, stand_in: Callable[[Run], None]
) -> None:
    def ask(*_: Any, **__: Any) -> RunResult:
        raise AssertionError("the model was asked")

    stand_in(ask)
    (tmp_path / "events.json").write_text("not ours")
    assert cli.main(["in/", "--out", str(tmp_path)]) == 2


def test_options_reach_the_run(tmp_path: Path, stand_in: Callable[[Run], None]) -> None:
    seen: dict[str, Any] = {}

    def note(paths: list[str], **options: Any) -> RunResult:
        seen.update(options, paths=paths)
        return returns(COMPLETE)()

    stand_in(note)
    words = "a.txt b/ --model ollama/x --base-url http://h/v1 --cassettes tapes --record-mode all --concurrency 4"
    words += " --kinds strike,meeting --profile large --questions each --settle --tables mine/ --tables b.csv"
    more = "--window 2 --timeout 1.5 --judgements said.jsonl --add-to old/events.json --engine ray --workers 3"
    cli.main([*words.split(), *more.split(), "--out", str(tmp_path)])
    progress, into = seen.pop("progress"), seen.pop("into")
    assert progress is None
    assert into.folder == tmp_path
    assert seen == {
        "profile": "large",
        "questions": "each",
        "engine": "ray",
        "workers": 3,
        "settle": 100,
        "paths": ["a.txt", "b/"],
        "model": "ollama/x",
        "base_url": "http://h/v1",
        "cassettes": Path("tapes"),
        "record_mode": "all",
        "concurrency": 4,
        "kinds": ("strike", "meeting"),
        "window": 2,
        "judgements": Path("said.jsonl"),
        "add_to": Path("old/events.json"),
        "tables": ["mine/", "b.csv"],
        "columns": None,
        "timeout": 1.5,
        "limits": Limits(),
        "dry_run": False,
        "batch": None,
    }


def test_limits_reach_the_run(tmp_path: Path, stand_in: Callable[[Run], None]) -> None:
    seen: dict[str, Any] = {}

    def note(_: list[str], **options: Any) -> RunResult:
        seen.update(options)
        return returns(COMPLETE)()

    stand_in(note)
    words = "--max-cost 1.50 --max-calls 7 --requests-per-minute 60 --tokens-per-minute 9000"
    cli.main(["a.txt", *words.split(), "--out", str(tmp_path)])
    assert seen["limits"] == Limits(7, Decimal("1.50"), 60, 9000)


@pytest.mark.parametrize("amount", ["0", "-1", "nan", "inf", "much", ""])
def test_an_amount_that_is_none_is_refused(amount: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["a.txt", f"--max-cost={amount}"])
    assert "is not an amount above 0" in capsys.readouterr().err


def test_a_dry_run_prints_its_plan_and_writes_nothing(
    tmp_path: Path, stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str]
) -> None:
    plan = RunPlan(1200, 2_000_000, 90_000, "by a rule", "a list", Decimal("0.5"), Decimal("1234.5"))
    stand_in(returns(full_event_set(), planned=plan, model="openai/big"))
    assert cli.main(["in/", "--dry-run", "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "openai/big would be asked 1,200 questions that are not recorded yet."
    assert "2,000,000 prompt tokens (by a rule)" in printed[1]
    assert printed[2] == "Between $0.5000 and $1,234.50 (a list)."
    assert list(tmp_path.iterdir()) == []


def test_what_a_run_took_and_cost_is_told(
    tmp_path: Path, stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str]
) -> None:
    costs = Costs(prices="a list", spent=0.25, replayed=0.0)
    stand_in(returns(COMPLETE, calls=5, reasks=1, retries=2, prompt_tokens=1000, cached_tokens=250, costs=costs))
    cli.main(["in/", "--out", str(tmp_path)])
    assert (
        "Calls: 2 asked, 3 replayed, 1 of them asked again, 2 sent again after a fault; "
        "1,000 prompt tokens (25% cached), 5 answer tokens; $0.2500 spent"
    ) in capsys.readouterr().err
    told = json.loads((tmp_path / "run.json").read_bytes())
    assert (told["costs"]["spent"], told["costs"]["prices"]) == (0.25, "a list")
    assert "planned" not in told


def test_no_record_is_a_record_mode_of_its_own(tmp_path: Path, stand_in: Callable[[Run], None]) -> None:
    seen: list[Any] = []

    def note(*_: Any, **options: Any) -> RunResult:
        seen.append(options["record_mode"])
        return returns(COMPLETE)()

    stand_in(note)
    cli.main(["in/", "--no-record", "--out", str(tmp_path)])
    cli.main(["in/", "--out", str(tmp_path)])
    assert seen == [NOT_RECORDED, None]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["in/", "--window", "0"],
        ["in/", "--timeout", "0"],
        ["in/", "--timeout", "inf"],
        ["in/", "--timeout", "soon"],
        ["in/", "--concurrency", "many"],
        ["in/", "--record-mode", "sometimes"],
        ["in/", "--no-record", "--record-mode", "all"],
        ["in/", "--conc", "2"],
    ],
)
def test_wrong_usage_is_one_line_that_points_to_the_help(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    assert exit_.value.code == 2
    line = capsys.readouterr().err
    assert line.startswith("extract: error: ")
    assert line.endswith("(python -m extract --help)\n")
    assert line.count("\n") == 1


def test_quiet_prints_nothing(
    tmp_path: Path, stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(returns(full_event_set()))
    cli.main(["in/", "--quiet", "--out", str(tmp_path)])
    assert capsys.readouterr() == ("", "")


def test_skipped_files_and_notices_are_told(
    tmp_path: Path, stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str]
) -> None:
    skipped = tuple(f"in/{n}.pdf" for n in range(7))
    stand_in(returns(COMPLETE, skipped=skipped, notices=("2 stale answers were dropped",)))
    cli.main(["in/", "--out", str(tmp_path)])
    lines = capsys.readouterr().err.splitlines()
    assert "2 stale answers were dropped" in lines
    expected = "Skipped: in/0.pdf, in/1.pdf, in/2.pdf, in/3.pdf, in/4.pdf, and 2 more"
    assert expected in lines


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (["--model", "ollama/x"], True),
        (["--model", "ollama/x", "--no-record"], False),
        (["--model", "ollama/x", "--record-mode", "none"], False),
        ([], False),
    ],
)
def test_an_interrupted_run_exits_130_and_says_what_is_kept(
    tmp_path: Path,
    stand_in: Callable[[Run], None],
    capsys: pytest.CaptureFixture[str],
    *,
    arguments: list[str],
    kept: bool,
) -> None:
    def interrupt(*_: Any, **__: Any) -> RunResult:
        raise KeyboardInterrupt

    stand_in(interrupt)
    assert cli.main(["in/", "--out", str(tmp_path), *arguments]) == 130
    line = capsys.readouterr().err
    assert line.startswith("extract: interrupted; ")
    assert ("answers so far are kept in cassettes" in line) is kept
    assert list(tmp_path.iterdir()) == []


def test_the_first_word_can_be_a_subcommand_and_a_path_of_that_name_a_folder(
    tmp_path: Path, stand_in: Callable[[Run], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ModuleType("a_command")
    command.main = lambda arguments: 40 + len(arguments)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "a_command", command)
    monkeypatch.setitem(cli.COMMANDS, "export", "a_command")
    stand_in(returns(COMPLETE))
    assert cli.main(["export", "one", "two"]) == 42
    assert cli.main(["./export", "--out", str(tmp_path)]) == 0


def test_no_model_and_no_recording_exits_2_with_three_ways_to_get_a_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Jets struck the harbour on Friday.", encoding="utf-8")
    assert cli.main(["a.txt"]) == 2
    message = capsys.readouterr().err
    assert all(way in message for way in ("gguf/", "ollama/", "openai/"))
    assert not Path("out").exists()


def test_a_path_that_does_not_exist_exits_2_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "nowhere" in capsys.readouterr().err


def python_m_extract(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "extract", *arguments]


HEAVY = ("openai", "instructor", "vcr", "pydantic", "rich")


def ended_with(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command to its exit, and what heavy modules it has loaded as the last line on standard error."""
    script = (
        "import sys\nfrom extract.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    return subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)


def test_help_teaches_and_loads_nothing_heavy() -> None:
    done = ended_with("--help")
    assert done.stderr.strip() == "[]"
    for taught in ("examples:", "exit status:", "gguf/", "ollama/", "openai/", "--no-record", "--cassettes"):
        assert taught in done.stdout


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_help_and_wrong_usage_of_a_subcommand_load_nothing_heavy(command: str) -> None:
    helped, refused = ended_with(command, "--help"), ended_with(command, "--nope")
    assert helped.stdout.startswith(f"usage: python -m extract {command} ")
    assert f"(python -m extract {command} --help)" in refused.stderr
    assert [done.stderr.splitlines()[-1] for done in (helped, refused)] == ["[]", "[]"]


def test_every_line_of_the_help_fits_a_wide_terminal() -> None:
    done = subprocess.run(python_m_extract("--help"), capture_output=True, text=True, check=True)
    assert max(map(len, done.stdout.splitlines())) <= 120


def test_version_names_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(["--version"])
    assert exit_.value.code == 0
    assert capsys.readouterr().out.startswith("rashomon-events ")


def test_a_reader_of_the_help_who_leaves_early_sees_no_traceback() -> None:
    with subprocess.Popen(
        python_m_extract("--help"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode in {0, 141}


@pytest.fixture
def closed_stderr_script(tmp_path: Path) -> list[str]:
    """A run around a stand-in whose results stand in tests/helpers/event_sets.py, to be started with nobody reading."""
    folder = Path(__file__).parent
    script = (
        f"import sys; sys.path[:0] = [{str(folder.parents[1])!r}, {str(folder)!r}]\n"
        "import test_main as t\nfrom extract import pipeline\nfrom extract.cli import main as cli\n"
        "pipeline.run_paths = t.returns(t.COMPLETE)\n"
        f"sys.exit(cli.main(['/', '--out', {str(tmp_path)!r}]))"
    )
    return [sys.executable, "-c", script]


def test_a_run_whose_messages_nobody_reads_is_still_complete(closed_stderr_script: list[str], tmp_path: Path) -> None:
    with subprocess.Popen(closed_stderr_script, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.close()
    assert process.returncode == 0
    assert (tmp_path / "events.json").exists()
