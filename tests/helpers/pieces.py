"""Pieces of work that go wrong, for the processes of `extract.large`, which import them by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import NoReturn

from extract.base.errors import InputError


class Unsendable(Exception):  # noqa: N818
    """Cannot be made anew from what it holds."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def who(_: object) -> int:
    """The process that does it."""
    return os.getpid()


def environment(_: object) -> dict[str, str]:
    """What the process has of the environment."""
    return dict(os.environ)


def printed(piece: str) -> str:
    """The piece, after it was printed as a library might."""
    os.write(1, f"{piece}\n".encode())
    return piece


def unreadable(piece: str) -> NoReturn:
    raise InputError(f"cannot read {piece}")


def divided(piece: int) -> float:
    return 1 / piece


def unsendable(_: object) -> NoReturn:
    raise Unsendable("this", "that")


def killed(times: int, folder: Path, piece: int) -> int:
    """The piece, but so many processes that come to the third die of it."""
    if piece == 3 and len(list(folder.iterdir())) < times:
        (folder / str(os.getpid())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return piece


def hanging(folder: Path, piece: int) -> None:
    """Nothing, ever; as long as its process is there it holds a lock on a file."""
    import fcntl  # noqa: PLC0415 (not on Windows)

    with (folder / f"draft{piece}").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        Path(file.name).rename(folder / f"held{piece}")
        time.sleep(600)
