"""The readers that are compared: this tool, and the rivals' scripts in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.pipeline import run_paths

OURS = "rashomon"
_IS_INSTALLED = "import sys, importlib.util; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"


class NotRead(Exception):  # noqa: N818 - it speaks of the texts
    """A reader cannot be run or gave nothing that can be scored; its text says why."""


@dataclass(frozen=True, slots=True)
class Output:
    """An events.json, of which a rival writes less, and what the reader says of its run."""

    events: Mapping[str, Any]
    says: str


Read = Callable[[Path, str], Output]
"""Reads the texts of a folder with the model at a base URL."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One of those that are compared."""

    name: str
    read: Read


def ours(kinds: tuple[str, ...]) -> Reader:
    """This tool in the setting for small models, asked only for the kinds."""

    def read(folder: Path, base_url: str) -> Output:
        result = run_paths([folder], model="ollama/local", base_url=base_url, record_mode="off", kinds=kinds)
        events = result.events
        says = f"{len(events.records)} records, {len(events.rejected)} rejected; {len(events.failed)} windows failed"
        return Output(events.model_dump(mode="json"), says)

    return Reader(OURS, read)


def rivals(folder: Path | None, langextract_python: str) -> list[Reader]:
    """The rivals; where their scripts or langextract are absent, asking one to read says so."""
    plain = _script(folder, "plain_instructor.py", sys.executable, "instructor")
    langextract = _script(folder, "langextract_rival.py", langextract_python, "langextract")
    return [Reader("instructor", plain), Reader("langextract", langextract)]


def _script(folder: Path | None, name: str, python: str, needs: str) -> Read:
    def read(texts: Path, base_url: str) -> Output:
        if folder is None:
            raise NotRead(f"no folder with {name} is named (--rivals DIR)")
        if not (folder / name).is_file():
            raise NotRead(f"{folder} has no {name}")
        if _run([python, "-c", _IS_INSTALLED, needs]).returncode:
            raise NotRead(f"{python} has no {needs} (--langextract-python PATH names langextract's own)")
        return _events(folder / name, python, texts, base_url=base_url)

    return read


def _events(script: Path, python: str, texts: Path, *, base_url: str) -> Output:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "events.json"
        done = _run([python, str(script), base_url, str(texts), str(out)])
        if done.returncode or not out.is_file():
            raise NotRead(f"{script.name} stopped with status {done.returncode}: {_last(done.stderr)}")
        return Output(json.loads(out.read_bytes()), _last(done.stdout))


def _last(printed: str) -> str:
    return (printed.strip().splitlines() or ["it said nothing"])[-1]


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotRead(f"{command[0]} cannot be started: {error.strerror}") from error
