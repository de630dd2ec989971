"""The command ``python -m extract evaluate GOLD EVENTS``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from extract.base.command_line import Parser

COMPLETE = 0

_DESCRIPTION = """\
Hold an event set against gold, what a careful reader finds in the same articles: precision, recall and F1 of events,
of their clustering and of their fields; evidence that is not word for word; events that were wrongly merged.
docs/evaluation.md says how each is measured, and how to write gold for your own articles."""

_EPILOG = """\
examples:
  python -m extract evaluate gold.json out/
  python -m extract evaluate gold.json out/events.json --misses
  python -m extract evaluate gold.json events.json --texts news/ --json > scores.json

exit status:
  0  measured, whatever the scores
  2  a file that cannot be used; the message says why
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of one evaluation, which it prints.

    Raises:
        InputError: a file cannot be used, or the gold is of other articles.
    """
    options = _parser().parse_args(arguments)
    # Help and wrong usage must not wait for these.
    from extract.evaluate.measure import evaluate  # noqa: PLC0415
    from extract.evaluate.read import read_events, read_gold, texts_of  # noqa: PLC0415
    from extract.evaluate.table import print_evaluation, standard_output  # noqa: PLC0415

    gold, events = read_gold(options.gold), read_events(options.events)
    evaluation = evaluate(gold, events, texts_of(events, gold, result=options.events, folder=options.texts))
    console = standard_output()
    if options.json:
        console.out(json.dumps(evaluation.model_dump(mode="json"), indent=1), highlight=False)
    else:
        print_evaluation(console, evaluation, misses=options.misses)
    return COMPLETE


def _parser() -> argparse.ArgumentParser:
    parser = Parser("evaluate", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("gold", type=Path, metavar="GOLD", help="gold file (JSON)")
    add("events", type=Path, metavar="EVENTS", help="events.json, or the folder that holds it")
    add(
        "--texts",
        type=Path,
        metavar="DIR",
        help="folder of the articles, to check evidence against (default: articles/ beside EVENTS)",
    )
    add("--misses", action="store_true", help="list every case that cost some of the score")
    add("--json", action="store_true", help="print everything as JSON, the cases too")
    return parser
