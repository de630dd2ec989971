"""A user relies on: any program may start a large run, and the processes of that run do not run the program again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.fault_server import read
from helpers.local_server import StartServer

# Without an ``if __name__ == "__main__"``, as people write them.
PROGRAM = """
import sys
from pathlib import Path
import extract.load.corpus, extract.pipeline.run
from extract.pipeline import Into, run_paths

extract.load.corpus.LARGE = extract.pipeline.run.LARGE = 5
into = Into(Path("out"), lambda report: {})
result = run_paths(["in"], model="openai/test", base_url=sys.argv[1], record_mode="off", into=into)
print(result.large.records, result.large.events)
"""
INTERACTIVE = "import code; cell = code.InteractiveInterpreter(); cell.runsource(PROGRAM, symbol='exec')"


@pytest.mark.parametrize(
    ("command", "given"),
    [
        (["program.py"], ""),
        (["-"], PROGRAM),
        (["-c", INTERACTIVE.replace("PROGRAM", repr(PROGRAM))], ""),
    ],
    ids=["a script", "standard input", "a notebook's cell"],
)
def test_a_large_run_is_started_once(tmp_path: Path, http_server: StartServer, command: list[str], given: str) -> None:
    (tmp_path / "in").mkdir()
    for number in range(6):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Rebels shelled the port of Tera{number} on Monday.\n")
    (tmp_path / "program.py").write_text(PROGRAM)
    path = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-W", "error", *command, f"{http_server(read).url}/v1"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "OPENAI_API_KEY": "key"},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.stdout) == ("", "6 1\n")
