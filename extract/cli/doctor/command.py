"""The command ``python -m extract doctor``: what a run with these options would meet, and what to do about it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from extract.base.errors import ConfigError
from extract.cli.arguments import run_parser
from extract.cli.config import parse_configured

WELL, UNWELL = 0, 1

_DESCRIPTION = """\
Check whether a run with these options would work, and say what to do where it would not: the installation, the
options, the folders, the recordings, and the model, which is asked one short question. It takes the options of a
run, so put "doctor" before those of yours; PATHs are not looked at, and nothing is written."""

_EPILOG = """\
examples:
  python -m extract doctor
  python -m extract doctor --model ollama/NAME
  python -m extract doctor --model openai/NAME --base-url http://127.0.0.1:8000/v1 --out results/

exit status:
  0  nothing stands in the way
  1  something does; each problem says what to do
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of one check-up, which it prints."""
    parser = run_parser()
    parser.prog, parser.description, parser.epilog = "python -m extract doctor", _DESCRIPTION, _EPILOG
    options: argparse.Namespace | ConfigError
    try:
        options = parse_configured(parser, arguments)
    except ConfigError as error:
        options = error
    # All that a run needs: wrong usage must not wait for it.
    from extract.cli.doctor.checkup import check_up  # noqa: PLC0415

    return WELL if check_up(options) else UNWELL
