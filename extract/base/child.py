"""A Python process of ours beside this one, spoken to over its standard input and output."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extract.base.settings import child_environment

_OUTPUT, _ERRORS = 1, 2
_PROGRAM = "import sys; sys.path[:] = {path!r}; from {module} import main; main()"


def start_child(module: str, *, stderr: int | None = None) -> subprocess.Popen[bytes]:
    """A process that runs ``main`` of a module, with pipes to it.

    It finds modules where this one does, and gets no key.  It is not one of multiprocessing, as that would run the
    caller's script once more, which starts everything again unless it has an ``if __name__ == "__main__"``.

    Args:
        module: its full name.
        stderr: as `subprocess.Popen` takes it.

    Raises:
        OSError: the system starts no more.
    """
    root = str(Path(__file__).parents[2])
    path = [entry or root for entry in sys.path]
    program = _PROGRAM.format(path=path if root in path else [*path, root], module=module)
    return subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=child_environment(),
    )


@contextmanager
def answering() -> Iterator[IO[bytes]]:
    """The process's standard output, kept for answers alone: what a library prints goes to standard error."""
    with os.fdopen(os.dup(_OUTPUT), "wb") as answers:
        os.dup2(_ERRORS, _OUTPUT)
        yield answers
