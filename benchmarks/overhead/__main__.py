"""The command ``python -m benchmarks.overhead``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from .measures import Bench, Row
from .server import HEAVY_TAIL

PARTS = ("throughput", "start-up", "replay", "memory")
COMPLETE, INCOMPLETE, UNUSABLE = 0, 1, 2

_DESCRIPTION = f"""\
What this program costs beside the model it asks. A server of its own on loopback answers after a delay as a model
would; this program, a bare loop over instructor and LangExtract read made-up articles from it.

A delay is a number of seconds or "{HEAVY_TAIL}": a heavy-tailed mix, most answers in a second, some in ten."""

_EPILOG = """\
exit status:
  0  everything was measured
  1  something was skipped; the table says what and why
  2  usage

of_ideal: calls a second, of what so many calls in flight with so long a delay can be at most, when nothing costs
anything; of_bare: of what the bare loop did. CPU is user and system time until the last answer, without the server;
that per article is of everything, reconciling included. The memory of a run is the most it held until the last answer
(reading) and until its result was written; the first result is what stands on disk first, in a run of more than 5,000
articles the records of some. 100,000 articles take an hour."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    options = _parser().parse_args(arguments)
    bench = Bench(options.seed, options.langextract_python, lambda line: print(line, file=sys.stderr, flush=True))
    levels = [(delay, number) for delay in options.delays for number in options.in_flight]
    measures: dict[str, Callable[[], list[Row]]] = {
        "throughput": lambda: [row for d, n in levels for row in bench.throughput(d, n, options.calls * n)],
        "start-up": bench.start_up,
        "replay": lambda: [bench.replay(number) for number in options.replayed],
        "memory": lambda: [bench.memory(number) for number in options.articles],
    }
    measured = {part: measures[part]() for part in options.parts}
    if options.json:
        print(json.dumps(measured, indent=1))
    else:
        for part, rows in measured.items():
            _print(part, rows)
    return INCOMPLETE if any("skipped" in row for rows in measured.values() for row in rows) else COMPLETE


def _print(title: str, rows: Sequence[Row]) -> None:
    console = Console(highlight=False)
    console = console if console.is_terminal else Console(highlight=False, width=160)
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = Table(title=title, title_justify="left")
    for name in names:
        table.add_column(name.replace("_", " "), justify="left" if isinstance(rows[0].get(name), str) else "right")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in names))
    console.print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.overhead",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--parts", type=_parts, default=list(PARTS), metavar="PARTS", help=f"of {','.join(PARTS)} (default: all)")
    add("--calls", type=_positive, default=4, metavar="N", help="for each that is in flight (default: 4)")
    add("--delays", type=_delays, default=["1", "10", HEAVY_TAIL], metavar="S", help=f"default: 1,10,{HEAVY_TAIL}")
    add("--in-flight", type=_numbers, default=[1, 16, 64, 256], metavar="N", help="default: 1,16,64,256")
    add("--articles", type=_numbers, default=[1_000, 10_000], metavar="N", help="for memory (default: 1000,10000)")
    add("--replayed", type=_numbers, default=[100, 400, 1_600], metavar="N", help="articles (default: 100,400,1600)")
    add("--seed", type=int, default=1, help="of the articles (default: 1)")
    add("--langextract-python", default=sys.executable, metavar="PATH", help="Python that has langextract")
    add("--json", action="store_true", help="print everything as JSON")
    return parser


def _parts(value: str) -> list[str]:
    if unknown := [name for name in value.split(",") if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"there is no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    return value.split(",")


def _delays(value: str) -> list[str]:
    for delay in value.split(","):
        if delay != HEAVY_TAIL and not delay.replace(".", "", 1).isdecimal():
            raise argparse.ArgumentTypeError(f"{delay!r} is neither a number of seconds nor {HEAVY_TAIL!r}")
    return value.split(",")


def _numbers(value: str) -> list[int]:
    return [_positive(number) for number in value.split(",")]


def _positive(value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no number above zero")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
