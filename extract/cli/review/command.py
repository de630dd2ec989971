"""The command ``python -m extract review [OUT]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extract.base.command_line import Parser
from extract.base.errors import ConfigError
from extract.cli.review.keys import KEYS

COMPLETE = 0

_DESCRIPTION = """\
Go through the pairs that the rules left unsure, one at a time, with both texts. Each answer is in the file before the
next question, so leave whenever you like: the next review goes on from there."""

_EPILOG = f"""\
keys: {KEYS.replace("   ", ", ")}

examples:
  python -m extract review                                  the results in out/, answers to judgements.jsonl
  python -m extract review out/ --page                      the same and more in a browser: values, records, merges
  python -m extract review --merge anna.jsonl ben.jsonl --judgements both.jsonl
  python -m extract --add-to out/ --judgements judgements.jsonl    then: obey them; nothing is read again

docs/judgements.md says what else a judgement can be.
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of one review; 0 also where it was left before the end.

    Raises:
        ConfigError: there is no terminal, or the file cannot be read or written to.
        InputError: the results cannot be read.
    """
    options = _parser().parse_args(arguments)
    if options.merge:
        from extract.cli.review.merge import merge  # noqa: PLC0415

        merge(tuple(options.merge), options.judgements)
        return COMPLETE
    if options.page:
        from extract.cli.review.serve import serve  # noqa: PLC0415

        serve(options.out, options.judgements)
        return COMPLETE
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("review asks a person and needs a terminal; docs/judgements.md says how to write judgements")
    # Help and wrong usage must not wait for it.
    from extract.cli.review.dialogue import review  # noqa: PLC0415

    review(options)
    return COMPLETE


def _parser() -> argparse.ArgumentParser:
    parser = Parser("review", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("out", nargs="?", type=Path, default=Path("out"), metavar="OUT", help="results to review (default: out)")
    add(
        "--judgements",
        type=Path,
        default=Path("judgements.jsonl"),
        metavar="FILE",
        help="where answers are written, and what is judged already (default: judgements.jsonl)",
    )
    add(
        "--page",
        action="store_true",
        help="judge in a browser: the report with its buttons, on this machine alone, written to the file as you go",
    )
    add(
        "--merge",
        type=Path,
        nargs=2,
        metavar="FILE",
        help="put two people's judgements into one new file (--judgements), and tell how far they agree",
    )
    add("--who", metavar="NAME", help="your name, which stands in each judgement (default: you are asked)")
    return parser
