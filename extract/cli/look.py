"""The command ``python -m extract look``: what a run would be given, before it costs anything; no model is needed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.base.settings import default_model
from extract.cli.arguments import run_parser
from extract.cli.config import parse_configured

if TYPE_CHECKING:
    from extract.ask.profile import Scale

LOOKED = 0

_DESCRIPTION = """\
List each article at the PATHs: title, outlet, day and what told the day, language, length, questions, and what is
doubtful about it; then what is left out, what cannot be read and how to mend it. Nothing is asked or written, and no
model is needed. It takes the options of a run: with --model it says what the questions would cost."""

_EPILOG = """\
examples:
  python -m extract look news/
  python -m extract look export/result.json --json
  python -m extract look articles.csv --columns text=Volltext,published=Datum
  python -m extract look news/ --model openai/NAME

exit status:
  0  looked, whatever was found
  2  wrong usage or set-up; the message says how to mend it
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of one look, which it prints."""
    parser = run_parser()
    parser.prog, parser.description, parser.epilog = "python -m extract look", _DESCRIPTION, _EPILOG
    options = parse_configured(parser, arguments)
    if not options.paths:
        parser.error("the following arguments are required: PATH")
    if options.model or default_model():
        from extract.cli.main import run_with  # noqa: PLC0415 - that imports this module's name

        options.dry_run = True
        return run_with(options)
    return look(options)


def look(options: argparse.Namespace) -> int:
    """The exit status of a look without a model and so without a cost, which it prints."""
    from extract.cli.preview_text import preview_json, preview_lines  # noqa: PLC0415
    from extract.pipeline import preview  # noqa: PLC0415

    scale: Scale = options.profile or "large"
    found = preview(options.paths, profile=scale, kinds=options.kinds, columns=options.columns)
    if options.json:
        print(preview_json(found, None))
        return LOOKED
    print("\n".join(preview_lines(found)))
    other = "small" if scale == "large" else "large"
    print(f"Asked as a {scale} model is (--profile {other}: as a {other} one); for the cost, name it (--model).")
    return LOOKED
