"""The parts that all subcommands share: parser, version, and the status of wrong usage."""

from __future__ import annotations

import argparse
from importlib import metadata
from typing import NoReturn

from extract.base.printable import printable

UNUSABLE = 2
"""Exit status of wrong usage or set-up."""


class Parser(argparse.ArgumentParser):
    """The parser of a command, whose errors are one line."""

    def __init__(self, command: str = "", *, description: str, epilog: str) -> None:
        """Of a run's options, or of the command's of that name."""
        super().__init__(
            prog=f"python -m extract {command}".rstrip(),
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """End with one line instead of a page of usage."""
        self.exit(UNUSABLE, f"extract: error: {printable(message)} ({self.prog} --help)\n")


def version() -> str:
    """Of the installed distribution."""
    try:
        return metadata.version("rashomon-events")
    except metadata.PackageNotFoundError:
        return "(not installed)"
