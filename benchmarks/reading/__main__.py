"""The command ``python -m benchmarks.reading``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.text import Text

from schemas import KINDS

from ..answer_store import AnswerStore
from .attacks import ATTACKS
from .comparison import Comparison, compare
from .news_events import NEWS_EVENTS
from .quotes import QUOTES
from .readers import OURS, ours, rivals
from .table import as_data, measures, misses, scores

TASKS = {task.name: task for task in (QUOTES, ATTACKS, NEWS_EVENTS)}
COMPLETE, INCOMPLETE, UNUSABLE = 0, 1, 2

_DESCRIPTION = """\
Read labelled news with one model three times, by this tool and by two others, and compare what each finds.
docs/reading-benchmark.md says what the sets are, how they map to our records and how each measure is counted."""

_EPILOG = """\
exit status:
  0  every reader read every set
  1  something was skipped; the lines under the tables say what and why
  2  usage
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """End with one line instead of a page of usage."""
        self.exit(UNUSABLE, f"benchmark: error: {message} (python -m benchmarks.reading --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of one benchmark, which it prints."""
    options = _parser().parse_args(arguments)
    comparisons, absent = [], []
    for name in options.sets:
        if (options.data / TASKS[name].file).is_file():
            comparisons.append(_compare(name, options))
        else:
            absent.append(f"Skipped: {name}: {options.data} has no {TASKS[name].file}")
    if options.json:
        print(json.dumps({one.task.name: as_data(one) for one in comparisons}, indent=1, ensure_ascii=False))
    else:
        _print(comparisons, with_misses=options.misses)
    skipped = [*absent, *(line for one in comparisons for line in _skipped(one))]
    for line in skipped:
        _say(line)
    return INCOMPLETE if skipped else COMPLETE


def _compare(name: str, options: argparse.Namespace) -> Comparison:
    task = TASKS[name]
    readers = [
        ours(tuple(KINDS) if options.all_kinds else task.kinds),
        *rivals(options.rivals, options.langextract_python),
    ]
    documents = task.documents(options.data, options.limit)

    def store() -> AnswerStore:
        return AnswerStore(options.base_url, options.answers)

    return compare(task, documents, readers, store=store, say=_say)


def _print(comparisons: Sequence[Comparison], *, with_misses: bool) -> None:
    console = Console(highlight=False)
    # Where nobody watches, lines are as long as they need to be.
    console = console if console.is_terminal else Console(highlight=False, width=10_000)
    if any(one.readings for one in comparisons):
        console.print(scores(comparisons))
        console.print()
        console.print(measures(comparisons))
    for comparison in comparisons:
        if with_misses and OURS in comparison.readings:
            console.print()
            for line in misses(comparison, OURS):
                console.print(Text(line), soft_wrap=True)


def _skipped(comparison: Comparison) -> Iterator[str]:
    for reader, reason in comparison.skipped.items():
        yield f"Skipped: {comparison.task.name}, {reader}: {reason}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m benchmarks.reading",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "--base-url",
        required=True,
        metavar="URL",
        help="the model's server, OpenAI-compatible: http://127.0.0.1:8080/v1",
    )
    add("--data", required=True, type=Path, metavar="DIR", help="folder of the labelled texts (SET-dev.jsonl.gz)")
    add("--sets", type=_sets, default=list(TASKS), metavar="SETS", help="quotes,attacks,news-events (default: all)")
    add(
        "--limit",
        type=_positive,
        metavar="N",
        help="texts of each set (default: 12, 40 and 20)",
    )
    add("--rivals", type=Path, metavar="DIR", help="folder of plain_instructor.py and langextract_rival.py")
    add("--langextract-python", default=sys.executable, metavar="PATH", help="Python that has langextract")
    add(
        "--answers",
        type=Path,
        default=_cache(),
        metavar="DIR",
        help="where answers are kept; another for each model",
    )
    add("--all-kinds", action="store_true", help="ask ours for every kind of record, not only those that a set scores")
    add("--misses", action="store_true", help="list what ours missed and made up; the lines quote the texts")
    add("--json", action="store_true", help="print everything as JSON")
    return parser


def _sets(value: str) -> list[str]:
    names = value.split(",")
    if unknown := [name for name in names if name not in TASKS]:
        raise argparse.ArgumentTypeError(f"there is no set {unknown[0]!r}; there are {', '.join(TASKS)}")
    return names


def _positive(value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no number of texts")
    return int(value)


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rashomon" / "benchmark-answers"


if __name__ == "__main__":
    sys.exit(main())
