"""Standard error as a terminal: a console that outlives a closed pipe, and the progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import progress as bars
from rich.console import Console

from extract.base.printable import printable
from extract.base.settings import columns

if TYPE_CHECKING:
    from extract.base.types import Progress

_UNWRAPPED = 10_000
"""Columns: what a file or a pipe gets is never wrapped."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Print no more; the results are in files, so that nobody reads messages is no failure."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def message_console() -> Console:
    """A console on standard error; where that is no terminal, plain text in lines as long as they need to be."""
    console = _Console(stderr=True, highlight=False)
    return console if console.is_terminal else _Console(stderr=True, highlight=False, width=_UNWRAPPED)


def table_console() -> Console | None:
    """A console on standard output where that is a file or a pipe; None where it is a terminal."""
    console = Console(highlight=False)
    return None if console.is_terminal else Console(highlight=False, width=columns() or _UNWRAPPED)


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[Progress], None] | None]:
    """A function that moves a progress bar, which goes away when done; None where there is no terminal."""
    if console.quiet or not console.is_terminal or console.is_dumb_terminal:
        yield None
        return
    columns = (
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeElapsedColumn(),
        bars.TextColumn("{task.description}", markup=False),
    )
    with bars.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def advance(progress: Progress) -> None:
            description = printable(progress.label)
            bar.update(task, completed=progress.done, total=progress.total, description=description)

        yield advance
