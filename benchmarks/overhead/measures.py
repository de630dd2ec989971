"""The measurements, each in a process of its own: throughput, memory, start-up and replay."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from .articles import write_articles
from .server import mean_delay, serving

KINDS = 3
OURS, BARE, LANGEXTRACT = "rashomon", "instructor", "langextract"
_RUNS = 5
_MEMORY_IN_FLIGHT = 64
_REPLAY_IN_FLIGHT = 16

Row = dict[str, Any]


class NotMeasured(Exception):  # noqa: N818 - it speaks of a reader
    """A reader cannot be run; its text says why."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Settings of all measurements: the seed of the articles, LangExtract's Python, and where progress is told."""

    seed: int
    langextract_python: str
    say: Callable[[str], None]

    def throughput(self, delay: str, in_flight: int, calls: int) -> list[Row]:
        """The time of each reader for so many calls, so many at a time: a row each, ours first."""
        mean = mean_delay(delay, calls)
        rows: list[Row] = []
        with self._articles(-(-calls // KINDS)) as articles, self._articles(calls) as as_many:
            readers: dict[str, Callable[[str], Row]] = {
                OURS: lambda url: _once(["ours", url, articles, "--in-flight", in_flight]),
                BARE: lambda url: _once(["bare", url, articles, "--in-flight", in_flight]),
                LANGEXTRACT: lambda url: self._langextract(url, as_many, in_flight),
            }
            for name, read in readers.items():
                self.say(f"{name}: {calls} calls of {delay} s, {in_flight} at a time ...")
                try:
                    with serving(delay) as url:
                        taken = read(url)
                except NotMeasured as error:
                    rows.append({"delay": delay, "in_flight": in_flight, "reader": name, "skipped": str(error)})
                    continue
                rate = taken["calls"] / taken["seconds"]
                rows.append(
                    {
                        "delay": delay,
                        "in_flight": in_flight,
                        "reader": name,
                        "calls": taken["calls"],
                        "failed": taken.get("failed", 0),
                        "calls_per_s": round(rate, 2),
                        "of_ideal": round(rate * mean / in_flight, 3),
                        "cpu_ms_per_call": round(1000 * taken["cpu"] / taken["calls"], 2),
                        "cpu_ms_per_article": round(1000 * taken["whole_cpu"] / taken["articles"], 1),
                        "peak_mb": taken["peak_mb"],
                    }
                )
        bare = next((row["calls_per_s"] for row in rows if row["reader"] == BARE and "skipped" not in row), None)
        for row in rows:
            if bare and "skipped" not in row:
                row["of_bare"] = round(row["calls_per_s"] / bare, 3)
        return rows

    def memory(self, articles: int) -> Row:
        """Memory and time of a run over so many articles, reconciling included: one question each, answered at once."""
        self.say(f"memory: {articles:,} articles ...")
        given = ["--in-flight", _MEMORY_IN_FLIGHT, "--kinds", "strike"]
        with self._articles(articles) as folder, serving("0") as url:
            taken = _once(["ours", url, folder, *given])
        return {
            "articles": articles,
            "records": taken["records"],
            "peak_mb_reading": taken["read_mb"],
            "peak_mb": taken["peak_mb"],
            "first_result_s": round(taken["first_s"], 2),
            "seconds_reading": round(taken["seconds"], 1),
            "seconds": round(taken["whole_seconds"], 1),
            "cpu_ms_per_article": round(1000 * taken["whole_cpu"] / articles, 1),
            "failed": taken["failed"],
        }

    def replay(self, articles: int) -> Row:
        """Seconds to read so many articles again from their recordings."""
        self.say(f"replay: {articles:,} articles ...")
        with self._articles(articles) as folder, tempfile.TemporaryDirectory(prefix="overhead-") as tapes:
            given = [folder, "--in-flight", _REPLAY_IN_FLIGHT, "--cassettes", tapes]
            with serving("0") as url:
                _once(["ours", url, *given])
            taken = _once(["ours", "http://127.0.0.1:9/v1", *given, "--mode", "none"])
        return {
            "articles": articles,
            "calls": taken["calls"],
            "seconds": round(taken["seconds"], 2),
            "ms_per_article": round(1000 * taken["seconds"] / articles, 2),
            "whole_seconds": round(taken["whole_seconds"], 2),
        }

    def start_up(self) -> list[Row]:
        """Seconds of short commands, the median of some runs, beside what importing the SDK takes."""
        self.say("start-up ...")
        python = [sys.executable]
        with self._articles(1) as folder, tempfile.TemporaryDirectory(prefix="overhead-") as scratch:
            tapes, out = ["--cassettes", scratch], ["--out", f"{scratch}/out"]
            with serving("0") as url:
                run = [*python, "-m", "extract", folder, "--model", "openai/test", "--base-url", url, *out]
                commands = {
                    'python -c "import openai"': [*python, "-c", "import openai"],
                    "--help": [*python, "-m", "extract", "--help"],
                    "an option that is not known": [*python, "-m", "extract", "--nope"],
                    "a path that is not there": [*python, "-m", "extract", f"{scratch}/nope"],
                    "one article": [*run, "--no-record"],
                    "one article, recorded": [*run, *tapes, "--record-mode", "all"],
                    "one article, replayed": [*run, *tapes, "--record-mode", "none"],
                }
                return [_timed(name, command) for name, command in commands.items()]

    @contextmanager
    def _articles(self, number: int) -> Any:
        with tempfile.TemporaryDirectory(prefix="overhead-") as folder:
            write_articles(Path(folder), number, seed=self.seed)
            yield folder

    def _langextract(self, url: str, folder: str, in_flight: int) -> Row:
        script = Path(__file__).with_name("langextract_once.py")
        return _json([self.langextract_python, str(script), url, folder, str(in_flight)])


def _once(arguments: Sequence[object]) -> Row:
    return _json([sys.executable, "-m", "benchmarks.overhead.once", *map(str, arguments)])


def _json(command: Sequence[str]) -> Row:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotMeasured(f"{command[0]} cannot be started: {error.strerror}") from error
    if done.returncode:
        raise NotMeasured((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    taken: Row = json.loads(done.stdout.splitlines()[-1])
    return taken


def _timed(name: str, command: Sequence[str]) -> Row:
    """The median of wall and CPU seconds of a command; its exit status is part of what it is for."""
    walls, cpus = [], []
    for _ in range(_RUNS):
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        walls.append(time.monotonic() - started)
        cpus.append(usage.ru_utime + usage.ru_stime)
    return {"command": name, "status": process.returncode, "seconds": median(walls), "cpu": median(cpus)}


_ENVIRONMENT = {**os.environ, "OPENAI_API_KEY": "none"}
