"""Made-up articles read from a service of whose replies a share are faults: is each read or listed, and at what cost?

    python -m benchmarks.faults 10000

The service runs in a process of its own.  Exits 1 if an article is missing, a shelling is found twice or an answer is
sent twice.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # The service with faults is a helper of the tests.

from helpers.fault_server import FAULTS, FaultyService
from helpers.local_server import serving

from extract.pipeline import run_paths

_NOT_OF_ONE_CALL = {"401", "404", "account without credit"}
"""Faults that end a run, or that no service recovers from between two calls."""

_TIMEOUT_S = 20
"""Far above what an answer takes on a busy machine: one that comes too late counts as sent twice."""
_MEGABYTE = 1024


@dataclass(frozen=True)
class Outcome:
    """The outcome of the articles; the last three are errors of ours where they are not 0."""

    articles: int
    read: int
    read_in_part: int
    failed: int
    requests: int
    retries: int
    seconds: float
    cpu_ms_per_call: float
    peak_mb: int
    missing: int
    found_twice: int
    answered_twice: int

    @property
    def wrong(self) -> int:
        """The outcomes that must not happen."""
        return self.missing + self.found_twice + self.answered_twice


def measure(number: int, *, share: float, seed: int, concurrency: int) -> Outcome:
    """Reads so many articles."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        articles = Path(folder, "in")
        _write_articles(articles, number)
        told = {"model": "openai/test", "cassettes": Path(folder, "tapes"), "concurrency": concurrency}
        started, cpu = time.monotonic(), time.process_time()
        with _service(share, seed) as (url, counts):
            first = run_paths([articles], base_url=url, record_mode="new_episodes", timeout=_TIMEOUT_S, **told)  # type: ignore[arg-type]
        cpu = time.process_time() - cpu
        seconds = time.monotonic() - started
    failed = {each.article_id for each in first.events.failed}
    places = Counter((r.article_id, r.evidence[0].start) for r in first.events.records)
    read = {article for article, _ in places}
    rejected = {each.article_id for each in first.events.rejected}
    return Outcome(
        articles=number,
        read=len(read - failed),
        read_in_part=len(read & failed),
        failed=len(failed - read),
        requests=counts["requests"],
        retries=first.report.retries,
        seconds=round(seconds, 1),
        cpu_ms_per_call=round(1000 * cpu / counts["requests"], 1),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGABYTE,
        missing=number - len(read | failed | rejected),
        found_twice=sum(times - 1 for times in places.values()),
        answered_twice=counts["answered_twice"],
    )


def _write_articles(folder: Path, number: int) -> None:
    folder.mkdir()
    for at in range(number):
        text = (
            f"Rebels shelled the port of Tera{at} in district {at}.\nIt rained there.\nNobody of ward {at} was hurt.\n"
        )
        (folder / f"a{at:05}.txt").write_text(text)


@contextmanager
def _service(share: float, seed: int) -> Iterator[tuple[str, dict[str, int]]]:
    """Its address, and after the block how many requests came and how many answers were sent again."""
    command = [sys.executable, "-m", "benchmarks.faults", "--serve", "--share", str(share), "--seed", str(seed)]
    counts: dict[str, int] = {}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip(), counts
        process.stdin.close()
        counts.update(json.loads(process.stdout.readline()))


def _serve(share: float, seed: int) -> None:
    service = FaultyService(share, seed, [name for name in FAULTS if name not in _NOT_OF_ONE_CALL])
    with serving(service, keep=False) as server:
        print(f"{server.url}/v1", flush=True)
        sys.stdin.read()
        twice = sum(max(0, times - 1) for times in service.answered.values())
        print(json.dumps({"requests": len(server.received), "answered_twice": twice}), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what became of the articles."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=1000, help="of articles (default: 1000)")
    parser.add_argument("--share", type=float, default=0.2, help="of replies that are faults (default: 0.2)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--concurrency", type=int, default=64, help="calls in flight (default: 64)")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve:
        _serve(options.share, options.seed)
        return 0
    outcome = measure(options.number, share=options.share, seed=options.seed, concurrency=options.concurrency)
    for name, value in vars(outcome).items():
        print(f"{name.replace('_', ' '):>18}  {value:,}")
    return int(outcome.wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
