"""The command ``python -m extract export EVENTS --to FORMAT[,FORMAT]``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from extract.base.command_line import Parser
from extract.export.registry import FORMATS, export

COMPLETE = 0

_DESCRIPTION = "Write the events of a run as files for other tools."


def main(arguments: Sequence[str]) -> int:
    """The exit status of one export; the files written are named on standard error.

    Raises:
        ConfigError: a format wants a library that is not installed, or the folder cannot be written to.
        InputError: the file holds no event set.
    """
    options = _parser().parse_args(arguments)
    # Help and wrong usage must not wait for these.
    from extract.base.terminal import message_console  # noqa: PLC0415
    from extract.results.read import read_events  # noqa: PLC0415

    written = export(read_events(options.events), options.to, options.out)
    console = message_console()
    for path in written:
        console.print(str(path), markup=False, soft_wrap=True)
    return COMPLETE


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, FORMATS))
    epilog = "formats:\n" + "\n".join(f"  {one.name:{width}}  {one.purpose}" for one in FORMATS.values())
    parser = Parser(
        "export",
        description=_DESCRIPTION,
        epilog=f"{epilog}\n\ndocs/exports.md says what each holds, and what it cannot hold.",
    )
    parser.add_argument("events", type=Path, metavar="EVENTS", help="events.json of a run, or the folder it is in")
    parser.add_argument(
        "--to", type=_formats, required=True, metavar="FORMAT[,FORMAT]", help="one or more of those below"
    )
    parser.add_argument("--out", type=Path, default=Path("export"), metavar="DIR", help="where to (default: export)")
    return parser


def _formats(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"{text!r}: choose from {', '.join(FORMATS)}")
    return names
