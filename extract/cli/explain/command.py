"""The command ``python -m extract explain ID [ID]``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from extract.base.command_line import Parser
from extract.base.printable import printable_lines

COMPLETE = 0

_DESCRIPTION = """\
Say why records are one event and why others are not: the rules, what each added to the score, what can never be one,
and what people judged. Everything is worked out again from the results alone: no model, no recording."""

_EPILOG = """\
examples:
  python -m extract explain strike-event-2de41c          an event, by the beginning of its id
  python -m extract explain strike-11d4 strike-5bda      two records: why together, or why apart
  python -m extract explain strike-11d4 --out results/   a record: the event it is in, or why it is in none
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of one explanation, which it prints.

    Raises:
        InputError: the results cannot be read, or an id names nothing in them.
    """
    options = _parser().parse_args(arguments)
    # Help and wrong usage must not wait for these.
    from extract.cli.explain.explain import Explainer  # noqa: PLC0415
    from extract.cli.explain.find import find_id  # noqa: PLC0415
    from extract.pipeline import decide_again  # noqa: PLC0415
    from extract.results.read import read_results  # noqa: PLC0415

    results = read_results(options.out)
    events = {event.id for event in results.events.events}
    records = {record.id for record in results.events.records}
    if options.other is None:
        name = find_id(options.id, events | records)
        explainer = Explainer(results, decide_again(results))
        lines = explainer.event(name) if name in events else explainer.record(name)
    else:
        first, second = find_id(options.id, records), find_id(options.other, records)
        lines = Explainer(results, decide_again(results)).pair(first, second)
    for line in lines:
        print(printable_lines(line))
    return COMPLETE


def _parser() -> argparse.ArgumentParser:
    parser = Parser("explain", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("id", metavar="ID", help="an event or a record, or the beginning of its id")
    add("other", nargs="?", metavar="RECORD", help="a second record, where ID is a record")
    add("--out", type=Path, default=Path("out"), metavar="DIR", help="results to explain (default: out)")
    return parser
