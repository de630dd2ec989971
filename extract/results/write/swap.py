"""The files of a result are put in place all together or not at all, whenever a run dies.

They are made in a folder of their own.  Giving that its final name is the moment that counts: before
it the old result stands, after it the moves that follow are made by this run or by the next one.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from extract.base import durable

COMPLETE = ".complete"
"""Holds files that belong in the folder around it, for as long as it takes to move them there."""

_UNFINISHED = ".unfinished-"
_STALE = "stale.json"


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """An empty folder to make files in; it goes away with all that is still in it, and so does what a dead run left."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
    # Inside the folder, so that a rename never has to cross a file system.
    staged = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def put_in_place(staged: Path, folder: Path, *, stale: Sequence[str], ours: Callable[[str], bool]) -> None:
    """Moves all staged files into the folder and removes the stale ones, as one step."""
    durable.write(staged / _STALE, json.dumps(stale).encode())
    durable.sync_all(staged)
    staged.replace(folder / COMPLETE)
    durable.sync_folder(folder)
    try:
        finish(folder, ours=ours)
    except KeyboardInterrupt:
        finish(folder, ours=ours)
        raise


def finish(folder: Path, *, ours: Callable[[str], bool]) -> None:
    """Ends what a run that died had begun to put in place; whatever is not of our names is left alone."""
    complete = folder / COMPLETE
    if not complete.is_dir():
        return
    stale = _stale(complete / _STALE)
    for file in sorted(complete.rglob("*")):
        name = file.relative_to(complete).as_posix()
        if file.is_dir():
            (folder / name).mkdir(exist_ok=True)
        elif ours(name):
            file.replace(folder / name)
    for name in stale:
        if ours(name):
            (folder / name).unlink(missing_ok=True)
    durable.sync_folder(folder)
    shutil.rmtree(complete)


def _stale(listing: Path) -> Collection[str]:
    # It is the last to go but for the folder: without it there is nothing left to do.
    with suppress(OSError, ValueError, RecursionError):
        names = json.loads(listing.read_bytes())
        return [name for name in names if isinstance(name, str) and ".." not in PurePosixPath(name).parts]
    return ()
