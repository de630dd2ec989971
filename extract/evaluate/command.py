"""The command ``python -m extract evaluate GOLD EVENTS``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from extract.arguments import Parser
from extract.evaluate.evaluate import evaluate
from extract.evaluate.gold import Gold
from extract.evaluate.read import TEXTS_FOLDER, check_folder, events_file, read_events, read_gold, read_texts
from extract.evaluate.table import print_evaluation
from extract.results import is_large, read_results
from schemas import EventSet

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


class _Results(Console):
    """Standard output: tables where it is a terminal, else unwrapped text."""

    def on_broken_pipe(self) -> None:
        """Leave a reader who went away to the command as a whole."""
        raise BrokenPipeError


def main(arguments: Sequence[str]) -> int:
    """The exit status of one evaluation, which it prints.

    Raises:
        InputError: a file cannot be used, or the gold is of other articles.
    """
    options = _parser().parse_args(arguments)
    gold, events = read_gold(options.gold), read_events(options.events)
    evaluation = evaluate(gold, events, _texts(options, gold, events))
    console = _results()
    if options.json:
        console.out(json.dumps(evaluation.model_dump(mode="json"), indent=1), highlight=False)
    else:
        print_evaluation(console, evaluation, misses=options.misses)
    return COMPLETE


def _texts(options: argparse.Namespace, gold: Gold, events: EventSet) -> Mapping[str, str]:
    if options.texts is None and is_large(options.events):
        return read_results(options.events).texts
    folder = check_folder(options.texts) if options.texts else events_file(options.events).parent / TEXTS_FOLDER
    return read_texts(folder, sorted({record.article_id for record in events.records} | gold.articles.keys()))


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


def _results() -> Console:
    console = _Results(highlight=False)
    return console if console.is_terminal else _Results(highlight=False, width=10_000)
